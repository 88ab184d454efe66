import { nextOpen } from './calendar.rules.ts'
import { type Calendar, dateOf, type Spell } from './opening-hours.rules.ts'
import { DAY, isZone } from './zone.rules.ts'

const isTime = (time: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time) || time === '24:00'

const isDate = (date: string) => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN
  return !Number.isNaN(at) && dateOf(Math.floor(at / DAY)) === date
}

function spellProblem([start, end]: Spell): string | undefined {
  const wrong = [start, end].find(time => !isTime(time))
  if (wrong !== undefined) return `“${wrong}” is not a time of day: write it like 09:00`
  if (start === '24:00') return 'A day cannot open at 24:00: write 00:00 on the next day'
  if (start === end) return `Opening and closing are both ${start}: for the whole day write 00:00 to 24:00`
  return undefined
}

/**
 * Why a calendar cannot be saved or used, in a sentence; null if it can. Ask before keeping one that a person or a file gave:
 * the sums take a sound calendar for granted.
 */
export function calendarProblem(calendar: Calendar, now: number): string | null {
  const { zone, hours, holidays, openings = {}, closures = {} } = calendar
  if (!isZone(zone)) return `There is no time zone called “${zone}”: for the United Kingdom it is Europe/London`
  const wrongDate = [...holidays, ...Object.keys(openings), ...Object.keys(closures)].find(date => !isDate(date))
  if (wrongDate !== undefined) return `“${wrongDate}” is not a date: write it like 2026-12-25`
  const all = [hours, openings, closures].flatMap(days => Object.values<readonly Spell[]>(days).flat())
  for (const spell of all) {
    const problem = spellProblem(spell)
    if (problem) return problem
  }
  if (nextOpen(calendar, now) === undefined) return 'This calendar has no open time in the next 400 days'
  return null
}
