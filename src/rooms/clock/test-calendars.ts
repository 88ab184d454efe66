/** The calendars of the worked cases, by the names the cases give them, and local times said briefly. */
import { bankHolidays } from './bank-holidays.ts'
import type { Calendar, Spell } from './opening-hours.rules.ts'
import { instantOf } from './zone.rules.ts'

export const HOUR = 3600

const zone = 'Europe/London'

export function week(days: readonly Spell[], weekend: readonly Spell[] = []): Calendar['hours'] {
  return { mon: days, tue: days, wed: days, thu: days, fri: days, sat: weekend, sun: weekend }
}

const england = { zone, holidays: bankHolidays.england_and_wales }
const allDay: readonly Spell[] = [['00:00', '24:00']]

export const L: Calendar = { ...england, hours: week([['09:00', '17:00']]) }
export const L8: Calendar = { ...england, hours: week([['08:00', '18:00']]) }
export const S: Calendar = { ...L, holidays: bankHolidays.scotland }
export const always: Calendar = { zone, holidays: [], hours: week(allDay, allDay) }
export const LU: Calendar = {
  ...england,
  hours: week([
    ['08:30', '12:30'],
    ['13:30', '17:00'],
  ]),
}
export const never: Calendar = { zone, holidays: [], hours: week([]) }

/** '2026-01-09 16:30' in London, or an instant with its own offset such as '2026-03-29T00:30Z'. */
export function at(time: string, inZone = zone): number {
  const utc = Date.parse(time.endsWith('Z') ? time : `${time.replace(' ', 'T')}Z`)
  return time.endsWith('Z') ? utc : instantOf(inZone, utc)
}

/** An instant as a London clock and calendar show it, so that a failing case can be read. */
export function shown(instant: number | undefined): string {
  if (instant === undefined) return 'never'
  return new Date(instant).toLocaleString('sv-SE', { timeZone: zone }).replace(/:00$/, '')
}
