import { Fieldset } from '#platform/ui/govuk/fieldset.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import { fieldsOf } from '#platform/ui/pieces/form.tsx'
import type { FormState } from '../persons/manage-persons.pages.tsx'
import { DAY_NAMES, NATION_NAMES, WEEKDAYS } from './calendar-form.rules.ts'

const ZONES = Intl.supportedValuesOf('timeZone')

interface Props extends FormState {
  /** Other calendars of the organisation, any of which may cover for this one. */
  others: readonly { id: string; name: string }[]
}

/** What a calendar is and says. */
export function CalendarFields({ entered, errors, others }: Props) {
  const field = fieldsOf(entered, errors)
  return (
    <>
      <Input {...field('name')} label="Name" />
      <Input
        {...field('zone')}
        label="Time zone"
        hint="Begin to type a city, such as Europe/London"
        class="govuk-input--width-20"
        spellcheck={false}
        attributes={{ list: 'zones' }}
      />
      <datalist id="zones">
        {ZONES.map(zone => (
          <option value={zone} />
        ))}
      </datalist>
      <Fieldset legend="Open" describedBy="open-hint">
        <p class="govuk-hint" id="open-hint">
          Such as 09:00 to 17:00, or 08:30 to 12:30, 13:30 to 17:00. Past midnight is 22:00 to 06:00 next day. Empty is
          closed; the whole day is 00:00 to 24:00.
        </p>
        {WEEKDAYS.map(day => (
          <Input {...field(day)} label={DAY_NAMES[day]} class="govuk-input--width-20" />
        ))}
      </Fieldset>
      <Select
        {...field('nation')}
        label="Bank holidays of"
        options={Object.entries(NATION_NAMES).map(([value, text]) => ({ value, text }))}
      />
      <Textarea
        {...field('closed')}
        label="Other days closed"
        hint="One a line with its reason, such as 2026-12-24 Staff day. For part of a day: 2026-12-24 12:00 to 17:00 Staff party"
        rows={4}
      />
      <Textarea
        {...field('open')}
        label="Days with other hours"
        hint="One a line with hours and reason, such as 2026-05-07 09:00 to 17:00, 22:00 to 03:00 next day Election night. They take the place of that day’s own hours, on a bank holiday too."
        rows={3}
      />
      <Select
        {...field('cover_calendar_id')}
        label="Out of hours covered by"
        options={[{ value: '', text: 'Nobody' }, ...others.map(({ id, name }) => ({ value: id, text: name }))]}
      />
    </>
  )
}

/** From when a change counts, and why. */
export function ChangeFields({ entered, errors }: FormState) {
  const field = fieldsOf(entered, errors)
  return (
    <>
      <Input
        {...field('from')}
        type="date"
        label="From when (optional)"
        hint="From the beginning of that day. Empty is at once. Working time before then stays as it was measured."
        class="govuk-input--width-10"
      />
      <Input {...field('because')} label="Why does it change?" hint="Kept with the version, for anybody who asks" />
    </>
  )
}
