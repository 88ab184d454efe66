import { clip, type Interval, subtract, union } from './intervals.rules.ts'
import { DAY, instantOf } from './zone.rules.ts'

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'

/** Open from the first wall time to the second, 'HH:MM', half-open. 24:00 is allowed; an earlier end is on the next day. */
export type Spell = readonly [start: string, end: string]

/**
 * When a service works (requirement S-22), in wall time of the agreement's zone, never the reader's or the server's. Treat it as a value:
 * what is worked out from it is remembered by object, so change it by making a new one, and keep the one you have.
 */
export type Calendar = {
  readonly zone: string
  readonly hours: Readonly<Record<Weekday, readonly Spell[]>>
  /** ISO dates closed from midnight to midnight, the end of a spell begun the evening before included. */
  readonly holidays: readonly string[]
  /** Hours that replace a date's own, on a holiday too. */
  readonly openings?: Readonly<Record<string, readonly Spell[]>> | undefined
  /** Hours of a date in which it is closed after all. */
  readonly closures?: Readonly<Record<string, readonly Spell[]>> | undefined
}

const WEEK = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const // 1 January 1970 was a Thursday

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

const weekdayOf = (day: number) => WEEK[((day % 7) + 7) % 7]!

/** Days since 1 January 1970 as an ISO date. */
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

function instants(zone: string, day: number, [start, end]: Spell): Interval {
  const opens = minutesOf(start)
  const closes = minutesOf(end) < opens ? minutesOf(end) + 24 * 60 : minutesOf(end)
  return { from: instantOf(zone, day * DAY + opens * 60_000), to: instantOf(zone, day * DAY + closes * 60_000) }
}

/**
 * The stretches between two instants in which the calendar is open, worked out afresh. A spell belongs to the date it starts on.
 * Near a clock change they are as long as they really are: 00:30 to 03:30 is two hours in March and four in October.
 */
export function openBetween(calendar: Calendar, from: number, to: number): Interval[] {
  const { zone, hours, openings, closures } = calendar
  const holidays = new Set(calendar.holidays)
  const open: Interval[] = []
  const closed: Interval[] = []
  // Two days before, since a spell may pass midnight and a zone may be half a day from UTC; one after, for zones ahead.
  for (let day = Math.floor(from / DAY) - 2; day <= Math.floor(to / DAY) + 1; day++) {
    const date = dateOf(day)
    const special = openings?.[date]
    const holiday = !special && holidays.has(date)
    if (holiday) closed.push({ from: instantOf(zone, day * DAY), to: instantOf(zone, (day + 1) * DAY) })
    else for (const spell of special ?? hours[weekdayOf(day)]) open.push(instants(zone, day, spell))
    for (const spell of closures?.[date] ?? []) closed.push(instants(zone, day, spell))
  }
  return clip(subtract(union(open), union(closed)), from, to)
}
