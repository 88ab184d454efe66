/* What a clock was given back: from its row, the pauses of its case, and the times the case stood resolved. */
import { type Stopwatch, stopwatch, workingSeconds } from '#rooms/clock/index.ts'
import { HOLD_REASONS, type HoldReason } from '../case.rules.ts'
import type { CaseClock } from './case-clock.rules.ts'

/** A stretch in which the clock stood still; no `until_time` while it lasts. */
export interface Standstill {
  readonly reason: string
  readonly from_time: Date
  readonly until_time: Date | null
}

interface Ended {
  readonly name: string
  readonly happened_at: Date
}

/** The first response is owed while we wait for anybody, and a reopening does not owe it again (clock semantics 8, 13). */
const stands = (clock: CaseClock) => clock.metric === 'resolve'

const reasonOf = (reason: string): string =>
  // Reasons are checked by the table; one from a newer release is shown by its own name.
  HOLD_REASONS[reason as HoldReason] ?? reason

/** The time a case was merged away is nobody's, whichever promise it is about (worked case S49). */
const MERGED = 'merged into another case'
const stoodStill = (clock: CaseClock, still: readonly Standstill[]) =>
  stands(clock) ? still : still.filter(({ reason }) => reason === MERGED)

/**
 * The times between a resolution and the reopening that followed it, and between a merge and its undoing: they do not count (clock
 * semantics 13, 15).
 */
export function standstillsOf(pauses: readonly Standstill[], events: readonly Ended[]): Standstill[] {
  const resolved: Standstill[] = []
  let since: Date | undefined
  let merged: Date | undefined
  for (const { name, happened_at } of events) {
    if (name === 'case.resolved' || name === 'case.closed') since ??= happened_at
    if (name === 'case.reopened' && since) {
      resolved.push({ reason: 'resolved', from_time: since, until_time: happened_at })
      since = undefined
    }
    if (name === 'case.merged' && !since) merged = happened_at
    if (name === 'case.unmerged' && merged) {
      resolved.push({ reason: MERGED, from_time: merged, until_time: happened_at })
      merged = undefined
    }
  }
  return [...pauses, ...resolved].sort((a, b) => a.from_time.getTime() - b.from_time.getTime())
}

/** Working seconds a clock was given back for each reason, in the order the reasons first arose. */
export function givenBack(clock: CaseClock, still: readonly Standstill[], now: Date) {
  const end = clock.stopped_at ?? now
  const byReason = new Map<string, number>()
  for (const { reason, from_time, until_time } of stoodStill(clock, still)) {
    const to = Math.min((until_time ?? end).getTime(), end.getTime())
    const from = Math.max(from_time.getTime(), clock.started_at.getTime())
    const seconds = to > from ? workingSeconds(clock.calendar, from, to) : 0
    if (seconds > 0) byReason.set(reason, (byReason.get(reason) ?? 0) + seconds)
  }
  return [...byReason].map(([reason, seconds]) => ({ reason: reasonOf(reason), seconds }))
}

/** Working seconds used from start to stop, all of it measured on the clock's calendar. */
export const usedUnder = (clock: CaseClock, still: readonly Standstill[]): number =>
  stopwatch.elapsed(watchOf(clock, still), clock.stopped_at?.getTime() ?? Number.POSITIVE_INFINITY)

const watchOf = (clock: CaseClock, still: readonly Standstill[]): Stopwatch => ({
  started_at: clock.started_at.getTime(),
  target_seconds: clock.target_seconds,
  calendar: clock.calendar,
  pauses: stoodStill(clock, still).map(({ reason, from_time, until_time }) => ({
    from: from_time.getTime(),
    to: until_time?.getTime(),
    reason: reasonOf(reason),
  })),
  stopped_at: clock.stopped_at?.getTime(),
})
