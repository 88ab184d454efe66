/** A calendar as JSON gives it: nothing is taken for granted. */
import { calendarFault } from '../calendar-problem.rules.ts'
import type { Calendar, Spell, Weekday } from '../opening-hours.rules.ts'
import { quoted } from './read-instant.rules.ts'

const WEEKDAYS: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] satisfies Weekday[]

/** Something that holds values by name; a list does not. */
export const isNamed = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given)

const isTexts = (given: unknown): given is readonly string[] =>
  Array.isArray(given) && given.every(one => typeof one === 'string')

const isSpells = (given: unknown): given is readonly Spell[] =>
  Array.isArray(given) && given.every(one => isTexts(one) && one.length === 2)

const isDays = (given: unknown): given is Readonly<Record<string, readonly Spell[]>> =>
  isNamed(given) && Object.values(given).every(isSpells)

/** The calendar, or why it is none, in a sentence. What is left out is nothing: no hours on that weekday, no holidays. */
export function readCalendar(given: unknown): Calendar | string {
  if (!isNamed(given)) return 'it is not an object with a zone and hours'
  const { zone, hours, holidays, yearlyHolidays, openings, closures } = given
  if (typeof zone !== 'string') return 'it has no zone: write one such as “Europe/London”'
  const weekly = hours ?? {}
  if (!isNamed(weekly)) return 'its hours are not an object of weekdays'
  const strange = Object.keys(weekly).find(day => !WEEKDAYS.includes(day))
  if (strange !== undefined) return `its hours have a day ${quoted(strange)}: the days are ${WEEKDAYS.join(', ')}`
  if (!isDays(weekly)) return 'each weekday’s hours are a list of pairs such as ["09:00", "17:00"]'
  const [days, yearly] = [holidays ?? [], yearlyHolidays ?? []]
  if (!isTexts(days)) return 'its holidays are not a list of dates such as “2026-12-25”'
  if (!isTexts(yearly)) return 'its yearlyHolidays are not a list of days such as “12-25”'
  const [opened, closed] = [openings ?? {}, closures ?? {}]
  if (!isDays(opened)) return 'its openings are not dates, each with a list of pairs such as ["09:00", "12:00"]'
  if (!isDays(closed)) return 'its closures are not dates, each with a list of pairs such as ["14:00", "15:00"]'
  const none: Calendar['hours'] = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
  const calendar: Calendar = {
    ...{ zone, hours: { ...none, ...weekly }, holidays: days, yearlyHolidays: yearly },
    ...{ openings: opened, closures: closed },
  }
  return calendarFault(calendar) ?? calendar
}
