import type { Chrome } from '#platform/http/env.ts'
import { sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import type { Category } from '#rooms/catalogue/index.ts'
import type { Case, Message } from '../case.queries.ts'
import { CategorySelect, IMPACTS, URGENCIES } from '../logging/log-case.pages.tsx'
import { previewOf } from '../message.ts'
import { linkPaths } from '../paths.ts'
import { CaseLink } from './links.pages.tsx'

interface Props {
  readonly chrome: Chrome
  readonly theCase: Case
  readonly messages: readonly Message[]
  readonly categories: readonly Category[]
  readonly now: Date
  readonly entered?: Entered | undefined
  readonly errors?: readonly Mistake[] | undefined
}

const optionsOf = (names: Record<string, string>) => Object.entries(names).map(([value, text]) => ({ value, text }))

function Choice({ theCase, messages, now, entered, errors }: Omit<Props, 'chrome' | 'categories'>) {
  return (
    <Checkboxes
      name="message"
      idPrefix="message"
      legend="What is about something else?"
      hint="It stays on this case as well, marked with where it went"
      error={errors?.find(({ field }) => field === 'message')?.message}
      values={(entered?.message ?? '').split('\n')}
      items={messages.map(({ id, kind, author_name, sent_at, body, split_to_id }) => ({
        value: id,
        label: `${author_name}, ${sayWhen(sent_at, theCase.zone, now)}${kind === 'note' ? ' (internal note)' : kind === 'forward' ? ' (forwarded)' : ''}`,
        hint: `${previewOf(body)}${split_to_id ? ' (split off already)' : ''}`,
        disabled: split_to_id !== null,
      }))}
    />
  )
}

/** Which messages, and what the new case is about. */
export function SplitPage(props: Props) {
  const { chrome, theCase, categories, entered, errors } = props
  const { reference } = theCase
  const usual = { impact: String(theCase.impact), urgency: String(theCase.urgency), relation: 'related_to' }
  const field = fieldsOf({ ...usual, category_id: theCase.category_id ?? '', ...entered }, errors)
  return (
    <WorkspacePage {...chrome} title={`Split ${reference}`} errors={errors}>
      <Toolbar title="Split off another case" note={<CaseLink theCase={theCase} />} />
      <Form action={linkPaths.split({ reference })} class="narrow-form">
        <Choice {...props} />
        <Input {...field('subject')} label="What is the new case about?" hint={`${theCase.requester} can read this`} />
        <CategorySelect {...field('category_id')} categories={categories} />
        <div class="field-row">
          <Select {...field('impact')} label="Impact" options={optionsOf(IMPACTS)} />
          <Select {...field('urgency')} label="Urgency" options={optionsOf(URGENCIES)} />
        </div>
        <Radios
          {...field('relation')}
          legend="How do the two belong together?"
          items={[
            { value: 'related_to', label: 'They are related' },
            { value: 'parent_of', label: 'The new case is part of this one' },
          ]}
        />
        <p>Its clock starts when the earliest of these messages was sent. Internal notes stay internal there.</p>
        <Button>Split off</Button>
      </Form>
    </WorkspacePage>
  )
}
