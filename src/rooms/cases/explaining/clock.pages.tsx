import type { Chrome } from '#platform/http/env.ts'
import { sayFull, sayMoment, sayStamp, sayWorking } from '#platform/time/say.ts'
import { Table } from '#platform/ui/govuk/table.tsx'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { Facts } from '#platform/ui/pieces/card.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import type { Clock, ClockInterval } from '#rooms/clock/index.ts'
import type { Case } from '../case.queries.ts'
import type { Pause } from '../clocks/clocks.queries.ts'
import type { Dispute } from '../disputing/dispute.queries.ts'
import { Pauses } from '../disputing/pauses.pages.tsx'
import { casePaths, pinPaths } from '../paths.ts'
import type { Account } from './account.queries.ts'
import type { Explained } from './explain.rules.ts'
import {
  INTERVAL_KINDS,
  KIND_NAMES,
  promiseName,
  sayBoth,
  sayBreach,
  sayCalendar,
  sayDue,
  sayKept,
  sayReason,
  sayRule,
  sayState,
} from './explain-words.ts'
import { type Tried, WhatIf } from './what-if.pages.tsx'

export interface ClockPageFacts {
  readonly theCase: Case
  readonly explained: readonly Explained[]
  readonly names: Account['names']
  readonly pauses: readonly Pause[]
  readonly disputes: readonly Dispute[]
  readonly mayDispute: boolean
  readonly works: boolean
  readonly tried: Tried
  readonly now: Date
}

/** What a clock is called on this page: a team's or a supplier's by their agreement as well, as there may be several of one kind. */
const nameOf = (clock: Clock, names: Account['names']) =>
  clock.kind === 'sla'
    ? promiseName(clock)
    : `${promiseName(clock)} (${names[clock.agreement] ?? KIND_NAMES[clock.kind]})`

const MOST_STRETCHES = 400
const ORDINARY: ReadonlySet<string> = new Set(['running', 'outside_hours'])

/** What it did, and by which rule; the calendar that decided stands beside it. */
function sayStretch(interval: ClockInterval, names: Account['names']): string {
  if (interval.kind === 'outside_hours') return 'Outside hours'
  if (interval.kind === 'running') return interval.calendar ? 'Ran, within hours' : 'Ran, in real time'
  return `${INTERVAL_KINDS[interval.kind]}: ${sayRule(interval, names)}`
}

function Stretches({ clock, facts }: { clock: Clock; facts: ClockPageFacts }) {
  const { theCase, names, now } = facts
  const from = clock.intervals.length - MOST_STRETCHES
  // What stood still is what is argued about: that is never left out.
  const shown = clock.intervals.filter(({ kind }, index) => index >= from || !ORDINARY.has(kind))
  const at = (ms: number) => {
    const date = new Date(ms)
    return <When at={{ ...sayMoment(date, theCase.zone, now), text: sayStamp(date, theCase.zone) }} />
  }
  const label = `Every stretch: ${nameOf(clock, names)}`
  return (
    <>
      {shown.length < clock.intervals.length && (
        <p>Only the last {MOST_STRETCHES} stretches are shown, and every one in which it stood still.</p>
      )}
      <Scroll label={label}>
        <Table
          caption={label}
          captionClass="govuk-visually-hidden"
          head={['From', 'To', 'The clock, and by which rule', 'Working time', 'Calendar', 'Priority', 'Who']}
          rows={shown.map(interval => [
            { content: at(interval.from) },
            { content: at(interval.to) },
            { content: <span class={`stretch stretch--${interval.kind}`}>{sayStretch(interval, names)}</span> },
            interval.kind === 'outside_hours' ? '–' : sayWorking(interval.seconds).replace('working ', ''),
            sayCalendar(interval, names),
            interval.priority,
            interval.by ?? '',
          ])}
        />
      </Scroll>
    </>
  )
}

/** Whether the promise was kept, counted in each way; every figure says what it leaves out. */
function Compliance({ explained, name: promise }: { explained: Explained; name: string }) {
  const { clock, unpaused, disputed } = explained
  const row = (name: string, one: Clock) => [name, sayWorking(one.business_seconds), sayKept(one)]
  return (
    <Scroll label={`Kept or not: ${promise}`}>
      <Table
        caption="Was it kept?"
        captionClass="govuk-table__caption--s"
        head={['Counted', 'Working time used', 'Kept']}
        rows={[
          row('With pauses, as agreed', clock),
          ...(unpaused ? [row('As if nothing had paused it', unpaused)] : []),
          ...(disputed ? [row('Without pauses whose dispute was upheld', disputed)] : []),
        ]}
        firstCellIsHeader
      />
    </Scroll>
  )
}

function OneClock({ explained, facts }: { explained: Explained; facts: ClockPageFacts }) {
  const { theCase, names } = facts
  const { zone } = theCase
  const { clock } = explained
  const breach = sayBreach(clock, zone)
  const given = clock.given_back.map(({ reason, seconds }) => `${sayWorking(seconds)} ${sayReason(reason)}`)
  const earlier = clock.outcomes.slice(0, clock.state === 'met' || clock.state === 'missed' ? -1 : undefined)
  const pin = clock.pinned
  const policy = clock.due_by_policy
  return (
    <section class="clock-explained" aria-label={nameOf(clock, names)}>
      <h2 class="govuk-heading-m">
        {nameOf(clock, names)}: {sayState(clock).toLowerCase()}
      </h2>
      <Facts
        facts={[
          {
            name: 'Promise',
            value: `${KIND_NAMES[clock.kind]}: ${sayWorking(clock.target_seconds)} for ${clock.priority}, by ${names[clock.calendar] ?? 'the clock'} (${names[clock.agreement] ?? 'agreement'}, version ${clock.version})`,
          },
          { name: 'Began', value: sayFull(new Date(clock.started_at), zone) },
          { name: 'Due', value: sayDue(clock, zone) },
          ...(pin ? [{ name: 'Agreed date', value: `${pin.because}${pin.by ? ` (${pin.by})` : ''}` }] : []),
          ...(policy !== undefined ? [{ name: 'Due by the agreement', value: sayFull(new Date(policy), zone) }] : []),
          { name: 'Used', value: sayBoth(clock) },
          ...(given.length > 0 ? [{ name: 'Given back', value: given.join(', ') }] : []),
          ...(breach ? [{ name: 'Late', value: breach }] : []),
          ...earlier.map(({ at, result, business_seconds }) => ({
            name: 'Ended before',
            value: `${result === 'met' ? 'Kept' : result === 'missed' ? 'Missed' : 'Neither kept nor missed'} ${sayFull(new Date(at), zone)}, with ${sayWorking(business_seconds)} used. This outcome stays.`,
          })),
        ]}
      />
      <Compliance explained={explained} name={nameOf(clock, names)} />
      <Stretches clock={clock} facts={facts} />
    </section>
  )
}

/** Where each clock stands and every stretch that led there, so that a due time never has to be believed. */
export function ClockPage({ chrome, facts }: { chrome: Chrome; facts: ClockPageFacts }) {
  const { theCase, explained, now } = facts
  const { reference, zone } = theCase
  return (
    <WorkspacePage {...chrome} title={`Clock of ${reference}`}>
      <Toolbar title={`Clock of ${reference}`} note={<span dir="auto">{theCase.subject}</span>}>
        {facts.works && (
          <a class="govuk-link" href={pinPaths.pin({ reference })}>
            Agree a date
          </a>
        )}
        <a class="govuk-link" href={casePaths.show({ reference })}>
          Back to the case
        </a>
      </Toolbar>
      <div class="settings settings--wide clock-page">
        <p class="clock-page__lede">
          {theCase.organisation}. As it stood on {sayFull(now, zone)}. Times are those of {zone}. Working time counts
          only while the service works, and never while a clock stands still.
        </p>
        {explained.length === 0 && <p class="govuk-body">No target is agreed for this case, so no clock runs.</p>}
        {explained.map(one => (
          <OneClock explained={one} facts={facts} />
        ))}
        <Pauses {...facts} />
        {explained.length > 0 && <WhatIf facts={facts} tried={facts.tried} />}
      </div>
    </WorkspacePage>
  )
}
