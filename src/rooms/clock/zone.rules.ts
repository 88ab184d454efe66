/** Wall time in a named zone, and the instants at which a wall clock there shows it. */
import { clip, type Interval } from './intervals.rules.ts'

export const DAY = 86_400_000

/** A stretch of time in which the zone's wall clock keeps the same distance from UTC. */
type Steady = Interval & { readonly offset: number }

interface Zone {
  readonly format: Intl.DateTimeFormat
  readonly known: Map<number, readonly Steady[]>
}

/** Clocks have not changed twice within six days since 1940: a look every four days misses no change. */
const LOOK = 4 * DAY
const CHUNK = 64 * LOOK

// Names differ only by case in endless ways, and instants reach to the year 275760: neither may fill the memory.
const MOST_ZONES = 1000
const MOST_CHUNKS = 4000
const zones = new Map<string, Zone>()

function zoneCalled(name: string): Zone {
  const known = zones.get(name)
  if (known) return known
  const zone = {
    format: new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' }),
    known: new Map(),
  }
  if (zones.size >= MOST_ZONES) zones.clear()
  zones.set(name, zone)
  return zone
}

/** How far a wall clock is ahead of UTC, asked of the time zone database: '1/12/2026, GMT+05:30', with seconds in old times. */
function ask({ format }: Zone, instant: number): number {
  const said = format.format(instant)
  const at = said.lastIndexOf('GMT') + 3
  if (at === said.length) return 0
  const [hours, minutes, seconds = 0] = said
    .slice(at + 1)
    .split(':')
    .map(Number) as [number, number, number?]
  return (said[at] === '-' ? -1000 : 1000) * (hours * 3600 + minutes * 60 + seconds)
}

/** The instant, after `from` and at most `to`, at which clocks first keep another offset than `offset`; they do at `to`. */
function changeBetween(zone: Zone, from: number, to: number, offset: number): number {
  let [before, after] = [from / 1000, to / 1000]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (ask(zone, middle * 1000) === offset) before = middle
    else after = middle
  }
  return after * 1000
}

function chunkOf(zone: Zone, index: number): readonly Steady[] {
  const known = zone.known.get(index)
  if (known) return known
  const end = (index + 1) * CHUNK
  const found: Steady[] = []
  let from = index * CHUNK
  let offset = ask(zone, from)
  for (let look = from + LOOK; look <= end; look += LOOK) {
    const next = ask(zone, look)
    if (next === offset) continue
    const to = changeBetween(zone, look - LOOK, look, offset)
    found.push({ from, to, offset })
    from = to
    offset = next
  }
  found.push({ from, to: end, offset })
  if (zone.known.size >= MOST_CHUNKS) zone.known.clear()
  zone.known.set(index, found)
  return found
}

/** The stretches of steady offset that touch the time between two instants, in order. */
function steadyBetween(name: string, from: number, to: number): readonly Steady[] {
  const zone = zoneCalled(name)
  const [first, last] = [Math.floor(from / CHUNK), Math.floor(to / CHUNK)]
  if (first === last) return chunkOf(zone, first)
  return Array.from({ length: last - first + 1 }, (_, i) => chunkOf(zone, first + i)).flat()
}

/** How far the zone's wall time is ahead of UTC at an instant, in milliseconds. */
export function offsetAt(name: string, instant: number): number {
  return steadyBetween(name, instant, instant).find(({ to }) => instant < to)!.offset
}

/**
 * The instant at which a wall clock in the zone first shows `wall` (milliseconds, as if the wall time were UTC). A time shown twice,
 * when clocks go back, is the first of the two; a time never shown, when they go forward, is the moment they change.
 */
export function instantOf(name: string, wall: number): number {
  for (const { from, to, offset } of steadyBetween(name, wall - DAY, wall + DAY))
    if (wall - offset < to) return Math.max(from, wall - offset)
  return wall
}

/**
 * Every instant between two at which a wall clock in the zone shows a time that lies in `walls` (a union of wall times, written as if
 * they were UTC). An hour shown twice is in it twice; an hour never shown is not in it at all.
 */
export function instantsShowing(name: string, walls: readonly Interval[], from: number, to: number): Interval[] {
  const found: Interval[] = []
  let last: Interval | undefined
  for (const { offset, ...steady } of steadyBetween(name, from, to)) {
    const [since, until] = [Math.max(from, steady.from), Math.min(to, steady.to)]
    for (const wall of clip(walls, since + offset, until + offset)) {
      if (last && last.to === wall.from - offset) last.to = wall.to - offset
      else {
        last = { from: wall.from - offset, to: wall.to - offset }
        found.push(last)
      }
    }
  }
  return found
}

/** The local date of an instant, as days since 1 January 1970. */
export function localDay(name: string, instant: number): number {
  return Math.floor((instant + offsetAt(name, instant)) / DAY)
}

/** Whether the time zone database has this name, e.g. "Europe/London"; "+01:00" is no zone, since it has no history. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    zoneCalled(name)
    return true
  } catch {
    return false
  }
}
