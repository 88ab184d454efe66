/** Dates and durations as people say them, and as they type them. Instants are Dates, zones IANA names, durations seconds. */
import { offsetAt, wallClock } from './wall-clock.ts'

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const DAY = 86_400_000

const two = (number: number) => (number < 10 ? `0${number}` : `${number}`)
const timeOn = (wall: Date) => `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}`
const dayOf = (wall: Date) => Math.floor(wall.getTime() / DAY)

/** "today 14:30", "tomorrow 09:00", "yesterday 17:05", "Thu 4 Dec 14:30"; with its year when that is not this year. */
export function sayWhen(date: Date, zone: string, now: Date): string {
  const wall = wallClock(date, zone)
  const today = wallClock(now, zone)
  const time = timeOn(wall)
  const days = dayOf(wall) - dayOf(today)
  if (days === 0) return `today ${time}`
  if (days === 1) return `tomorrow ${time}`
  if (days === -1) return `yesterday ${time}`
  const day = `${DAYS[wall.getUTCDay()]!.slice(0, 3)} ${wall.getUTCDate()} ${MONTHS[wall.getUTCMonth()]!.slice(0, 3)}`
  const year = wall.getUTCFullYear()
  return year === today.getUTCFullYear() ? `${day} ${time}` : `${day} ${year} ${time}`
}

const zoneNames = new Map<string, string>()

/** What the zone is called on that day: GMT or BST in London, CET or CEST in Paris. */
function zoneName(date: Date, zone: string): string {
  const key = `${zone} ${offsetAt(zone, date.getTime())}`
  const kept = zoneNames.get(key)
  if (kept !== undefined) return kept
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' }).formatToParts(date)
  const name = parts.find(part => part.type === 'timeZoneName')!.value
  zoneNames.set(key, name)
  return name
}

/** "Friday 4 December 2026". */
export function sayDay(date: Date, zone: string): string {
  const wall = wallClock(date, zone)
  return `${DAYS[wall.getUTCDay()]} ${wall.getUTCDate()} ${MONTHS[wall.getUTCMonth()]} ${wall.getUTCFullYear()}`
}

/** "Friday 4 December 2026 at 14:30 GMT": nothing left to guess, for titles, letters and print. */
export const sayFull = (date: Date, zone: string): string =>
  `${sayDay(date, zone)} at ${timeOn(wallClock(date, zone))} ${zoneName(date, zone)}`

/** "Mon 23 Nov 2026 14:30": in tables that are printed and read another day, when nothing is today. */
export const sayStamp = (date: Date, zone: string): string => sayWhen(date, zone, new Date(0))

/** A moment for a page: short to read, whole on hover, exact for machines. */
export const sayMoment = (date: Date, zone: string, now: Date) => ({
  text: sayWhen(date, zone, now),
  title: sayFull(date, zone),
  datetime: date.toISOString(),
})

/** The date in a zone, as a date field has it: 'YYYY-MM-DD'. With `timeAt`, what `parseLocal` reads. */
export const dateOn = (date: Date, zone: string): string => wallClock(date, zone).toISOString().slice(0, 10)

/** The time in a zone, as a time field has it: 'HH:MM'. */
export const timeAt = (date: Date, zone: string): string => timeOn(wallClock(date, zone))

function sayHours(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  if (minutes === 0) return 'under 1 min'
  if (hours === 0) return `${minutes} min`
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${two(minutes % 60)}`
}

const wholeMinutes = (seconds: number) => Math.floor(Math.abs(seconds) / 60)

/** Time on the wall, whole minutes or hours: "35 min", "2 h 10", "3 d 4 h". A day is 24 hours, so not for working time. */
export function sayDuration(seconds: number): string {
  const minutes = wholeMinutes(seconds)
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return sayHours(minutes)
  const days = `${Math.floor(hours / 24).toLocaleString('en-GB')} d`
  return hours % 24 === 0 ? days : `${days} ${hours % 24} h`
}

const count = (number: number, thing: string) => `${number.toLocaleString('en-GB')} ${thing}${number === 1 ? '' : 's'}`

/** A length of working time: "8 working hours", "45 working minutes", "1 working hour 30 minutes". Never in days. */
export function sayWorking(seconds: number): string {
  const minutes = wholeMinutes(seconds)
  const hours = Math.floor(minutes / 60)
  if (hours === 0) return count(minutes, 'working minute')
  const rest = minutes % 60 === 0 ? '' : ` ${count(minutes % 60, 'minute')}`
  return `${count(hours, 'working hour')}${rest}`
}

/** Where a clock stands; `seconds` of working time are left, or over when negative. */
export type TimeLeft = {
  state: 'running' | 'paused' | 'met' | 'missed' | 'late'
  seconds: number
  reason?: string | undefined
}

/** "2 h 10 left", "late 35 min", "paused: waiting for requester", "met", "missed by 35 min". */
export function sayTimeLeft({ state, seconds, reason }: TimeLeft): string {
  const length = sayHours(wholeMinutes(seconds))
  const over = seconds < 0
  if (state === 'met') return 'met'
  if (state === 'missed') return over ? `missed by ${length}` : 'missed'
  if (state === 'paused') return `${reason ? `paused: ${reason}` : 'paused'}${over ? `, late ${length}` : ''}`
  if (over) return `late ${length}`
  // Late once and then given a longer target: the breach stays, and so does the new promise.
  if (state === 'late') return `was late, ${length} left`
  return seconds === 0 ? 'due now' : `${length} left`
}

/** "just now", "5 min ago", "2 h 10 ago", "3 d 4 h ago". */
export function sayAgo(date: Date, now: Date): string {
  const seconds = (now.getTime() - date.getTime()) / 1000
  return seconds < 60 ? 'just now' : `${sayDuration(seconds)} ago`
}

/**
 * What a person typed in a form: a date 'YYYY-MM-DD' and a time 'HH:MM' in their zone. Undefined if there is no such date or
 * time, which is so of the hour left out when clocks go forward. In the hour shown twice when they go back, the first is meant.
 */
export function parseLocal(date: string, time: string, zone: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return undefined
  const typed = `${date}T${time}:00.000Z`
  const wall = Date.parse(typed)
  if (Number.isNaN(wall)) return undefined
  // Offsets a day to either side are those before and after any change; the larger makes the earlier instant.
  return [offsetAt(zone, wall - DAY), offsetAt(zone, wall + DAY)]
    .sort((a, b) => b - a)
    .map(offset => new Date(wall - offset))
    .find(candidate => wallClock(candidate, zone).toISOString() === typed)
}
