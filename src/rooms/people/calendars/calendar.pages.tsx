import type { Chrome } from '#platform/http/env.ts'
import { sayFull, sayWhen } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { InsetText } from '#platform/ui/govuk/inset-text.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { Form } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import type { Proposal } from '../changes/proposal.queries.ts'
import type { Progress } from '../hooks.ts'
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
  /** Changes that nobody has confirmed or dropped yet. */
  waiting: readonly Proposal[]
  progress: Progress | undefined
  /** Bank holidays imported or taken out since the version in force. */
  news: { added: readonly string[]; gone: readonly string[] } | undefined
  /** Where past outcomes are counted again. */
  countAgain: string
  now: Date
}

/** The page above a calendar's own. */
export const calendarsAbove = ({ id, short_name }: Organisation) => ({
  href: peoplePaths.calendars({ organisation: id }),
  text: `Calendars of ${short_name}`,
})

export const CalendarPage = ({ chrome, organisation, others, versions, now, ...props }: OneProps) => {
  const { calendar, waiting, progress, news, countAgain, ...form } = props
  return (
    <SettingsPage
      chrome={chrome}
      title={calendar.name}
      above={[ADMINISTRATION, calendarsAbove(organisation)]}
      errors={form.errors}
    >
      <p class="govuk-body">
        A change makes a new version, after showing which clocks it would move. Working time before it counts stays as
        it was measured, and what is over stays as it ended.
      </p>
      <Standing {...{ calendar, waiting, progress, news, now }} />
      <Form action={peoplePaths.calendar({ id: calendar.id })}>
        <CalendarFields {...form} others={others} />
        <ChangeFields {...form} />
        <Button>Look at what it would change</Button>
      </Form>
      <Versions calendar={calendar} versions={versions} now={now} />
      <p class="govuk-body">
        <a class="govuk-link" href={countAgain}>
          Count past outcomes again
        </a>{' '}
        under one of these versions, as a second figure beside the first.
      </p>
    </SettingsPage>
  )
}

const number = (value: number) => value.toLocaleString('en-GB')

/** What is going on with a calendar: clocks being worked out again, changes that wait, bank holidays it has not taken over. */
function Standing({
  calendar,
  waiting,
  progress,
  news,
  now,
}: Omit<OneProps, 'chrome' | 'organisation' | 'others' | 'versions' | 'countAgain'>) {
  const { zone } = calendar
  return (
    <>
      {progress && (
        <p class="govuk-body" role="status">
          {progress.finished_at
            ? `The last change is worked out: ${number(progress.looked_at)} running clocks looked at, ${number(progress.moved)} moved, done ${sayWhen(progress.finished_at, zone, now)}.`
            : `Clocks are being worked out again: ${number(progress.looked_at)} of ${number(progress.total)} looked at, ${number(progress.moved)} moved.`}
        </p>
      )}
      {waiting.length > 0 && (
        <InsetText>
          <p class="govuk-body">Not yet confirmed:</p>
          <ul class="govuk-list">
            {waiting.map(({ id, proposed_by_name, proposed_at }) => (
              <li>
                <a class="govuk-link" href={peoplePaths.calendarChange({ id: calendar.id, proposal: id })}>
                  The change {proposed_by_name} made {sayWhen(proposed_at, zone, now)}
                </a>
              </li>
            ))}
          </ul>
        </InsetText>
      )}
      {news && (
        <InsetText>
          The bank holidays of {NATION_NAMES[calendar.nation]} have changed since this version:{' '}
          {[...news.added.map(date => `${date} is new`), ...news.gone.map(date => `${date} is gone`)]
            .slice(0, 12)
            .join(', ')}
          . Give a reason below and look at what it would change to take them over.
        </InsetText>
      )}
    </>
  )
}

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
