import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import type { Organisation } from '#rooms/people/index.ts'
import { contentPaths } from '../paths.ts'
import type { Template } from './template.queries.ts'
import { KNOWN_GAPS } from './template.rules.ts'

interface ListProps {
  readonly chrome: Chrome
  readonly templates: readonly Template[]
  readonly organisations: readonly Organisation[]
}

const add = <Button href={contentPaths.newReply()}>Add a reply</Button>

/** The words an organisation's desk answers with again and again. */
export function RepliesPage({ chrome, templates, organisations }: ListProps) {
  const nameOf = (id: string) => organisations.find(one => one.id === id)?.short_name ?? ''
  return (
    <WorkspacePage {...chrome} title="Canned replies" active={contentPaths.replies()}>
      <Toolbar title="Canned replies" note="Offered to whoever answers a case. Gaps are filled from the case.">
        {add}
      </Toolbar>
      {templates.length === 0 ? (
        <EmptyState title="No canned replies yet">
          <p>Write what your desk says again and again, once. It is then one choice away beside every reply.</p>
        </EmptyState>
      ) : (
        <Scroll label="Canned replies">
          <Table
            head={['Name', 'Organisation', 'Begins']}
            rows={templates.map(({ id, name, organisation_id, body }) => [
              {
                content: (
                  <a class="govuk-link" href={contentPaths.reply({ id })}>
                    {name}
                  </a>
                ),
              },
              nameOf(organisation_id),
              body.length > 90 ? `${body.slice(0, 89)}…` : body,
            ])}
            firstCellIsHeader
          />
        </Scroll>
      )}
    </WorkspacePage>
  )
}

interface EditProps {
  readonly chrome: Chrome
  /** Absent for a new one. */
  readonly template?: Template
  readonly organisations: readonly Organisation[]
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[]
}

const Gaps = () => (
  <>
    Gaps you can use:{' '}
    {KNOWN_GAPS.map((gap, index) => (
      <>
        {index > 0 && ', '}
        <code>{`{{${gap}}}`}</code>
      </>
    ))}
  </>
)

/** One canned reply, to write or to change. */
export function EditReplyPage({ chrome, template, organisations, entered, errors = [] }: EditProps) {
  const field = fieldsOf(entered ?? (template && { name: template.name, body: template.body }), errors)
  const title = template ? 'Change a canned reply' : 'Add a canned reply'
  return (
    <WorkspacePage {...chrome} title={title} errors={errors} active={contentPaths.replies()}>
      <Toolbar title={title} />
      <Form
        class="reading-form"
        action={template ? contentPaths.reply({ id: template.id }) : contentPaths.newReply()}
        draft={`reply:${template?.id ?? 'new'}`}
      >
        {!template && organisations.length > 1 && (
          <Select
            {...field('organisation_id')}
            label="For which organisation?"
            options={organisations.map(({ id, name }) => ({ value: id, text: name }))}
          />
        )}
        {!template && organisations.length === 1 && (
          <input type="hidden" name="organisation_id" value={organisations[0]!.id} />
        )}
        <Input {...field('name')} label="Name" hint="What it is chosen by, such as “Asking for a screenshot”" />
        <Textarea {...field('body')} label="Words" hint={<Gaps />} rows={10} />
        <Button>Save</Button>
      </Form>
      {template && (
        <Form action={contentPaths.deleteReply({ id: template.id })}>
          <Button variant="warning">Delete this reply</Button>
        </Form>
      )}
    </WorkspacePage>
  )
}
