import type { Chrome } from '#platform/http/env.ts'
import { sayFull, sayMoment, sayWorking } from '#platform/time/say.ts'
import { Table } from '#platform/ui/govuk/table.tsx'
import { WorkspacePage } from '#platform/ui/layout/workspace-page.tsx'
import { ClockFace } from '#platform/ui/pieces/clock-face.tsx'
import { Scroll } from '#platform/ui/pieces/scroll.tsx'
import { Toolbar } from '#platform/ui/pieces/toolbar.tsx'
import { When } from '#platform/ui/pieces/when.tsx'
import type { ExplainedInterval, Explanation } from '#rooms/clock/index.ts'
import type { Case } from '../case.queries.ts'
import { HOLD_REASONS } from '../case.rules.ts'
import { casePaths } from '../paths.ts'
import type { CaseClock } from './case-clock.rules.ts'
import { explainInWords, faceOf, METRIC_NAMES } from './clock-words.ts'
import type { Pause } from './clocks.queries.ts'
import type { Standstill } from './explain-clock.rules.ts'

export interface ExplainedClock {
  readonly clock: CaseClock
  readonly explanation: Explanation
}

interface Facts {
  readonly theCase: Case
  readonly pauses: readonly Pause[]
  readonly still: readonly Standstill[]
  readonly now: Date
}

/** One line of small print: both clocks, and the sentence of the one that matters now. */
export function ClockLine({ theCase, clocks, still, now }: Omit<Facts, 'pauses'> & { clocks: readonly CaseClock[] }) {
  const seen = { zone: theCase.zone, now, reason: theCase.hold_reason ? HOLD_REASONS[theCase.hold_reason] : undefined }
  const main =
    clocks.find(clock => clock.metric === theCase.next_metric) ?? clocks.find(({ metric }) => metric === 'resolve')
  if (!main) return <p class="case__promise">No target is agreed for this case.</p>
  return (
    <div class="case__clocks">
      {clocks.map(clock => (
        <span class="case__clock">
          <span class="case__metric">{METRIC_NAMES[clock.metric]}</span> <ClockFace {...faceOf(clock, seen)} />
        </span>
      ))}
      <p class="case__promise">
        {explainInWords(main, still, seen)}{' '}
        <a class="govuk-link" href={casePaths.clock({ reference: theCase.reference })}>
          Explain
        </a>
      </p>
    </div>
  )
}

const KINDS: Record<ExplainedInterval['kind'], string> = {
  running: 'Ran',
  paused: 'Stood still',
  closed: 'Out of hours',
  carried: 'Counted under earlier terms',
}

function whyOf(interval: ExplainedInterval, pauses: readonly Pause[]) {
  if (interval.kind !== 'paused') return ''
  const pause = pauses.find(
    ({ from_time, until_time }) =>
      +from_time <= interval.from && interval.from < (until_time ? +until_time : Number.POSITIVE_INFINITY),
  )
  return [interval.reason, pause?.paused_by && `stopped by ${pause.paused_by}`, pause?.note].filter(Boolean).join(' · ')
}

const MOST_STRETCHES = 400

function Stretches({ explained, theCase, pauses, now }: { explained: ExplainedClock } & Facts) {
  const { intervals } = explained.explanation
  const shown = intervals.slice(-MOST_STRETCHES)
  const at = (ms: number) => <When at={sayMoment(new Date(ms), theCase.zone, now)} />
  return (
    <>
      {shown.length < intervals.length && <p class="govuk-body">Only the last {MOST_STRETCHES} stretches are shown.</p>}
      <Scroll label={`What the clock did: ${METRIC_NAMES[explained.clock.metric]}`}>
        <Table
          head={['From', 'To', 'What the clock did', 'Working time', 'Why, and who'].map(text => ({ content: text }))}
          rows={shown.map(interval => [
            { content: at(interval.from) },
            { content: at(interval.to) },
            { content: KINDS[interval.kind] },
            { content: interval.kind === 'closed' ? '–' : sayWorking(interval.seconds) },
            { content: whyOf(interval, pauses) },
          ])}
        />
      </Scroll>
    </>
  )
}

/** Where each clock stands and every stretch that led there, so that a due time never has to be believed. */
export function ClockPage({
  chrome,
  explained,
  ...facts
}: { chrome: Chrome; explained: readonly ExplainedClock[] } & Facts) {
  const { theCase, still, now } = facts
  const { reference, zone } = theCase
  const seen = { zone, now, reason: theCase.hold_reason ? HOLD_REASONS[theCase.hold_reason] : undefined }
  return (
    <WorkspacePage {...chrome} title={`Clock of ${reference}`}>
      <Toolbar title={`Clock of ${reference}`} note={theCase.subject}>
        <a class="govuk-link" href={casePaths.show({ reference })}>
          Back to the case
        </a>
      </Toolbar>
      {explained.length === 0 && <p class="govuk-body">No target is agreed for this case, so no clock runs.</p>}
      {explained.map(one => (
        <section class="clock-explained" aria-label={METRIC_NAMES[one.clock.metric]}>
          <h2 class="govuk-heading-m">
            {METRIC_NAMES[one.clock.metric]} <ClockFace {...faceOf(one.clock, seen)} />
          </h2>
          <p class="govuk-body">{explainInWords(one.clock, still, seen)}</p>
          <p class="govuk-body">
            Started {sayFull(one.clock.started_at, zone)}. {sayWorking(one.explanation.business_seconds)} counted,{' '}
            {sayWorking(one.explanation.paused_seconds)} given back.
          </p>
          <Stretches explained={one} {...facts} />
        </section>
      ))}
    </WorkspacePage>
  )
}
