import { type WorkingTime, workingSeconds } from '#rooms/clock/index.ts'
import { HOLD_REASONS, type HoldReason } from '../case.rules.ts'

interface Clocked {
  readonly hold_reason: HoldReason | null
  readonly next_due_at: Date | null
  /** Where nothing runs. */
  readonly standing_clock: {
    readonly target_seconds: number
    readonly used_seconds: number
    readonly state: 'running' | 'paused' | 'stopped'
    readonly missed: boolean
  } | null
}

/** The promise a running clock is measured against. */
export interface Terms {
  readonly seconds: number
  readonly warn_percent: number
  readonly calendar: WorkingTime
}

/** Promises are kept by what decides them. */
export const termsKey = (organisation_id: string, priority: string, metric: string | null): string =>
  `${organisation_id} ${priority} ${metric}`

export interface Standing {
  readonly state: 'running' | 'paused' | 'met' | 'missed' | 'late'
  /** Working seconds left; negative when over. */
  readonly seconds: number
  /** Per cent of the target used up. */
  readonly used: number
  /** Past the point at which a warning is due. */
  readonly soon: boolean
  readonly reason?: string | undefined
}

/** Working seconds until a moment, or since it as a negative number: the short way round, however long the case has run. */
const until = (calendar: WorkingTime, due: number, now: number) =>
  due >= now ? workingSeconds(calendar, now, due) : -workingSeconds(calendar, due, now)

const shareUsed = (target: number, left: number) => (target > 0 ? (100 * (target - left)) / target : 100)

/** How a case stands against its promise; undefined when nothing was promised. */
export function standingOf(theCase: Clocked, terms: Terms | undefined, now: Date): Standing | undefined {
  const { next_due_at, standing_clock, hold_reason } = theCase
  if (next_due_at && terms) {
    const seconds = until(terms.calendar, next_due_at.getTime(), now.getTime())
    const used = shareUsed(terms.seconds, seconds)
    return { seconds, used, soon: used >= terms.warn_percent, state: next_due_at < now ? 'late' : 'running' }
  }
  if (!standing_clock) return undefined
  const { target_seconds, used_seconds, state, missed } = standing_clock
  const seconds = target_seconds - used_seconds
  const facts = { seconds, used: shareUsed(target_seconds, seconds), soon: false }
  if (state === 'stopped') return { ...facts, state: missed ? 'missed' : 'met' }
  return { ...facts, state: 'paused', reason: hold_reason ? HOLD_REASONS[hold_reason] : undefined }
}
