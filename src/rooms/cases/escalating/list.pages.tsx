import type { Chrome } from '#platform/http/env.ts'
import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { casePaths, escalationPaths } from '../paths.ts'
import type { Listed } from './escalation.queries.ts'
import { sayWhat } from './escalations-card.pages.tsx'

interface Props {
  readonly chrome: Chrome
  readonly list: readonly Listed[]
  readonly more: boolean
  readonly all: boolean
  readonly page: number
  readonly now: Date
}

function State({ one, now }: { one: Listed; now: Date }) {
  if (one.acknowledged_at)
    return (
      <>
        {one.acknowledged_by ?? 'Somebody'} has it, since {sayWhen(new Date(one.acknowledged_at), one.zone, now)}
      </>
    )
  if (!one.stands) return <>Over</>
  return (
    <Form action={escalationPaths.acknowledge({ reference: one.reference, escalation: one.id }, { from: 'list' })}>
      <Button variant="secondary">
        I have it<span class="govuk-visually-hidden">: {one.reference}</span>
      </Button>
    </Form>
  )
}

/** What was escalated to the reader. */
export function EscalationsPage({ chrome, list, more, all, page, now }: Props) {
  const show = all ? { show: 'all' } : {}
  return (
    <WorkspacePage {...chrome} title="Escalated to you">
      <Toolbar
        title="Escalated to you"
        note={
          all ? (
            <a href={escalationPaths.list()}>Only what nobody has yet</a>
          ) : (
            <a href={escalationPaths.list({ show: 'all' })}>All, with what is over</a>
          )
        }
      />
      {list.length === 0 ? (
        <p class="govuk-body">
          {all
            ? 'Nothing was ever escalated to you.'
            : 'Nothing waits for you: what was escalated is over, or somebody has it.'}
        </p>
      ) : (
        <Scroll label="Escalated to you">
          <Table
            caption="Escalated to you"
            captionClass="govuk-visually-hidden"
            head={['Case', 'Of', 'What', 'Passed', 'Who has it']}
            rows={list.map(one => [
              {
                content: (
                  <a class="govuk-link" href={casePaths.show({ reference: one.reference })}>
                    {one.reference} {one.subject}
                  </a>
                ),
              },
              one.organisation,
              sayWhat(one),
              sayWhen(new Date(one.planned_at), one.zone, now),
              { content: <State one={one} now={now} /> },
            ])}
          />
        </Scroll>
      )}
      {(page > 1 || more) && (
        <p class="govuk-body">
          {page > 1 && <a href={escalationPaths.list({ ...show, page: String(page - 1) })}>Newer</a>}{' '}
          {more && <a href={escalationPaths.list({ ...show, page: String(page + 1) })}>Older</a>}
        </p>
      )}
    </WorkspacePage>
  )
}
