import { addWorkingSeconds, workingSeconds } from './calendar.rules.ts'
import { clip, type Interval, union } from './intervals.rules.ts'
import type { WorkingTime } from './opening-hours.rules.ts'

export type Level = 1 | 2 | 3
export type Priority = 'P1' | 'P2' | 'P3' | 'P4'

/** By impact, then by urgency; 1 is the highest of each. */
export type PriorityMatrix = Readonly<Record<Level, Readonly<Record<Level, Priority>>>>

/** What a council starts with; each may change its own (requirement S-35). */
export const defaultMatrix: PriorityMatrix = {
  1: { 1: 'P1', 2: 'P2', 3: 'P3' },
  2: { 1: 'P2', 2: 'P3', 3: 'P4' },
  3: { 1: 'P3', 2: 'P4', 3: 'P4' },
}

export function priorityOf(matrix: PriorityMatrix, impact: Level, urgency: Level): Priority {
  return matrix[impact][urgency]
}

/** A time at which the clock is stopped, epoch milliseconds, half-open; no `to` while it lasts (requirement S-34). */
export type Pause = {
  readonly from: number
  readonly to?: number | undefined
  readonly reason?: string | undefined
  /** Whose time it is, and who stopped the clock; for explaining. */
  readonly account?: string | undefined
  readonly by?: string | undefined
}

/** How long is allowed, in working seconds. For real time use a calendar that is always open. */
export type Target = { readonly seconds: number }

/** Pauses as time: two at once stop the clock once. */
export function pausedTime(pauses: readonly Pause[], from: number, to: number): Interval[] {
  if (pauses.length === 0) return []
  return union(
    clip(
      pauses.map(pause => ({ from: pause.from, to: pause.to ?? Number.POSITIVE_INFINITY })),
      from,
      to,
    ),
  )
}

/** Working seconds between two instants, without those in pauses. */
export function timeSpent(calendar: WorkingTime, pauses: readonly Pause[], from: number, to: number): number {
  const all = workingSeconds(calendar, from, to)
  return pausedTime(pauses, from, to).reduce(
    (left, pause) => left - workingSeconds(calendar, pause.from, pause.to),
    all,
  )
}

/**
 * The first instant at which the target's working seconds are used up. A pause gives back working time, never wall time.
 * Undefined while a pause that began before then lasts, and if the calendar has no open time.
 */
export function dueAt(
  target: Target,
  calendar: WorkingTime,
  startedAt: number,
  pauses: readonly Pause[],
): number | undefined {
  let at = startedAt
  let left = target.seconds
  for (const pause of pausedTime(pauses, startedAt, Number.POSITIVE_INFINITY)) {
    const before = workingSeconds(calendar, at, pause.from)
    if (before >= left) break
    if (pause.to === Number.POSITIVE_INFINITY) return undefined
    left -= before
    at = pause.to
  }
  return addWorkingSeconds(calendar, at, Math.max(0, left))
}

/** When that percentage of the target's working time is used up; undefined as for `dueAt`. */
export function warnAt(
  target: Target,
  calendar: WorkingTime,
  startedAt: number,
  pauses: readonly Pause[],
  percent: number,
): number | undefined {
  return dueAt({ seconds: (target.seconds * percent) / 100 }, calendar, startedAt, pauses)
}

/** Working seconds left at `now`; negative when late. */
export function timeLeft(
  target: Target,
  calendar: WorkingTime,
  startedAt: number,
  pauses: readonly Pause[],
  now: number,
): number {
  return target.seconds - timeSpent(calendar, pauses, startedAt, now)
}
