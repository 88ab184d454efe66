import { dateOn, parseLocal, timeAt } from '#platform/time/say.ts'
import { wallClock } from '#platform/time/wall-clock.ts'

export const PACES = ['at_once', 'hourly', 'daily'] as const
export type Pace = (typeof PACES)[number]

/** When somebody is not to be disturbed, on the wall of their organisation's zone. */
export interface Quiet {
  readonly quiet_from: number | null
  readonly quiet_until: number | null
  /** Weekdays on which quiet hours begin; 0 is Sunday. */
  readonly quiet_days: readonly number[]
  readonly silent_days: readonly number[]
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** What happens to one case within this time is told together. */
const GATHER_MS = 60_000
const DIGEST_AT = 9 * 60

const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

const two = (number: number) => String(number).padStart(2, '0')

/** A minute of a day in a zone. One that clocks leave out when they go forward is the first after it. */
function instantAt(date: string, minute: number, zone: string): Date {
  for (let at = minute; at < 24 * 60; at += 15) {
    const found = parseLocal(date, `${two(Math.floor(at / 60))}:${two(at % 60)}`, zone)
    if (found) return found
  }
  return instantAt(dayAfter(date, 1), 0, zone)
}

/** When the quiet that somebody has at an instant is over; undefined when it is not quiet. */
export function quietUntil(quiet: Quiet, at: Date, zone: string): Date | undefined {
  const date = dateOn(at, zone)
  const weekday = wallClock(at, zone).getUTCDay()
  if (quiet.silent_days.includes(weekday)) return instantAt(dayAfter(date, 1), 0, zone)
  const { quiet_from: from, quiet_until: until, quiet_days: days } = quiet
  if (from === null || until === null) return undefined
  const [hours, minutes] = timeAt(at, zone).split(':').map(Number)
  const minute = hours! * 60 + minutes!
  const today = days.includes(weekday)
  if (from < until) return today && minute >= from && minute < until ? instantAt(date, until, zone) : undefined
  if (today && minute >= from) return instantAt(dayAfter(date, 1), until, zone)
  return days.includes((weekday + 6) % 7) && minute < until ? instantAt(date, until, zone) : undefined
}

function byPace(pace: Pace, now: Date, zone: string): Date {
  if (pace === 'at_once') return new Date(now.getTime() + GATHER_MS)
  const date = dateOn(now, zone)
  if (pace === 'daily') {
    const today = instantAt(date, DIGEST_AT, zone)
    return today > now ? today : instantAt(dayAfter(date, 1), DIGEST_AT, zone)
  }
  const past = Number(timeAt(now, zone).slice(3))
  return new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS + (60 - past) * MINUTE_MS)
}

const MOST_STEPS = 20

/** The earliest instant at which something may be sent that is known now. What cannot wait for quiet hours has no `quiet`. */
export function notBefore(pace: Pace, quiet: Quiet | undefined, now: Date, zone: string): Date {
  let at = byPace(pace, now, zone)
  for (let step = 0; quiet && step < MOST_STEPS; step++) {
    const until = quietUntil(quiet, at, zone)
    if (!until) return at
    at = until
  }
  return at
}
