/** What a clock on the wall of a zone shows at an instant. */

const DAY = 86_400_000
/** Every zone's clocks change on a quarter of an hour. */
const QUARTER = 900_000
const MOST_REMEMBERED = 20_000

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, Map<number, number>>()

/**
 * How far the zone's wall is ahead of UTC, in milliseconds. Asking Intl costs microseconds and a queue page asks a hundred times,
 * so offsets are remembered: for midnights of UTC, and on the days on which these differ for each quarter of an hour.
 */
export function offsetAt(zone: string, instant: number): number {
  const midnight = instant - (((instant % DAY) + DAY) % DAY)
  const offset = rememberedOffset(zone, midnight)
  if (offset === rememberedOffset(zone, midnight + DAY)) return offset
  return rememberedOffset(zone, instant - (((instant % QUARTER) + QUARTER) % QUARTER))
}

function rememberedOffset(zone: string, instant: number): number {
  let known = offsets.get(zone)
  if (!known || known.size >= MOST_REMEMBERED) {
    known = new Map()
    offsets.set(zone, known)
  }
  const kept = known.get(instant)
  if (kept !== undefined) return kept
  const offset = askOffset(zone, instant)
  known.set(instant, offset)
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
