import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import { fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ActForm, type FormFacts } from '../acting/act-form.pages.tsx'
import { CLOSURE_CODES, type ClosureCode } from '../case.rules.ts'

// A case is merged by merging it, and a duplicate is closed by its link; neither is chosen for an answer that was given.
const FOR_RESOLVING: readonly ClosureCode[] = [
  'solved',
  'workaround',
  'no_answer',
  'not_ours',
  'duplicate',
  'cancelled',
]

const codes = FOR_RESOLVING.map(value => ({ value, text: CLOSURE_CODES[value] }))

interface Tasks {
  readonly open: number
  /** Those the case waits for. */
  readonly required: readonly string[]
}

/** Open tasks do not stop it, as they may be for afterwards; those the case waits for do. */
export function ResolveForm({
  facts,
  entered,
  errors,
  tasks: { open, required },
}: FormFacts & { readonly tasks: Tasks }) {
  const field = fieldsOf(entered ?? { closure_code: 'solved' }, errors)
  return (
    <ActForm act="resolve" facts={facts} does="Resolve case">
      {open > 0 && (
        <p class="act-warning">
          {open === 1 ? '1 task is still to be done.' : `${open} tasks are still to be done.`}
          {required.length > 0 && ` It waits for: ${required.join('; ')}.`}
        </p>
      )}
      <Select {...field('closure_code')} label="How did it end?" options={codes} />
      <Textarea
        {...field('resolution')}
        label="What was done"
        hint={`${facts.theCase.requester} can read this`}
        rows={4}
      />
    </ActForm>
  )
}

export function CloseForm({ facts, entered, errors }: FormFacts) {
  const { theCase } = facts
  const field = fieldsOf(entered ?? { closure_code: theCase.closure_code ?? 'cancelled' }, errors)
  return (
    <ActForm act="close" facts={facts} does="Close case" variant="warning">
      <p>Nobody can answer a closed case. {theCase.requester} can read how it ended.</p>
      <Select {...field('closure_code')} label="How did it end?" options={codes} />
      <Input {...field('because')} label="Why (optional)" />
    </ActForm>
  )
}

export function ReopenForm({ facts, entered, errors }: FormFacts) {
  return (
    <ActForm act="reopen" facts={facts} does="Reopen case">
      <Input
        {...fieldsOf(entered, errors)('because')}
        label="Why?"
        hint={`Its clock goes on from where it stopped. ${facts.theCase.requester} can read this.`}
      />
    </ActForm>
  )
}
