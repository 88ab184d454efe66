/**
 * A calendar worked out: its open spells in UTC, in order, with the time worked before each. A sum is then a search and a subtraction,
 * however far it reaches. It grows in either direction as it is asked, never beyond the years 1900 to 2200.
 */
import type { Interval } from './intervals.rules.ts'
import { openUnder, type WorkingTime, zoneAt } from './opening-hours.rules.ts'
import { DAY, localDay } from './zone.rules.ts'

/** Who has not opened for this many dates has no open time (worked case S39). */
const MOST_CLOSED_DATES = 400

/** Sums reach from the first of these instants to just before the last. */
export const FIRST = Date.UTC(1900, 0, 1)
export const LAST = Date.UTC(2200, 0, 1)

/** What is worked out at a time. */
const STRIDE = 256 * DAY

/** Four spells a day for longer than anybody lives; what has more must not fill the memory. */
const MOST_SPELLS = 200_000

/** `before[i]` is the milliseconds worked before `opens[i]`, counted from wherever the timeline was begun: it may be negative. */
export interface Timeline {
  readonly time: WorkingTime
  from: number
  to: number
  opens: number[]
  closes: number[]
  before: number[]
  /** Milliseconds worked before `to`. */
  total: number
  /** Closed stretches so long that nobody may be promised anything beyond them. */
  voids: Interval[]
}

const known = new WeakMap<WorkingTime, Timeline>()

/** The timeline of a calendar, reaching over an instant; undefined for an instant out of reach. */
export function timelineOver(time: WorkingTime, instant: number): Timeline | undefined {
  if (!(instant >= FIRST && instant < LAST)) return undefined
  let line = known.get(time)
  if (!line) {
    const from = Math.max(FIRST, Math.floor(instant / DAY) * DAY - STRIDE / 8)
    line = { time, from, to: from, opens: [], closes: [], before: [], total: 0, voids: [] }
    known.set(time, line)
  }
  while (instant >= line.to) if (!growLater(line)) return undefined
  while (instant < line.from) if (!growEarlier(line)) return undefined
  return line
}

/** Works out the time that follows; false at the end of all time. */
export function growLater(line: Timeline): boolean {
  if (line.to >= LAST || line.opens.length > MOST_SPELLS) return false
  const { opens, closes, before } = line
  const to = Math.min(LAST, line.to + STRIDE)
  let last = closes.at(-1)
  for (const spell of openUnder(line.time, line.to, to)) {
    if (last === spell.from) closes[closes.length - 1] = spell.to
    else {
      if (last !== undefined) note(line, last, spell.from)
      opens.push(spell.from)
      closes.push(spell.to)
      before.push(line.total)
    }
    line.total += spell.to - spell.from
    last = spell.to
  }
  line.to = to
  return true
}

/** Works out the time before, as much as is known already: it moves what is known, so it must seldom be done. */
export function growEarlier(line: Timeline): boolean {
  if (line.from <= FIRST || line.opens.length > MOST_SPELLS) return false
  const from = Math.max(FIRST, line.from - Math.max(STRIDE, line.to - line.from))
  const earlier = openUnder(line.time, from, line.from)
  const last = earlier.at(-1)
  const first = line.opens[0]
  if (last && last.to === first) {
    line.opens[0] = last.from
    line.before[0]! -= last.to - last.from
    earlier.pop()
  } else if (last && first !== undefined) note(line, last.to, first)
  let before = line.before[0] ?? line.total
  const totals = earlier.map(() => 0)
  for (let i = earlier.length - 1; i >= 0; i--) {
    before -= earlier[i]!.to - earlier[i]!.from
    totals[i] = before
    if (i > 0) note(line, earlier[i - 1]!.to, earlier[i]!.from)
  }
  line.opens = earlier.map(spell => spell.from).concat(line.opens)
  line.closes = earlier.map(spell => spell.to).concat(line.closes)
  line.before = totals.concat(line.before)
  line.from = from
  return true
}

function note(line: Timeline, closes: number, opens: number) {
  if (opens - closes >= (MOST_CLOSED_DATES - 2) * DAY) line.voids.push({ from: closes, to: opens })
}

/** The place of the last number that is at most `limit`; -1 if none is. */
export function lastAtMost(sorted: readonly number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Milliseconds worked before an instant the timeline reaches over. */
export function workedBefore({ opens, closes, before, total }: Timeline, instant: number): number {
  const i = lastAtMost(opens, instant)
  return i < 0 ? (before[0] ?? total) : before[i]! + Math.min(instant, closes[i]!) - opens[i]!
}

/** Whether nothing is open on the date of `from` after it, nor on the 399 that follow, up to an opening or a closing at `to`. */
export function isVoid({ time }: Timeline, from: number, to: number): boolean {
  // Most waits are over a night or a holiday, and need no dates.
  if (to - from < (MOST_CLOSED_DATES - 2) * DAY) return false
  return localDay(zoneAt(time, to), to) - localDay(zoneAt(time, from), from) >= MOST_CLOSED_DATES
}

/** Whether a stretch that long lies somewhere between two instants. */
export function crossesVoid(line: Timeline, from: number, to: number): boolean {
  return line.voids.some(gap => gap.from >= from && gap.to <= to && isVoid(line, gap.from - 1, gap.to))
}
