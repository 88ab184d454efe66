import { Checkboxes } from '#platform/ui/govuk/checkboxes.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { type Entered, fieldsOf } from '#platform/ui/pieces/form.tsx'

/** What a mailbox of this organisation may name. */
export interface Choices {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly teams: readonly { readonly id: string; readonly name: string }[]
  readonly categories: readonly { readonly id: string; readonly path: string }[]
  /** Other organisations that the reader manages the mail of. */
  readonly others: readonly { readonly id: string; readonly name: string }[]
}

interface Props {
  choices: Choices
  entered: Entered
  errors?: readonly Mistake[] | undefined
}

const LEVELS = [
  { value: '', text: 'As the category says' },
  { value: '1', text: 'High' },
  { value: '2', text: 'Medium' },
  { value: '3', text: 'Low' },
]

export const MailboxFields = (props: Props) => (
  <>
    <Address {...props} />
    <Becomes {...props} />
    <Senders {...props} />
    <Answers {...props} />
  </>
)

function Address({ entered, errors }: Props) {
  const field = fieldsOf(entered, errors)
  return (
    <>
      <Input
        {...field('address')}
        label="Address"
        type="email"
        hint="What people write to, such as help@council.gov.uk"
      />
      <Input {...field('name')} label="Name" hint="What staff call it, such as IT help" />
      <Textarea {...field('purpose')} label="What it is for" rows={2} />
    </>
  )
}

function Becomes({ choices, entered, errors }: Props) {
  const field = fieldsOf(entered, errors)
  return (
    <>
      <h2 class="govuk-heading-m">What a message becomes</h2>
      <Radios
        {...field('kind')}
        legend="Kind of case"
        items={[
          { value: 'incident', label: 'Something is wrong' },
          { value: 'service_request', label: 'Something is wanted' },
        ]}
      />
      <Select
        {...field('category_id')}
        label="Category"
        options={[
          { value: '', text: 'None: to be sorted' },
          ...choices.categories.map(({ id, path }) => ({ value: id, text: path })),
        ]}
      />
      <Select
        {...field('team_id')}
        label="Goes to"
        options={[
          { value: '', text: 'As the category says' },
          ...choices.teams.map(({ id, name }) => ({ value: id, text: name })),
        ]}
      />
      <Select {...field('impact')} label="Impact" options={LEVELS} />
      <Select {...field('urgency')} label="Urgency" options={LEVELS} />
      {choices.others.length > 0 && (
        <Checkboxes
          {...field('serves')}
          legend="Also for the people of"
          hint="A message from one of their people becomes a case of their own council"
          values={(entered.serves ?? '').split('\n')}
          items={choices.others.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </>
  )
}

function Senders({ entered, errors }: Props) {
  const field = fieldsOf(entered, errors)
  return (
    <>
      <h2 class="govuk-heading-m">Who may write</h2>
      <Radios
        {...field('unknown_sender')}
        legend="Somebody whose address is not known"
        items={[
          { value: 'new_person', label: 'Is added as a new person, and their case is logged' },
          { value: 'quarantine', label: 'Is put to one side for staff to look at' },
          { value: 'answer', label: 'Gets a polite answer that says how to reach you, and is put to one side' },
        ]}
      />
      <Textarea
        {...field('allowed_senders')}
        label="Only from"
        hint="Addresses or domains, one a line. With any here, everybody else is put to one side"
        rows={3}
      />
      <Textarea
        {...field('blocked_senders')}
        label="Never from"
        hint="Addresses or domains, one a line. Their messages are put to one side as ignored"
        rows={3}
      />
      <Textarea
        {...field('refused_files')}
        label="Files left out of cases"
        hint="File names, one a line, such as *.exe. The original message keeps them"
        rows={2}
      />
      <Input
        {...field('most_mb')}
        label="Largest message"
        hint="A larger one is refused if its sender can still be told, and otherwise put to one side"
        inputmode="decimal"
        suffix="MB"
        class="govuk-input--width-5"
      />
      <Input
        {...field('trusted_gateway')}
        label="Your mail gateway’s name for its checks"
        hint="The first word of its Authentication-Results headers, such as mx.council.gov.uk. Only its checks are believed"
      />
    </>
  )
}

function Answers({ entered, errors }: Props) {
  const field = fieldsOf(entered, errors)
  const one = (name: string, label: string, hint?: string) => (
    <Checkboxes
      {...field(name)}
      values={entered[name] ? ['yes'] : []}
      items={[{ value: 'yes', label, ...(hint && { hint }) }]}
    />
  )
  return (
    <>
      <h2 class="govuk-heading-m">What people get</h2>
      {one('acknowledges', 'Tell people that their message has come, with the number of their case')}
      {one(
        'takes_tags',
        'Answers come back to a tagged address',
        'Your mail server must deliver help+anything@council.gov.uk here too. Then an answer finds its case surely',
      )}
      <Input {...field('from_name')} label="Name people see" hint="Left empty, the name of the mailbox" />
      {one('sends_by_default', 'Messages to these people go from this address unless another is chosen')}
      <Input
        {...field('most_a_minute')}
        label="Most messages a minute"
        hint="If your mail server allows only so many. The others wait their turn. Left empty, there is no limit"
        inputmode="numeric"
        class="govuk-input--width-5"
      />
    </>
  )
}
