import { type Interval, subtract, union } from './intervals.rules.ts'
import { DAY, instantsShowing } from './zone.rules.ts'

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
  /** ISO dates with no hours of their own. The end of a shift begun the evening before is the evening's, and stays. */
  readonly holidays: readonly string[]
  /** Holidays of every year, '12-25'. */
  readonly yearlyHolidays?: readonly string[] | undefined
  /** Hours that replace a date's own, on a holiday too. */
  readonly openings?: Readonly<Record<string, readonly Spell[]>> | undefined
  /** Wall time of a date in which it is closed after all, whichever day the shift began on. */
  readonly closures?: Readonly<Record<string, readonly Spell[]>> | undefined
}

/** A calendar in force from an instant until the next one is (clock semantics 16); the first has been in force for ever. */
export type CalendarVersion = {
  readonly from: number
  readonly calendar: Calendar
  readonly name?: string | undefined
  /** When it was made, before it comes into force: what ended earlier was judged without it. Left out, it was always known. */
  readonly known_from?: number | undefined
}

/** What sums are made in: one calendar, or its versions in the order they came into force. */
export type WorkingTime = Calendar | readonly CalendarVersion[]

const WEEK = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const // 1 January 1970 was a Thursday

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** Days since 1 January 1970 as an ISO date. */
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

const dayOf = (date: string): number => Date.parse(date) / DAY

/** A spell as milliseconds since the midnight of its date. */
function sinceMidnight([start, end]: Spell): Interval {
  const [opens, closes] = [minutesOf(start), minutesOf(end)]
  return { from: opens * 60_000, to: (closes < opens ? closes + 24 * 60 : closes) * 60_000 }
}

/** A calendar read once, so that a date's hours are a look-up. */
interface Read {
  readonly week: readonly (readonly Interval[])[]
  readonly holidays: ReadonlySet<number>
  readonly yearly: ReadonlySet<string>
  readonly openings: ReadonlyMap<number, readonly Interval[]>
  readonly closures: ReadonlyMap<number, readonly Interval[]>
}

const byDay = (dates: Readonly<Record<string, readonly Spell[]>> = {}) =>
  new Map(Object.entries(dates).map(([date, spells]) => [dayOf(date), spells.map(sinceMidnight)]))

const alreadyRead = new WeakMap<Calendar, Read>()

function read(calendar: Calendar): Read {
  const known = alreadyRead.get(calendar)
  if (known) return known
  const made = {
    week: WEEK.map(weekday => calendar.hours[weekday].map(sinceMidnight)),
    holidays: new Set(calendar.holidays.map(dayOf)),
    yearly: new Set(calendar.yearlyHolidays),
    openings: byDay(calendar.openings),
    closures: byDay(calendar.closures),
  }
  alreadyRead.set(calendar, made)
  return made
}

function hoursOn({ week, holidays, yearly, openings }: Read, day: number): readonly Interval[] {
  const special = openings.get(day)
  if (special) return special
  if (holidays.has(day) || (yearly.size > 0 && yearly.has(dateOf(day).slice(5)))) return []
  return week[((day % 7) + 7) % 7]!
}

/**
 * The stretches between two instants in which the calendar is open, worked out afresh. One principle decides every clock change: it is
 * open at each instant at which a wall clock of the zone shows a time within the hours. So 00:30 to 03:30 is two hours in March and
 * four in October; an hour shown twice is open twice, and one never shown is not open at all.
 */
export function openBetween(calendar: Calendar, from: number, to: number): Interval[] {
  const known = read(calendar)
  const open: Interval[] = []
  const closed: Interval[] = []
  const add = (list: Interval[], spells: readonly Interval[], day: number) => {
    for (const spell of spells) list.push({ from: day * DAY + spell.from, to: day * DAY + spell.to })
  }
  // Two days before, since a spell may pass midnight and a zone may be a day from UTC; one after, for zones ahead.
  for (let day = Math.floor(from / DAY) - 2; day <= Math.floor(to / DAY) + 1; day++) {
    add(open, hoursOn(known, day), day)
    add(closed, known.closures.get(day) ?? [], day)
  }
  return instantsShowing(
    calendar.zone,
    closed.length === 0 ? union(open) : subtract(union(open), union(closed)),
    from,
    to,
  )
}

/** The version in force at an instant. */
export function versionAt(versions: readonly CalendarVersion[], instant: number): CalendarVersion {
  return versions.findLast(({ from }) => from <= instant) ?? versions[0]!
}

/** The zone whose wall clock is meant at an instant. */
export const zoneAt = (time: WorkingTime, instant: number): string =>
  isOne(time) ? time.zone : versionAt(time, instant).calendar.zone

const isOne = (time: WorkingTime): time is Calendar => !Array.isArray(time)

/** As `openBetween`, each version for as long as it is in force. */
export function openUnder(time: WorkingTime, from: number, to: number): Interval[] {
  if (isOne(time)) return openBetween(time, from, to)
  const forces = time.map(({ calendar, from: since }, i) => ({
    calendar,
    from: i === 0 ? Number.NEGATIVE_INFINITY : since,
    to: time[i + 1]?.from ?? Number.POSITIVE_INFINITY,
  }))
  return union(
    forces
      .filter(force => force.from < to && force.to > from)
      .flatMap(force => openBetween(force.calendar, Math.max(from, force.from), Math.min(to, force.to))),
  )
}

const asKnown = new WeakMap<readonly CalendarVersion[], Map<string, readonly CalendarVersion[]>>()

/** The working time as it was known at an instant: without versions that were made later and are not yet in force. */
export function knownAt(time: WorkingTime, instant: number): WorkingTime {
  if (isOne(time)) return time
  const some = time.filter(({ from, known_from = from }, i) => i === 0 || Math.min(from, known_from) <= instant)
  if (some.length === time.length) return time
  const kept = asKnown.get(time) ?? new Map<string, readonly CalendarVersion[]>()
  asKnown.set(time, kept)
  const key = some.map(({ from, name }) => `${from} ${name}`).join()
  const known = kept.get(key) ?? some
  kept.set(key, known)
  return known
}
