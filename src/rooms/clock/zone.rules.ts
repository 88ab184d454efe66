/** Wall time in a named zone, as an instant. The only file of the house that uses Temporal. */
import { Temporal } from 'temporal-polyfill'

export const DAY = 86_400_000

const MOST_REMEMBERED = 50_000
const remembered = new Map<string, Map<number, number>>()

/** How far the zone's wall time is ahead of UTC at an instant, in milliseconds. */
export function offsetAt(zone: string, instant: number): number {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6
}

/** The offset at 00:00 UTC of a day, remembered: asking Temporal costs microseconds, and every calendar asks. */
function offsetOfDay(zone: string, day: number): number {
  let days = remembered.get(zone)
  if (!days || days.size >= MOST_REMEMBERED) {
    days = new Map()
    remembered.set(zone, days)
  }
  const known = days.get(day)
  if (known !== undefined) return known
  const offset = offsetAt(zone, day * DAY)
  days.set(day, offset)
  return offset
}

/**
 * The instant at which a wall clock in `zone` shows `wall` (milliseconds, as if the wall time were UTC). A time shown twice,
 * when clocks go back, is the first of the two; a time never shown, when they go forward, is the moment they change.
 */
export function instantOf(zone: string, wall: number): number {
  const day = Math.floor(wall / DAY)
  const offset = offsetOfDay(zone, day)
  const steady = [day - 1, day + 1, day + 2].every(near => offsetOfDay(zone, near) === offset)
  return steady ? wall - offset : instantNearChange(zone, wall)
}

function instantNearChange(zone: string, wall: number): number {
  const shown = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime()
  const first = shown.toZonedDateTime(zone, { disambiguation: 'earlier' })
  if (first.toPlainDateTime().equals(shown)) return first.epochMilliseconds
  return first.getTimeZoneTransition('next')?.epochMilliseconds ?? first.epochMilliseconds
}

/** The local date of an instant, as days since 1 January 1970. */
export function localDay(zone: string, instant: number): number {
  return Math.floor((instant + offsetAt(zone, instant)) / DAY)
}

/** Whether the time zone database has this name, e.g. "Europe/London". */
export function isZone(zone: string): boolean {
  try {
    offsetAt(zone, 0)
    return true
  } catch {
    return false
  }
}
