import { classes } from '../classes.ts'
import type { Content, Extras } from './element.ts'
import { Fieldset } from './fieldset.tsx'
import { describedBy, Explanation, FormGroup } from './form-group.tsx'
import { Input } from './input.tsx'

type Part = 'day' | 'month' | 'year'
const PARTS: readonly Part[] = ['day', 'month', 'year']

export type DateInputProps = Extras & {
  id: string
  /** Fields are called `<namePrefix>-day` and so on; without it, plainly `day`, `month` and `year`. */
  namePrefix?: string | undefined
  legend: Content
  legendClass?: string | undefined
  legendIsHeading?: boolean | undefined
  hint?: Content
  error?: Content
  /** The parts the error is about; all of them when not said. */
  wrong?: readonly Part[] | undefined
  values?: Readonly<Partial<Record<Part, string | undefined>>> | undefined
  /** 'bday' turns on bday-day, bday-month and bday-year. */
  autocomplete?: 'bday' | undefined
  describedBy?: string | undefined
  group?: Extras | undefined
  before?: Content
  after?: Content
}

function PartInput({ part, date }: { part: Part; date: DateInputProps }) {
  const wrong = !!date.error && (date.wrong ?? PARTS).includes(part)
  const width = part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2'
  return (
    <div class="govuk-date-input__item">
      <Input
        label={part[0]?.toUpperCase() + part.slice(1)}
        labelClass="govuk-date-input__label"
        id={`${date.id}-${part}`}
        name={date.namePrefix ? `${date.namePrefix}-${part}` : part}
        class={classes('govuk-date-input__input', wrong && 'govuk-input--error', width)}
        value={date.values?.[part]}
        inputmode="numeric"
        autocomplete={date.autocomplete && `${date.autocomplete}-${part}`}
      />
    </div>
  )
}

/** A date people know by heart, typed in three parts. An error summary links to `#<id>-day`. */
export function DateInput(props: DateInputProps) {
  const { legend, legendClass, legendIsHeading } = props
  return (
    <FormGroup error={props.error} group={props.group}>
      <Fieldset {...{ legend, legendClass, legendIsHeading }} role="group" describedBy={describedBy(props.id, props)}>
        <Explanation id={props.id} hint={props.hint} error={props.error} />
        <div class={classes('govuk-date-input', props.class)} {...props.attributes} id={props.id}>
          {props.before}
          {PARTS.map(part => (
            <PartInput part={part} date={props} />
          ))}
          {props.after}
        </div>
      </Fieldset>
    </FormGroup>
  )
}
