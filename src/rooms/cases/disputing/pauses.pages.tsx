import { sayFull } from '#platform/time/say.ts'
import type { Case } from '../case.queries.ts'
import { HOLD_REASONS, type HoldReason } from '../case.rules.ts'
import type { Pause } from '../clocks/clocks.queries.ts'
import type { Dispute } from './dispute.queries.ts'
import { DISPUTE_STATES, whyNotDispute } from './dispute.rules.ts'
import { disputePaths } from './paths.ts'

interface Props {
  readonly theCase: Case
  readonly pauses: readonly Pause[]
  readonly disputes: readonly Dispute[]
  readonly mayDispute: boolean
}

/** "Waiting for supplier": why a clock stood still, as the beginning of a line. */
export function pauseName(reason: string): string {
  const name = HOLD_REASONS[reason as HoldReason] ?? reason
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

/** Every time the case was stopped, by whom and why, and what was said against it. */
export function Pauses(props: Props) {
  const { pauses, disputes, theCase } = props
  if (pauses.length === 0) return null
  return (
    <section aria-labelledby="pauses">
      <h2 class="govuk-heading-m" id="pauses">
        When it was stopped
      </h2>
      <ul class="entries">
        {pauses.map(pause => (
          <li class="entries__entry">
            <div>
              <strong>{pauseName(pause.reason)}</strong>, {sayFull(pause.from_time, theCase.zone)} to{' '}
              {pause.until_time ? sayFull(pause.until_time, theCase.zone) : 'now'}
              <p class="entries__note">
                {[`Stopped by ${pause.paused_by ?? 'the service'}`, pause.note].filter(Boolean).join(': ')}
              </p>
              {disputes
                .filter(({ pause_id }) => pause_id === pause.id)
                .map(dispute => (
                  <Said dispute={dispute} />
                ))}
              <MayDispute pause={pause} {...props} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Said = ({ dispute }: { dispute: Dispute }) => (
  <p class="entries__note">
    Disputed by {dispute.raised_by_name}, {sayFull(dispute.raised_at, dispute.zone)}: {dispute.because}{' '}
    <a href={disputePaths.show({ id: dispute.id })}>
      {DISPUTE_STATES[dispute.state]}
      <span class="govuk-visually-hidden"> (the dispute of {dispute.raised_by_name})</span>
    </a>
    {dispute.words && ` – ${dispute.settled_by_name ?? 'Somebody'}: ${dispute.words}`}
  </p>
)

function MayDispute({ pause, theCase, disputes, mayDispute }: Props & { pause: Pause }) {
  if (!mayDispute || whyNotDispute.raise(disputes.filter(({ pause_id }) => pause_id === pause.id))) return null
  return (
    <p class="acts">
      <a href={disputePaths.raise({ reference: theCase.reference, pause: pause.id })}>
        Dispute this pause
        <span class="govuk-visually-hidden">
          {' '}
          ({pauseName(pause.reason)}, {sayFull(pause.from_time, theCase.zone)})
        </span>
      </a>
    </p>
  )
}
