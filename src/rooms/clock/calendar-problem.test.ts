import { expect, test } from 'vitest'
import { calendarProblem } from './calendar-problem.rules.ts'
import type { Calendar } from './opening-hours.rules.ts'
import { at, L, never, week } from './test-calendars.ts'

const now = at('2026-01-12 09:00')

test('a sound calendar has no problem', () => {
  expect(calendarProblem(L, now)).toBeNull()
})

test.each<[string, Calendar, RegExp]>([
  ['S39: no open time', never, /no open time/],
  ['a zone nobody has heard of', { ...L, zone: 'Europe/Londn' }, /“Europe\/Londn”/],
  ['a time of day written otherwise', { ...L, hours: week([['9:00', '17:00']]) }, /“9:00” is not a time of day/],
  ['an hour there is not', { ...L, hours: week([['09:00', '25:00']]) }, /“25:00” is not a time of day/],
  ['opening as it closes', { ...L, hours: week([['09:00', '09:00']]) }, /both 09:00/],
  ['opening at the end of the day', { ...L, hours: week([['24:00', '02:00']]) }, /cannot open at 24:00/],
  ['a day there is not', { ...L, holidays: ['2026-02-30'] }, /“2026-02-30” is not a date/],
  ['a closure on no date', { ...L, closures: { Christmas: [] } }, /“Christmas” is not a date/],
])('%s is said in words', (_, calendar, sentence) => {
  expect(calendarProblem(calendar, now)).toMatch(sentence)
})
