import type { Chrome } from '#platform/http/env.ts'
import { sayDay, sayFull, sayWorking } from '#platform/time/say.ts'
import { Button } from '#platform/ui/govuk/button.tsx'
import { Input } from '#platform/ui/govuk/input.tsx'
import { InsetText } from '#platform/ui/govuk/inset-text.tsx'
import { Table } from '#platform/ui/govuk/table.tsx'
import type { Mistake } from '#platform/ui/layout/frame.ts'
import { SettingsPage } from '#platform/ui/layout/settings-page.tsx'
import { EmptyState } from '#platform/ui/pieces/empty-state.tsx'
import { type Entered, Form, fieldsOf } from '#platform/ui/pieces/form.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { ADMINISTRATION, peoplePaths } from '#rooms/people/index.ts'
import { METRIC_NAMES } from '../clocks/clock-words.ts'
import { casePaths } from '../paths.ts'
import { recountPaths } from './paths.ts'
import type { Differing, Recount, TwoFigures } from './recount.queries.ts'

export interface CalendarNamed {
  readonly id: string
  readonly name: string
  readonly zone: string
}

const metricName = (metric: string) => METRIC_NAMES[metric as keyof typeof METRIC_NAMES] ?? metric
const percent = (part: number, whole: number) => (whole === 0 ? '100%' : `${Math.round((1000 * part) / whole) / 10}%`)
const above = (calendar: CalendarNamed) => [
  ADMINISTRATION,
  { href: peoplePaths.calendar({ id: calendar.id }), text: calendar.name },
]

interface ListProps {
  chrome: Chrome
  calendar: CalendarNamed
  recounts: readonly Recount[]
  entered?: Entered | undefined
  errors?: readonly Mistake[] | undefined
}

export function RecountsPage({ chrome, calendar, recounts, entered, errors }: ListProps) {
  const field = fieldsOf(entered, errors)
  return (
    <SettingsPage chrome={chrome} title="Count past outcomes again" above={above(calendar)} errors={errors}>
      <p class="govuk-body">
        What ended as met or missed stays as it ended. Here it is counted again as if one version of {calendar.name} had
        always been in force: a second figure, beside the first.
      </p>
      {recounts.length === 0 && <EmptyState title="Nothing was counted again">Say below which period.</EmptyState>}
      <ul class="entries">
        {recounts.map(({ id, version, from_time, until_time, asked_by_name, asked_at, because }) => (
          <li class="entries__entry">
            <div>
              <a class="govuk-link" href={recountPaths.show({ id: calendar.id, recount: id })}>
                Under version {version}: {sayDay(from_time, calendar.zone)} to{' '}
                {sayDay(new Date(until_time.getTime() - 1), calendar.zone)}
              </a>
              <p class="entries__note">
                {because}. {asked_by_name}, {sayFull(asked_at, calendar.zone)}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <Form action={recountPaths.list({ id: calendar.id })} class="settings__form">
        <Input
          {...field('version')}
          label="Version"
          hint="Its number on the calendar’s page"
          inputmode="numeric"
          class="govuk-input--width-5"
        />
        <Input {...field('from')} type="date" label="Ended from" class="govuk-input--width-10" />
        <Input {...field('until')} type="date" label="Ended until, that day included" class="govuk-input--width-10" />
        <Input {...field('because')} label="Why?" />
        <Button>Count again</Button>
      </Form>
    </SettingsPage>
  )
}

interface ShowProps {
  chrome: Chrome
  calendar: CalendarNamed
  recount: Recount
  figures: readonly TwoFigures[]
  differing: readonly Differing[]
}

export const RecountPage = ({ chrome, calendar, recount, figures, differing }: ShowProps) => (
  <SettingsPage
    chrome={chrome}
    title={`Second figure: version ${recount.version} of ${calendar.name}`}
    above={[...above(calendar), { href: recountPaths.list({ id: calendar.id }), text: 'Counted again' }]}
    wide
  >
    <InsetText>
      Counted again for {recount.asked_by_name} on {sayFull(recount.asked_at, calendar.zone)}: {recount.because}. The
      first figure is what was promised and kept at the time, and does not change.
    </InsetText>
    <p class="govuk-body" role="status">
      {recount.looked_at.toLocaleString('en-GB')} of{' '}
      {Math.max(recount.total, recount.looked_at).toLocaleString('en-GB')} clocks counted
      {recount.finished_at ? '.' : ' so far.'}
    </p>
    <Scroll label="Both figures">
      <Table
        caption="Both figures"
        captionClass="govuk-table__caption--m"
        head={['Clock', 'Priority', 'Ended', 'Met: first figure', 'Met: second figure', 'Differ']}
        rows={figures.map(({ metric, priority, clocks, met, met_again, differ }) => [
          metricName(metric),
          priority,
          `${clocks}`,
          `${met} (${percent(met, clocks)})`,
          `${met_again} (${percent(met_again, clocks)})`,
          `${differ}`,
        ])}
      />
    </Scroll>
    {differing.length > 0 && (
      <Scroll label="Clocks that end otherwise">
        <Table
          caption="Those that end otherwise"
          captionClass="govuk-table__caption--m"
          head={['Case', 'Clock', 'First figure', 'Second figure']}
          rows={differing.map(each => [
            {
              content: (
                <a class="govuk-link" href={casePaths.show({ reference: each.reference })}>
                  {each.reference}
                </a>
              ),
            },
            `${metricName(each.metric)}, ${each.priority}`,
            `${each.outcome}: ${sayWorking(each.used_seconds)}`,
            `${each.outcome_again}: ${sayWorking(each.used_again)}`,
          ])}
        />
      </Scroll>
    )}
  </SettingsPage>
)
