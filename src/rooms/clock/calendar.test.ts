import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorkingSeconds,
  endOfWorkingDay,
  endOfWorkingDayBefore,
  isOpen,
  nextClose,
  nextOpen,
  spells,
  workingSeconds,
} from './calendar.rules.ts'
import type { Calendar } from './opening-hours.rules.ts'
import { always, at, HOUR, L, L8, LU, never, S, shown, week } from './test-calendars.ts'

const nights: Calendar = { ...L, hours: week([['22:00', '02:00']]) }
const sundays: Calendar = { ...never, hours: { ...never.hours, sun: [['00:30', '03:30']] } }

describe('due times of the worked cases', () => {
  test.each<[id: string, calendar: Calendar, from: string, hours: number, due: string]>([
    ['S1', L, '2026-01-09 16:30', 4, '2026-01-12 12:30'],
    ['S2', L, '2026-01-10 10:00', 4, '2026-01-12 13:00'],
    ['S3', L, '2026-01-09 17:00', 1, '2026-01-12 10:00'],
    ['S4', L, '2026-01-12 09:00', 8, '2026-01-12 17:00'],
    ['S5 in England', L, '2026-04-02 16:00', 8, '2026-04-07 16:00'],
    ['S5 in Scotland', S, '2026-04-02 16:00', 8, '2026-04-06 16:00'],
    ['S6', always, '2026-03-28 23:30', 4, '2026-03-29 04:30'],
    ['S7', always, '2026-10-24 23:30', 4, '2026-10-25 02:30'],
    ['S8 in March', always, '2026-03-28 12:00', 24, '2026-03-29 13:00'],
    ['S8 in October', always, '2026-10-24 12:00', 24, '2026-10-25 11:00'],
    ['S9', L, '2026-03-27 16:00', 8, '2026-03-30 16:00'],
    ['S10', always, '2026-03-29T00:30Z', 1, '2026-03-29 02:30'],
    ['S17 before lunch', LU, '2026-01-12 12:00', 2, '2026-01-12 15:00'],
    ['S17 in lunch', LU, '2026-01-12 12:45', 1, '2026-01-12 14:30'],
    ['S18', always, '2026-01-12 23:59', 2 / 60, '2026-01-13 00:01'],
    ['S26 in England', L, '2026-12-31 16:00', 2, '2027-01-04 10:00'],
    ['S26 in Scotland', S, '2026-12-31 16:00', 2, '2027-01-05 10:00'],
    ['S27 in England', L, '2026-07-31 16:00', 2, '2026-08-03 10:00'],
    ['S27 in Scotland', S, '2026-07-31 16:00', 2, '2026-08-04 10:00'],
    ['S28 due', L8, '2026-01-12 17:00', 4, '2026-01-13 11:00'],
    ['S28 an hour before', L8, '2026-01-13 11:00', -1, '2026-01-13 10:00'],
    ['S33', L, '2026-01-12 08:50', 1, '2026-01-12 10:00'],
    ['S35', L8, '2026-01-12 16:00', 4, '2026-01-13 10:00'],
  ])('%s', (_, calendar, from, hours, due) => {
    expect(shown(addWorkingSeconds(calendar, at(from), hours * HOUR))).toBe(due)
  })

  test('S9 is 15:00 UTC', () => {
    expect(addWorkingSeconds(L, at('2026-03-27 16:00'), 8 * HOUR)).toBe(Date.parse('2026-03-30T15:00Z'))
  })

  test('S25: closing Christmas Eve, then the days to New Year, moves the due time', () => {
    const due = (...closed: string[]) =>
      shown(addWorkingSeconds({ ...L, holidays: [...L.holidays, ...closed] }, at('2026-12-23 16:00'), 8 * HOUR))
    expect(due()).toBe('2026-12-24 16:00')
    expect(due('2026-12-24')).toBe('2026-12-29 16:00')
    expect(due('2026-12-24', '2026-12-29', '2026-12-30', '2026-12-31')).toBe('2027-01-04 16:00')
  })

  test.each([
    ['S30', '2026-01-09 10:00', 1, '2026-01-12 17:00'],
    ['S30', '2026-01-09 16:00', 1, '2026-01-12 17:00'],
    ['S30', '2026-01-11 23:00', 1, '2026-01-12 17:00'],
    ['S31', '2026-03-27 10:00', 5, '2026-04-07 17:00'],
  ])('%s: %s and %i working days', (_, from, days, due) => {
    expect(shown(endOfWorkingDay(L, at(from), days))).toBe(due)
  })

  test.each([
    ['the same day', '2026-01-12 10:00', 0, '2026-01-12 17:00'],
    ['over a weekend', '2026-01-12 10:00', 1, '2026-01-09 17:00'],
    ['a Sunday counts as the Friday before', '2026-01-11 23:00', 0, '2026-01-09 17:00'],
    ['over Easter', '2026-04-07 10:00', 5, '2026-03-27 17:00'],
  ])('working days before: %s', (_, from, days, end) => {
    expect(shown(endOfWorkingDayBefore(L, at(from), days))).toBe(end)
  })

  test('working days before end where a calendar never opens', () => {
    expect(endOfWorkingDayBefore(never, at('2026-01-12 10:00'), 1)).toBeUndefined()
  })
})

describe('working time between two instants', () => {
  test.each<[id: string, calendar: Calendar, from: string, to: string, minutes: number]>([
    ['S11', always, '2026-10-25T00:30Z', '2026-10-25T01:30Z', 60],
    ['S12 in March', sundays, '2026-03-28 12:00', '2026-03-30 12:00', 120],
    ['S12 in October', sundays, '2026-10-24 12:00', '2026-10-26 12:00', 240],
    ['S18 over ten midnights', always, '2026-01-05 12:00', '2026-01-15 12:00', 14_400],
    ['S34', { ...L, hours: week([['08:00', '17:00']]) }, '2025-12-12 21:00', '2025-12-15 09:30', 90],
    ['S46', L, '2026-01-12 09:00', '2026-01-12 11:30', 150],
    ['S55: backwards', L, '2026-01-12 11:00', '2026-01-12 10:00', 0],
  ])('%s', (_, calendar, from, to, minutes) => {
    expect(workingSeconds(calendar, at(from), at(to))).toBe(minutes * 60)
  })
})

describe('a day on which clocks change', () => {
  test.each([
    ['opens at a time never shown', '2026-03-29', '01:30', '02:30', 30],
    ['lies wholly in the hour never shown', '2026-03-29', '01:10', '01:50', 0],
    ['passes over the change in spring', '2026-03-29', '00:00', '24:00', 23 * 60],
    ['covers the hour shown twice', '2026-10-25', '01:00', '02:00', 120],
    ['lies in the hour shown twice: open twice', '2026-10-25', '01:15', '01:45', 60],
    ['ends in the hour shown twice', '2026-10-25', '00:00', '01:30', 120],
    ['passes over the change in autumn', '2026-10-25', '00:00', '24:00', 25 * 60],
  ])('%s', (_, date, opens, closes, minutes) => {
    const calendar: Calendar = { ...never, openings: { [date]: [[opens, closes]] } }
    const noon = at(`${date} 12:00`)
    expect(workingSeconds(calendar, noon - 36e5 * 48, noon + 36e5 * 48)).toBe(minutes * 60)
  })

  test('a half-hour zone and one that crosses the date line are as good as London', () => {
    const adelaide: Calendar = { ...L, zone: 'Australia/Adelaide' }
    const apia: Calendar = { ...L, zone: 'Pacific/Apia' }
    expect(nextOpen(adelaide, at('2026-01-11T12:00Z'))).toBe(at('2026-01-12 09:00', 'Australia/Adelaide'))
    expect(nextOpen(apia, at('2026-01-12T12:00Z'))).toBe(at('2026-01-13 09:00', 'Pacific/Apia'))
  })
})

describe('opening hours', () => {
  test('are half-open', () => {
    expect(isOpen(L, at('2026-01-12 09:00'))).toBe(true)
    expect(isOpen(L, at('2026-01-12 09:00') - 1)).toBe(false)
    expect(isOpen(L, at('2026-01-12 17:00') - 1)).toBe(true)
    expect(isOpen(L, at('2026-01-12 17:00'))).toBe(false)
  })

  test('may pass midnight, and belong to the day they start on', () => {
    expect(isOpen(nights, at('2026-01-10 01:59'))).toBe(true) // Friday's shift, on Saturday morning
    expect(isOpen(nights, at('2026-01-12 01:00'))).toBe(false) // Sunday has none
    expect(shown(nextClose(nights, at('2026-01-09 12:00')))).toBe('2026-01-10 02:00')
  })

  test('do not start on a holiday; the shift begun the evening before is worked to its end', () => {
    const calendar = { ...nights, holidays: ['2026-01-13'] }
    const open = spells(calendar, at('2026-01-12 12:00'), at('2026-01-14 12:00')).map(s => [shown(s.from), shown(s.to)])
    expect(open).toEqual([['2026-01-12 22:00', '2026-01-13 02:00']])
  })

  test('of one date replace the usual ones, on a holiday too', () => {
    const calendar: Calendar = { ...L, openings: { '2026-12-25': [['10:00', '12:00']], '2026-12-24': [] } }
    const open = spells(calendar, at('2026-12-24 00:00'), at('2026-12-27 00:00')).map(s => [shown(s.from), shown(s.to)])
    expect(open).toEqual([['2026-12-25 10:00', '2026-12-25 12:00']])
  })

  test('lose what a closure takes out of them', () => {
    const calendar: Calendar = { ...L, closures: { '2026-01-12': [['12:00', '13:00']] } }
    expect(workingSeconds(calendar, at('2026-01-12 00:00'), at('2026-01-13 00:00'))).toBe(7 * HOUR)
    expect(shown(nextClose(calendar, at('2026-01-12 10:00')))).toBe('2026-01-12 12:00')
  })

  test('that never end have no closing time', () => {
    expect(nextClose(always, at('2026-01-12 10:00'))).toBeUndefined()
    expect(spells(always, 0, at('2026-01-12 10:00'))).toHaveLength(1)
  })
})

describe('S39: a calendar with no open time', () => {
  const closedYear = Array.from({ length: 411 }, (_, day) =>
    new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
  )
  test.each<[string, Calendar]>([
    ['never opens', never],
    ['is closed for 400 days on end', { ...L, holidays: closedYear }],
  ])('that %s gives no due time, and does not loop', (_, calendar) => {
    expect(addWorkingSeconds(calendar, at('2026-01-02 10:00'), 1)).toBeUndefined()
    expect(nextOpen(calendar, at('2026-01-02 10:00'))).toBeUndefined()
    expect(nextClose(calendar, at('2026-01-02 10:00'))).toBeUndefined()
    expect(endOfWorkingDay(calendar, at('2026-01-02 10:00'), 1)).toBeUndefined()
  })

  test('backwards neither', () => {
    expect(addWorkingSeconds(never, at('2026-01-02 10:00'), -1)).toBeUndefined()
    expect(addWorkingSeconds({ ...L, holidays: closedYear }, at('2027-02-14 10:00'), -1)).toBeUndefined()
  })

  test('closed for only a year still gives one', () => {
    const calendar = { ...L, holidays: [...closedYear.slice(0, 365), ...L.holidays] }
    expect(shown(addWorkingSeconds(calendar, at('2026-01-02 10:00'), 60))).toBe('2027-01-04 09:01')
  })

  test('a target of a thousand years ends nowhere', () => {
    expect(addWorkingSeconds(always, at('2026-01-02 10:00'), 1000 * 365 * 86_400)).toBeUndefined()
  })
})

describe('sums agree with each other', () => {
  const calendars = fc.constantFrom(L, L8, S, LU, always, nights, sundays, { ...nights, zone: 'America/New_York' })
  const instant = fc.integer({ min: at('2015-02-01 00:00'), max: at('2028-06-01 00:00') })
  const seconds = fc.integer({ min: 1, max: 300 * HOUR * 1000 }).map(ms => ms / 1000)

  test('time added is the time measured, and not a millisecond sooner', () => {
    fc.assert(
      fc.property(calendars, instant, seconds, (calendar, from, amount) => {
        const due = addWorkingSeconds(calendar, from, amount)!
        expect(workingSeconds(calendar, from, due)).toBeCloseTo(amount, 6)
        expect(workingSeconds(calendar, from, due - 1)).toBeCloseTo(amount - 0.001, 6)
      }),
    )
  })

  test('backwards is the mirror of forwards', () => {
    fc.assert(
      fc.property(calendars, instant, seconds, (calendar, from, amount) => {
        const start = addWorkingSeconds(calendar, from, -amount)!
        expect(workingSeconds(calendar, start, from)).toBeCloseTo(amount, 6)
        expect(workingSeconds(calendar, start + 1, from)).toBeCloseTo(amount - 0.001, 6)
      }),
    )
  })

  test('the parts make the whole, and the spells make it too', () => {
    fc.assert(
      fc.property(calendars, fc.tuple(instant, instant, instant), (calendar, instants) => {
        const [a, b, c] = instants.sort((x, y) => x - y) as [number, number, number] // three went in
        const whole = workingSeconds(calendar, a, c)
        expect(workingSeconds(calendar, a, b) + workingSeconds(calendar, b, c)).toBeCloseTo(whole, 5)
        expect(spells(calendar, a, c).reduce((sum, s) => sum + (s.to - s.from) / 1000, 0)).toBeCloseTo(whole, 5)
      }),
    )
  })

  test('it is open when the clock on the wall says so', () => {
    const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' })
    fc.assert(
      fc.property(instant, from => {
        const [date, time] = wall.format(from).split(' ') as [string, string] // '2026-01-12 09:00'
        const weekend = new Date(date).getUTCDay() % 6 === 0
        const open = !weekend && !L.holidays.includes(date) && time >= '09:00' && time < '17:00'
        expect(isOpen(L, from)).toBe(open)
      }),
      { numRuns: 1000 },
    )
  })

  test('it is open exactly from nextOpen to nextClose', () => {
    fc.assert(
      fc.property(fc.constantFrom(L, LU, S, nights, sundays), instant, (calendar, from) => {
        const opens = nextOpen(calendar, from)!
        const closes = nextClose(calendar, from)!
        expect(isOpen(calendar, opens)).toBe(true)
        expect(isOpen(calendar, closes)).toBe(false)
        expect(workingSeconds(calendar, from, opens)).toBe(0)
        expect(workingSeconds(calendar, opens, closes)).toBe((closes - opens) / 1000)
      }),
    )
  })
})
