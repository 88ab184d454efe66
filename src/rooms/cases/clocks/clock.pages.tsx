import { ClockFace } from '#platform/ui/pieces/clock-face.tsx'
import type { Case } from '../case.queries.ts'
import { HOLD_REASONS } from '../case.rules.ts'
import { casePaths } from '../paths.ts'
import type { CaseClock } from './case-clock.rules.ts'
import { explainInWords, faceOf, METRIC_NAMES } from './clock-words.ts'
import type { Standstill } from './explain-clock.rules.ts'

interface Facts {
  readonly theCase: Case
  readonly clocks: readonly CaseClock[]
  readonly still: readonly Standstill[]
  readonly now: Date
}

/** One line of small print: both clocks, and the sentence of the one that matters now. */
export function ClockLine({ theCase, clocks, still, now }: Facts) {
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
