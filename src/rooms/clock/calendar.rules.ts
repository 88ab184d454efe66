/** Sums in working time. All instants are epoch milliseconds; all durations are seconds really elapsed, across clock changes too. */
import { clip, type Interval } from './intervals.rules.ts'
import { type WorkingTime, zoneAt } from './opening-hours.rules.ts'
import {
  crossesVoid,
  growEarlier,
  growLater,
  isVoid,
  lastAtMost,
  type Timeline,
  timelineOver,
  workedBefore,
} from './timeline.rules.ts'
import { DAY, instantOf, localDay } from './zone.rules.ts'

/** Whether sums with this instant can be made: it is within reach, and the calendar has no more spells until then than anybody needs. */
export const reaches = (time: WorkingTime, instant: number): boolean => timelineOver(time, instant) !== undefined

/**
 * Working seconds between two instants, to the millisecond; 0 if the second is not after the first (no negative
 * elapsed time), or one is out of reach.
 */
export function workingSeconds(time: WorkingTime, from: number, to: number): number {
  if (!(to > from)) return 0
  const line = timelineOver(time, from) && timelineOver(time, to)
  return line ? (workedBefore(line, to) - workedBefore(line, from)) / 1000 : 0
}

/**
 * The first instant at which that many working seconds have passed since `from`; for a negative number, the last instant from
 * which that many are left until `from`. Eight hours from Monday 09:00 end on Monday at 17:00, not on Tuesday at 09:00; eight hours
 * before Tuesday 09:00 is Monday at 09:00. Nothing added is `from` itself, open or not.
 * Undefined if the calendar is closed for 400 days on the way.
 */
export function addWorkingSeconds(time: WorkingTime, from: number, seconds: number): number | undefined {
  const milliseconds = Math.round(seconds * 1000)
  if (milliseconds === 0) return from
  const line = timelineOver(time, from)
  // What is not an instant or a number is never reached, and must not be looked for.
  if (!line || !Number.isFinite(milliseconds)) return undefined
  return milliseconds > 0 ? forwards(line, from, milliseconds) : backwards(line, from, -milliseconds)
}

function forwards(line: Timeline, from: number, milliseconds: number): number | undefined {
  const opens = openingFrom(line, from)
  if (opens === undefined) return undefined
  const wanted = workedBefore(line, from) + milliseconds
  while (line.total < wanted) if (isVoid(line, line.closes.at(-1)!, line.to) || !growLater(line)) return undefined
  const i = lastAtMost(line.before, wanted - 0.5)
  return crossesVoid(line, opens, line.opens[i]!) ? undefined : line.opens[i]! + wanted - line.before[i]!
}

function backwards(line: Timeline, from: number, milliseconds: number): number | undefined {
  const closes = closingUntil(line, from)
  if (closes === undefined) return undefined
  const wanted = workedBefore(line, from) - milliseconds
  while (line.before[0]! > wanted) if (isVoid(line, line.from, line.opens[0]!) || !growEarlier(line)) return undefined
  const i = lastAtMost(line.before, wanted)
  return crossesVoid(line, line.closes[i]!, closes) ? undefined : line.opens[i]! + wanted - line.before[i]!
}

/** `from`, or when it opens next. */
function openingFrom(line: Timeline, from: number): number | undefined {
  const i = lastAtMost(line.opens, from)
  if (i >= 0 && from < line.closes[i]!) return from
  while (line.opens.length <= i + 1) if (isVoid(line, from, line.to) || !growLater(line)) return undefined
  const opens = line.opens[i + 1]!
  return isVoid(line, from, opens) ? undefined : opens
}

/** `until`, or when it closed last. */
function closingUntil(line: Timeline, until: number): number | undefined {
  while (line.opens.length === 0 || line.opens[0]! >= until)
    if (isVoid(line, line.from, until) || !growEarlier(line)) return undefined
  const i = lastAtMost(line.opens, until - 0.5)
  const closes = Math.min(until, line.closes[i]!)
  return isVoid(line, closes - 1, until) ? undefined : closes
}

/** Whether the calendar is open at an instant. It is at the start of a spell, and no longer at its end. */
export function isOpen(time: WorkingTime, at: number): boolean {
  const line = timelineOver(time, at)
  if (!line) return false
  const i = lastAtMost(line.opens, at)
  return i >= 0 && at < line.closes[i]!
}

/** `from` itself if the calendar is open then, or else when it opens next; undefined if it does not within 400 days. */
export function nextOpen(time: WorkingTime, from: number): number | undefined {
  const line = timelineOver(time, from)
  return line && openingFrom(line, from)
}

/** When the spell open at `from`, or else the next one, ends; undefined if there is none, or it never ends. */
export function nextClose(time: WorkingTime, from: number): number | undefined {
  const line = timelineOver(time, from)
  const opens = line && openingFrom(line, from)
  if (!line || opens === undefined) return undefined
  const closes = () => line.closes[lastAtMost(line.opens, opens)]
  // What closes where the timeline ends may go on after it.
  while (closes() === line.to) if (!growLater(line)) return undefined
  return closes()
}

/** The stretches between two instants in which the calendar is open, in order. */
export function spells(time: WorkingTime, from: number, to: number): Interval[] {
  const line = timelineOver(time, from) && timelineOver(time, to)
  if (!line) return []
  const first = Math.max(0, lastAtMost(line.opens, from))
  const some = line.opens.slice(first, lastAtMost(line.opens, to) + 1)
  return clip(
    some.map((opens, i) => ({ from: opens, to: line.closes[first + i]! })),
    from,
    to,
  )
}

/**
 * The end of the nth working day after the local date of `from`, whatever the hour: "by the end of the next working day"
 * is 1. A working day is a local date with open time. Undefined if the calendar is closed for 400 days on the way.
 */
export function endOfWorkingDay(time: WorkingTime, from: number, days: number): number | undefined {
  const midnight = (day: number) => instantOf(zoneAt(time, from), day * DAY)
  let day = localDay(zoneAt(time, from), from)
  for (let left = days; left > 0; left--) {
    const opens = nextOpen(time, midnight(day + 1))
    if (opens === undefined) return undefined
    day = localDay(zoneAt(time, from), opens)
  }
  return spells(time, midnight(day), midnight(day + 1)).at(-1)?.to
}

/**
 * The end of the nth working day before the local date of `from`; for 0 that date's own, or of the last working day before it when
 * it is none. Undefined if the calendar is closed for 400 days on the way.
 */
export function endOfWorkingDayBefore(time: WorkingTime, from: number, days: number): number | undefined {
  const zone = zoneAt(time, from)
  const endOn = (day: number) => spells(time, instantOf(zone, day * DAY), instantOf(zone, (day + 1) * DAY)).at(-1)?.to
  let day = localDay(zone, from)
  let end = endOn(day)
  let left = end === undefined ? Math.max(days, 1) : days
  for (let closed = 0; left > 0 && closed < 400; day--) {
    const earlier = endOn(day - 1)
    if (earlier === undefined) closed++
    else [end, left, closed] = [earlier, left - 1, 0]
  }
  return left === 0 ? end : undefined
}
