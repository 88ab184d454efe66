import { Input } from '#platform/ui/govuk/input.tsx'
import { Radios } from '#platform/ui/govuk/radios.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import { fieldsOf } from '#platform/ui/pieces/form.tsx'
import { ActForm, type FormFacts } from '../acting/act-form.pages.tsx'
import { HOLD_REASONS } from '../case.rules.ts'

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** Stopping the clock always has a reason; it starts again by itself at the time given, or when the requester answers. */
export function HoldForm({ facts, entered, errors }: FormFacts) {
  const field = fieldsOf(entered, errors)
  return (
    <ActForm act="hold" facts={facts} does="Stop the clock">
      <Radios
        {...field('reason')}
        legend="Why does the clock stop?"
        items={Object.entries(HOLD_REASONS).map(([value, text]) => ({ value, label: capital(text) }))}
      />
      <div class="act-form__pair">
        <Input {...field('until_date')} label="Until (optional)" type="date" />
        <Input {...field('until_time')} label="At" type="time" />
      </div>
      <Textarea {...field('note')} label="Note (optional)" rows={2} />
    </ActForm>
  )
}

export function ResumeForm({ facts, entered, errors }: FormFacts) {
  return (
    <ActForm act="resume" facts={facts} does="Start the clock">
      <Input {...fieldsOf(entered, errors)('because')} label="Why (optional)" />
    </ActForm>
  )
}
