import type { WorkingTime } from './opening-hours.rules.ts'
import { dueAt, type Pause, timeSpent } from './target.rules.ts'

/**
 * A clock as plain facts; everything else is worked out from them. Instants are epoch milliseconds, durations working seconds.
 * A pause of no length, or after the stop, counts for nothing, so the order of saves within a second does not matter.
 */
export type Stopwatch = {
  /** The earlier of first contact and logging. */
  readonly started_at: number
  readonly target_seconds: number
  readonly calendar: WorkingTime
  readonly pauses: readonly Pause[]
  readonly stopped_at?: number | undefined
  /** When target or calendar last changed; `carried_seconds` were used before that, on the calendar then in force. */
  readonly retargeted_at?: number | undefined
  readonly carried_seconds?: number | undefined
  /** A breach is stamped once and stays: a lower priority never takes it back. */
  readonly missed?: Missed | undefined
}

/** The promised moment that passed; or the change of priority, target or calendar that made the case late at once. */
export type Missed = { readonly at: number; readonly cause: 'elapsed' | 'reclassified' }

export type StopwatchState = 'running' | 'paused' | 'met' | 'missed' | 'late'

/** What happens to time already used: kept; or counted again by the new terms; or forgotten. */
export type RetargetPolicy = 'carry' | 'retroactive' | 'restart'

const countedFrom = (watch: Stopwatch) => watch.retargeted_at ?? watch.started_at
const carried = (watch: Stopwatch) => watch.carried_seconds ?? 0

/** The pause in force at `now`, with its reason; undefined if none. */
export function pauseAt(watch: Stopwatch, now: number): Pause | undefined {
  return watch.pauses.find(pause => pause.from <= now && now < (pause.to ?? Number.POSITIVE_INFINITY))
}

/** Working seconds used by `now`, or by the stop, pauses left out. */
export function elapsed(watch: Stopwatch, now: number): number {
  const end = Math.min(now, watch.stopped_at ?? now)
  return carried(watch) + timeSpent(watch.calendar, watch.pauses, countedFrom(watch), end)
}

/** Working seconds left; negative when late. */
export function timeLeft(watch: Stopwatch, now: number): number {
  return watch.target_seconds - elapsed(watch, now)
}

/** How much of the target is used: 0 at the start, 1 when due, more when late. */
export function fractionUsed(watch: Stopwatch, now: number): number {
  return watch.target_seconds > 0 ? elapsed(watch, now) / watch.target_seconds : 1
}

/**
 * When that many working seconds will have been used; no earlier than the last change of target. Undefined while a pause before
 * then lasts, and if the calendar has no open time.
 */
export function whenUsed(watch: Stopwatch, seconds: number): number | undefined {
  return dueAt({ seconds: seconds - carried(watch) }, watch.calendar, countedFrom(watch), watch.pauses)
}

/** When the target is used up. */
export function due(watch: Stopwatch): number | undefined {
  return whenUsed(watch, watch.target_seconds)
}

/** When that percentage of the target is used up (requirement S-39). */
export function warning(watch: Stopwatch, percent: number): number | undefined {
  return whenUsed(watch, (watch.target_seconds * percent) / 100)
}

/**
 * The first millisecond at which the case is late: after `due`, since equality is met; on the next working day if it is due at
 * closing time. This is when to look for a breach.
 */
export function lateFrom(watch: Stopwatch): number | undefined {
  return whenUsed(watch, watch.target_seconds + 0.001)
}

/** The breach, as it was stamped, or as it should be stamped now. Elapsed time must exceed the target; equality is met. */
export function missed(watch: Stopwatch, now: number): Missed | undefined {
  if (watch.missed) return watch.missed
  const at = timeLeft(watch, now) < 0 ? due(watch) : undefined
  return at === undefined ? undefined : { at, cause: 'elapsed' }
}

/** A case that is paused is 'paused' even if it is late: `missed` tells. */
export function state(watch: Stopwatch, now: number): StopwatchState {
  const late = missed(watch, now) !== undefined
  if (watch.stopped_at !== undefined && watch.stopped_at <= now) return late ? 'missed' : 'met'
  if (pauseAt(watch, now)) return 'paused'
  return late ? 'late' : 'running'
}

/**
 * The same clock with a new target or calendar, from `at` on. By default working time already used is kept, as it was measured
 * when used, and set against the new target. If the change itself makes the case late, the breach is stamped at the change.
 * A clock that has stopped keeps its outcome and does not change.
 */
export function retarget(
  watch: Stopwatch,
  change: { target_seconds: number; calendar?: WorkingTime; policy?: RetargetPolicy },
  at: number,
): Stopwatch {
  if (watch.stopped_at !== undefined && watch.stopped_at <= at) return watch
  const { target_seconds, calendar = watch.calendar, policy = 'carry' } = change
  const already = missed(watch, at)
  const { retargeted_at: _, carried_seconds: __, ...rest } = watch
  const anew = { ...rest, target_seconds, calendar }
  const changed: Stopwatch =
    policy === 'retroactive'
      ? anew
      : { ...anew, retargeted_at: at, carried_seconds: policy === 'carry' ? elapsed(watch, at) : 0 }
  if (already) return { ...changed, missed: already }
  return timeLeft(changed, at) < 0 ? { ...changed, missed: { at, cause: 'reclassified' } } : changed
}

/** The clock of a case reopened at `at`: it goes on, and the time since it stopped does not count. Keep its first outcome. */
export function reopen(watch: Stopwatch, at: number, reason: string): Stopwatch {
  const { stopped_at, ...running } = watch
  return stopped_at === undefined
    ? watch
    : { ...running, pauses: [...watch.pauses, { from: stopped_at, to: at, reason }] }
}
