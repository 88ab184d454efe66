import type { Chrome } from '#platform/http/env.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Fieldset } from '#platform/ui/govuk/fieldset.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { Select } from '#platform/ui/govuk/select.tsx'
import { Textarea } from '#platform/ui/govuk/textarea.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import type { FormState } from '../persons/manage-persons.pages.tsx'
import type { CalendarRow } from './calendar.queries.ts'
import { DAY_NAMES, NATION_NAMES, splitHolidays, WEEKDAYS, writeSpells } from './calendar-form.rules.ts'

interface ListProps extends FormState {
  chrome: Chrome
  organisation: Organisation
  calendars: readonly CalendarRow[]
}

export const CalendarsPage = ({ chrome, organisation, calendars, ...form }: ListProps) => (
  <SettingsPage
    chrome={chrome}
    title={`Calendars of ${organisation.name}`}
    above={[ADMINISTRATION]}
    errors={form.errors}
  >
    <p class="govuk-body">The hours in which the clock runs. Targets and teams choose one.</p>
    {calendars.length === 0 && <EmptyState title="No calendars">Add the hours in which the service works.</EmptyState>}
    <ul class="entries">
      {calendars.map(({ id, name, hours }) => (
        <li class="entries__entry">
          <div>
            <a class="govuk-link" href={peoplePaths.calendar({ id })}>
              {name}
            </a>
            <p class="entries__note">Monday: {writeSpells(hours.mon) || 'closed'}</p>
          </div>
        </li>
      ))}
    </ul>
    <Form action={peoplePaths.calendars({ organisation: organisation.id })} class="settings__form">
      <h2 class="govuk-heading-m">Add a calendar</h2>
      <CalendarFields {...form} entered={form.entered ?? { zone: organisation.zone, nation: 'england_and_wales' }} />
      <Button>Add calendar</Button>
    </Form>
  </SettingsPage>
)

interface OneProps extends FormState {
  chrome: Chrome
  organisation: Organisation
  calendar: CalendarRow
}

export function CalendarPage({ chrome, organisation, calendar, entered, errors }: OneProps) {
  const calendars = {
    href: peoplePaths.calendars({ organisation: organisation.id }),
    text: `Calendars of ${organisation.short_name}`,
  }
  return (
    <SettingsPage chrome={chrome} title={calendar.name} above={[ADMINISTRATION, calendars]} errors={errors}>
      <p class="govuk-body">
        Cases whose clock is running keep the due time they have until something about them changes. New cases follow
        the new hours.
      </p>
      <Form action={peoplePaths.calendar({ id: calendar.id })}>
        <CalendarFields entered={entered ?? asTyped(calendar)} errors={errors} />
        <Button>Save</Button>
      </Form>
    </SettingsPage>
  )
}

function asTyped({ name, zone, hours, holidays }: CalendarRow) {
  const { nation, own } = splitHolidays(holidays)
  const days = Object.fromEntries(WEEKDAYS.map(day => [day, writeSpells(hours[day])]))
  return { ...days, name, zone, nation, own: own.join('\n') }
}

function CalendarFields({ entered, errors }: FormState) {
  const field = fieldsOf(entered, errors)
  return (
    <>
      <Input {...field('name')} label="Name" />
      <Input {...field('zone')} label="Time zone" class="govuk-input--width-20" />
      <Fieldset legend="Open" describedBy="open-hint">
        <p class="govuk-hint" id="open-hint">
          Such as 09:00 to 17:00. Several spells are parted by commas; empty is closed; an end before the beginning is
          on the next day.
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
      <Textarea {...field('own')} label="Other days closed" hint="One a line, such as 2026-12-24" rows={4} />
    </>
  )
}
