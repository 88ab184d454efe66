/** What a clock on the wall of a zone shows at an instant. */

const DAY = 86_400_000
const MOST_REMEMBERED = 20_000

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, Map<number, number>>()

/**
 * How far the zone's wall is ahead of UTC, in milliseconds. Asking Intl costs microseconds and a queue page asks a hundred times,
 * so offsets are remembered for midnights of UTC, and Intl is asked again only on days on which they differ.
 */
export function offsetAt(zone: string, instant: number): number {
  const day = Math.floor(instant / DAY)
  const offset = offsetOfDay(zone, day)
  return offset === offsetOfDay(zone, day + 1) ? offset : askOffset(zone, instant)
}

function offsetOfDay(zone: string, day: number): number {
  let known = offsets.get(zone)
  if (!known || known.size >= MOST_REMEMBERED) {
    known = new Map()
    offsets.set(zone, known)
  }
  const kept = known.get(day)
  if (kept !== undefined) return kept
  const offset = askOffset(zone, day * DAY)
  known.set(day, offset)
  return offset
}

function askOffset(zone: string, instant: number): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  return (
    Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!, parts.second!) -
    Math.floor(instant / 1000) * 1000
  )
}

/** The wall time in `zone` as a Date whose UTC fields are what the wall shows. For reading only: it is not an instant. */
export function wallClock(date: Date, zone: string): Date {
  const instant = date.getTime()
  return new Date(instant + offsetAt(zone, instant))
}
