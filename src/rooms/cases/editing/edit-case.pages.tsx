import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Typeahead } from '#platform/ui/pieces/typeahead.tsx'
import { ActForm, type FormFacts } from '../acting/act-form.pages.tsx'
import { KIND_NAMES } from '../case.rules.ts'
import { casePaths } from '../paths.ts'

export function EditForm({ facts, entered, errors }: FormFacts) {
  const { subject, kind, location } = facts.theCase
  const field = fieldsOf(entered ?? { subject, kind, location: location ?? '' }, errors)
  return (
    <ActForm act="edit" facts={facts} does="Save">
      <Input {...field('subject')} label="Subject" />
      <Select
        {...field('kind')}
        label="Kind"
        options={Object.entries(KIND_NAMES).map(([value, text]) => ({ value, text }))}
      />
      <Input {...field('location')} label="Place (optional)" />
    </ActForm>
  )
}

/** Whose case it is decides who can read it, so the form says so. */
export function RequesterForm({ facts, entered, errors }: FormFacts) {
  const field = fieldsOf(entered, errors)
  const { requester, organisation, reference } = facts.theCase
  return (
    <ActForm act="changeRequester" facts={facts} does="Change requester">
      <p>
        {requester} will no longer see this case. The new requester will see everything said to {requester} so far.
      </p>
      <Typeahead
        {...field('who')}
        label={`Who is it for, in ${organisation}?`}
        hint="A name or an e-mail address"
        src={casePaths.requesterOptions({ reference })}
        valueName="requester_id"
        chosen={entered?.requester_id}
      />
    </ActForm>
  )
}
