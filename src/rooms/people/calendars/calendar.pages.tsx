import type { Chrome } from '#platform/http/env.ts'
import { sayFull, sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import type { Organisation } from '../organisations/organisation.queries.ts'
import { ADMINISTRATION, peoplePaths } from '../paths.ts'
import type { FormState } from '../persons/manage-persons.pages.tsx'
import type { CalendarRow, CalendarVersion } from './calendar.queries.ts'
import { CalendarFields, ChangeFields } from './calendar-fields.pages.tsx'
import { NATION_NAMES, writeSpells } from './calendar-form.rules.ts'

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
      {calendars.map(({ id, name, hours, nation, zone }) => (
        <li class="entries__entry">
          <div>
            <a class="govuk-link" href={peoplePaths.calendar({ id })}>
              {name}
            </a>
            <p class="entries__note">
              Monday: {writeSpells(hours.mon) || 'closed'} · {zone} · bank holidays: {NATION_NAMES[nation]}
            </p>
          </div>
        </li>
      ))}
    </ul>
    <Form action={peoplePaths.calendars({ organisation: organisation.id })} class="settings__form">
      <h2 class="govuk-heading-m">Add a calendar</h2>
      <CalendarFields
        {...form}
        others={calendars}
        entered={form.entered ?? { zone: organisation.zone, nation: 'england_and_wales' }}
      />
      <Button>Add calendar</Button>
    </Form>
  </SettingsPage>
)

interface OneProps extends FormState {
  chrome: Chrome
  organisation: Organisation
  calendar: CalendarRow
  others: readonly { id: string; name: string }[]
  versions: readonly CalendarVersion[]
  now: Date
}

/** The page above a calendar's own. */
export const calendarsAbove = ({ id, short_name }: Organisation) => ({
  href: peoplePaths.calendars({ organisation: id }),
  text: `Calendars of ${short_name}`,
})

export const CalendarPage = ({ chrome, organisation, calendar, others, versions, now, ...form }: OneProps) => (
  <SettingsPage
    chrome={chrome}
    title={calendar.name}
    above={[ADMINISTRATION, calendarsAbove(organisation)]}
    errors={form.errors}
  >
    <p class="govuk-body">
      A change makes a new version. Working time before it counts stays as it was measured, and what is over stays as it
      ended.
    </p>
    <Form action={peoplePaths.calendar({ id: calendar.id })}>
      <CalendarFields {...form} others={others} />
      <ChangeFields {...form} />
      <Button>Save</Button>
    </Form>
    <Versions calendar={calendar} versions={versions} now={now} />
  </SettingsPage>
)

function standing({ number, effective_from, withdrawn_at }: CalendarVersion, current: number, now: Date): string {
  if (withdrawn_at) return 'Withdrawn'
  if (number === current) return 'In force'
  return effective_from > now ? 'To come' : 'Past'
}

const Versions = ({ calendar, versions, now }: Pick<OneProps, 'calendar' | 'versions' | 'now'>) => (
  <section class="settings__form">
    <h2 class="govuk-heading-m" id="versions">
      Versions
    </h2>
    <Scroll label="Versions of this calendar">
      <Table
        caption="Versions of this calendar"
        captionClass="govuk-visually-hidden"
        head={['Version', 'From', 'Standing', 'By', 'Why']}
        rows={versions.map(version => [
          `${version.number}`,
          version.effective_from.getTime() === 0 ? 'The beginning' : sayFull(version.effective_from, version.zone),
          standing(version, calendar.version, now),
          `${version.made_by_name}, ${sayWhen(version.made_at, calendar.zone, now)}`,
          version.because,
        ])}
      />
    </Scroll>
  </section>
)
