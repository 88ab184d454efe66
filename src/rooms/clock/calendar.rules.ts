/**
 * Sums in working time. All instants are epoch milliseconds; all durations are seconds really elapsed, across clock changes too.
 *
 * Every new case and every imported event asks, so a calendar is worked out once per block of 64 days of UTC, as sorted
 * opening and closing instants with the time worked before each; after that a sum is two look-ups and a subtraction.
 */
import { clip, type Interval, union } from './intervals.rules.ts'
import { type Calendar, openBetween } from './opening-hours.rules.ts'
import { DAY, instantOf, localDay } from './zone.rules.ts'

/** Opening and closing instants in order, the milliseconds worked in the block before each opening, and in all of it. */
type Block = { opens: number[]; closes: number[]; before: number[]; total: number }

const BLOCK = 64 * DAY

/** A calendar closed for longer than this has no open time. */
const LONGEST_CLOSED = 400 * DAY

/** Some twenty years: what would take longer has no end that anyone could promise. */
const MOST_BLOCKS = 115

const worked = new WeakMap<Calendar, Map<number, Block>>()

function blockOf(calendar: Calendar, index: number): Block {
  let blocks = worked.get(calendar)
  if (!blocks) {
    blocks = new Map()
    worked.set(calendar, blocks)
  }
  const known = blocks.get(index)
  if (known) return known
  const block = makeBlock(openBetween(calendar, index * BLOCK, (index + 1) * BLOCK))
  blocks.set(index, block)
  return block
}

function makeBlock(open: Interval[]): Block {
  const block: Block = { opens: [], closes: [], before: [], total: 0 }
  for (const { from, to } of open) {
    block.opens.push(from)
    block.closes.push(to)
    block.before.push(block.total)
    block.total += to - from
  }
  return block
}

const indexAt = (instant: number) => Math.floor(instant / BLOCK)

/** The place of the last number that is at most `limit`; -1 if none is. */
function lastAtMost(sorted: number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Milliseconds open in the block before an instant in it. */
function openBefore({ opens, closes, before }: Block, instant: number): number {
  const i = lastAtMost(opens, instant)
  return i < 0 ? 0 : before[i]! + Math.min(instant, closes[i]!) - opens[i]!
}

/** Working seconds between two instants, to the millisecond; 0 if the second is not after the first (no negative elapsed time). */
export function workingSeconds(calendar: Calendar, from: number, to: number): number {
  if (!(to > from) || !Number.isFinite(to - from)) return 0
  const first = indexAt(from)
  const last = indexAt(to)
  let open = -openBefore(blockOf(calendar, first), from)
  for (let index = first; index < last; index++) open += blockOf(calendar, index).total
  return (open + openBefore(blockOf(calendar, last), to)) / 1000
}

/**
 * The first instant at which that many working seconds have passed since `from`; for a negative number, the last instant from
 * which that many are left until `from`. Eight hours from Monday 09:00 end on Monday at 17:00, not on Tuesday at 09:00.
 * Undefined if the calendar is closed for 400 days on the way.
 */
export function addWorkingSeconds(calendar: Calendar, from: number, seconds: number): number | undefined {
  // What is not an instant is never reached, and must not be looked for.
  if (!Number.isFinite(from) || !Number.isFinite(seconds)) return undefined
  const milliseconds = Math.round(seconds * 1000)
  if (milliseconds === 0) return from
  return milliseconds > 0 ? forwards(calendar, from, milliseconds) : backwards(calendar, from, -milliseconds)
}

function forwards(calendar: Calendar, from: number, milliseconds: number): number | undefined {
  let index = indexAt(from)
  let block = blockOf(calendar, index)
  let wanted = openBefore(block, from) + milliseconds
  let lastOpen = from
  const furthest = index + MOST_BLOCKS
  while (wanted > block.total) {
    wanted -= block.total
    lastOpen = Math.max(lastOpen, block.closes.at(-1) ?? from)
    block = blockOf(calendar, ++index)
    const next = block.opens[0] ?? (index + 1) * BLOCK
    if (next - lastOpen > LONGEST_CLOSED || index > furthest) return undefined
  }
  const i = lastAtMost(block.before, wanted - 1)
  return block.opens[i]! + wanted - block.before[i]!
}

function backwards(calendar: Calendar, from: number, milliseconds: number): number | undefined {
  let index = indexAt(from)
  let block = blockOf(calendar, index)
  let wanted = openBefore(block, from) - milliseconds
  let lastOpen = from
  const furthest = index - MOST_BLOCKS
  while (wanted < 0) {
    lastOpen = Math.min(lastOpen, block.opens[0] ?? from)
    block = blockOf(calendar, --index)
    const next = block.closes.at(-1) ?? index * BLOCK
    if (lastOpen - next > LONGEST_CLOSED || index < furthest) return undefined
    wanted += block.total
  }
  const i = lastAtMost(block.before, wanted)
  return block.opens[i]! + wanted - block.before[i]!
}

/** Whether the calendar is open at an instant. It is at the start of a spell, and no longer at its end. */
export function isOpen(calendar: Calendar, at: number): boolean {
  const { opens, closes } = blockOf(calendar, indexAt(at))
  const i = lastAtMost(opens, at)
  return i >= 0 && at < closes[i]!
}

/** `from` itself if the calendar is open then, or else when it opens next; undefined if it does not within 400 days. */
export function nextOpen(calendar: Calendar, from: number): number | undefined {
  if (isOpen(calendar, from)) return from
  // The end of the first open millisecond, less that millisecond.
  const end = forwards(calendar, from, 1)
  return end === undefined ? undefined : end - 1
}

/** When the spell open at `from`, or else the next one, ends; undefined if there is none, or it lasts beyond 400 days. */
export function nextClose(calendar: Calendar, from: number): number | undefined {
  const opens = nextOpen(calendar, from)
  let at = opens
  // A spell that goes on past the end of a block goes on in the next.
  while (opens !== undefined && at !== undefined && isOpen(calendar, at)) {
    const { opens: starts, closes } = blockOf(calendar, indexAt(at))
    at = closes[lastAtMost(starts, at)]!
    if (at - opens > LONGEST_CLOSED) return undefined
  }
  return at
}

/** The stretches between two instants in which the calendar is open, in order. */
export function spells(calendar: Calendar, from: number, to: number): Interval[] {
  const open: Interval[] = []
  for (let index = indexAt(from); index * BLOCK < to; index++) {
    const { opens, closes } = blockOf(calendar, index)
    for (let i = 0; i < opens.length; i++) open.push({ from: opens[i]!, to: closes[i]! })
  }
  return clip(union(open), from, to)
}

/**
 * The end of the nth working day after the local date of `from`, whatever the hour: "by the end of the next working day"
 * is 1. A working day is a local date with open time. Undefined if the calendar is closed for 400 days on the way.
 */
export function endOfWorkingDay(calendar: Calendar, from: number, days: number): number | undefined {
  let day = localDay(calendar.zone, from)
  for (let left = days; left > 0; left--) {
    const opens = nextOpen(calendar, instantOf(calendar.zone, (day + 1) * DAY))
    if (opens === undefined) return undefined
    day = localDay(calendar.zone, opens)
  }
  return spells(calendar, instantOf(calendar.zone, day * DAY), instantOf(calendar.zone, (day + 1) * DAY)).at(-1)?.to
}
