import { nextOpen } from './calendar.rules.ts'
import { type Calendar, dateOf, type Spell } from './opening-hours.rules.ts'
import { DAY, isZone } from './zone.rules.ts'

const isTime = (time: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time) || time === '24:00'

const isDate = (date: string) => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN
  return !Number.isNaN(at) && dateOf(Math.floor(at / DAY)) === date
}

// 2024 had a 29 February.
const isDayOfYear = (day: string) => isDate(`2024-${day}`)

const MOST_SPELLS = 48

function spellProblem([start, end]: Spell): string | undefined {
  const wrong = [start, end].find(time => !isTime(time))
  if (wrong !== undefined) return `“${wrong}” is not a time of day: write it like 09:00`
  if (start === '24:00') return 'A day cannot open at 24:00: write 00:00 on the next day'
  if (start === end) return `Opening and closing are both ${start}: for the whole day write 00:00 to 24:00`
  return undefined
}

/** Hours of one day that lie over each other. They would count once, but whoever wrote them meant something else. */
function overlapProblem(spells: readonly Spell[]): string | undefined {
  const inOrder = spells.toSorted((a, b) => (a[0] < b[0] ? -1 : 1))
  const i = inOrder.findIndex(([start, end], i) => {
    const next = inOrder[i + 1]
    return next !== undefined && (end < start || next[0] < end)
  })
  if (i < 0) return undefined
  const said = inOrder.slice(i, i + 2).map(([start, end]) => `${start} to ${end}`)
  return `${said.join(' and ')} overlap: write them as one`
}

/** Why what a person or a file gave is no calendar, in a sentence; null if it is one. It may yet never open. */
export function calendarFault(calendar: Calendar): string | null {
  const { zone, hours, holidays, yearlyHolidays = [], openings = {}, closures = {} } = calendar
  if (!isZone(zone)) return `There is no time zone called “${zone}”: for the United Kingdom it is Europe/London`
  const wrongDate = [...holidays, ...Object.keys(openings), ...Object.keys(closures)].find(date => !isDate(date))
  if (wrongDate !== undefined) return `“${wrongDate}” is not a date: write it like 2026-12-25`
  const wrongDay = yearlyHolidays.find(day => !isDayOfYear(day))
  if (wrongDay !== undefined) return `“${wrongDay}” is not a day of every year: write it like 12-25`
  const [open, closed] = [[hours, openings], [closures]].map(all => all.flatMap(Object.values<readonly Spell[]>))
  const days = [...open!, ...closed!]
  if (days.some(day => day.length > MOST_SPELLS)) return `A day has more than ${MOST_SPELLS} spells`
  for (const spell of days.flat()) {
    const problem = spellProblem(spell)
    if (problem) return problem
  }
  for (const day of open!) {
    const problem = overlapProblem(day)
    if (problem) return problem
  }
  return null
}

/**
 * Why a calendar cannot be saved or used, in a sentence; null if it can. Ask before keeping one that a person or a file gave:
 * the sums take a sound calendar for granted.
 */
export function calendarProblem(calendar: Calendar, now: number): string | null {
  const fault = calendarFault(calendar)
  if (fault) return fault
  if (nextOpen(calendar, now) === undefined) return 'This calendar has no open time in the next 400 days'
  return null
}
