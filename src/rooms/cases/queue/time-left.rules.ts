import { type Calendar, workingSeconds } from '#rooms/clock/index.ts'
import { HOLD_REASONS, type HoldReason, type State } from '../case.rules.ts'

interface Clocked {
  readonly state: State
  readonly hold_reason: HoldReason | null
  readonly clock: {
    readonly target_seconds: number
    readonly used_seconds: number
    readonly warn_percent: number
    readonly due_at: string | null
    readonly state: 'running' | 'paused' | 'stopped'
    readonly missed: boolean
  } | null
}

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
const until = (calendar: Calendar, due: number, now: number) =>
  due >= now ? workingSeconds(calendar, now, due) : -workingSeconds(calendar, due, now)

/** How a case stands against its promise; undefined when nothing was promised. */
export function standingOf(
  { state, hold_reason, clock }: Clocked,
  calendar: Calendar | undefined,
  now: Date,
): Standing | undefined {
  if (!clock || !calendar) return undefined
  const due = clock.state === 'running' && clock.due_at ? Date.parse(clock.due_at) : undefined
  const seconds = due === undefined ? clock.target_seconds - clock.used_seconds : until(calendar, due, now.getTime())
  const used = clock.target_seconds > 0 ? (100 * (clock.target_seconds - seconds)) / clock.target_seconds : 100
  const facts = { seconds, used, soon: used >= clock.warn_percent }
  if (clock.state === 'stopped') return { ...facts, state: clock.missed ? 'missed' : 'met' }
  if (clock.state === 'paused')
    return {
      ...facts,
      state: 'paused',
      reason: state === 'on_hold' && hold_reason ? HOLD_REASONS[hold_reason] : undefined,
    }
  return { ...facts, state: clock.missed || seconds < 0 ? 'late' : 'running' }
}
