import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Answer, calculate } from './calculate.rules.ts'
import { readInstant } from './read-instant.rules.ts'

const nine = [['09:00', '17:00']]
const allDay = [['00:00', '24:00']]
const week = (days: string[][]) => ({ mon: days, tue: days, wed: days, thu: days, fri: days })
const everyDay = (days: string[][]) => ({ ...week(days), sat: days, sun: days })
const zone = 'Europe/London'

const calendars = {
  office: {
    ...{ zone, hours: week(nine), holidays: ['2026-12-28'], yearlyHolidays: ['12-25', '01-01'] },
    ...{ openings: { '2026-12-24': [['09:00', '12:00']], '2026-12-25': [['10:00', '11:00']] } },
    closures: { '2026-12-23': [['14:00', '15:00']] },
  },
  always: { zone, hours: everyDay(allDay) },
  never: { zone: 'UTC', hours: {} },
  nights: { zone, hours: week([['22:00', '02:00']]), holidays: ['2026-01-13'] },
  sundays: { zone, hours: { sun: allDay } },
  epoch: { zone: 'UTC', hours: {}, openings: { '1970-01-01': allDay } },
}

function ask(question: object, more: object = {}): Record<string, unknown> {
  const found = calculate({ calendars: { ...calendars, ...more }, questions: [{ id: 'q', ...question }] })
  const { id, ...answer } = ('answers' in found ? found.answers[0] : undefined) as Answer // one was asked
  expect(id).toBe('q')
  return answer
}

test.each([
  ['over a closure', 'office', '2026-12-23T13:30:00Z', 3600, '2026-12-23T15:30:00Z'],
  [
    'a half day, a holiday with an opening, a weekend',
    'office',
    '2026-12-24T09:00:00Z',
    18_000,
    '2026-12-29T10:00:00Z',
  ],
  ['S3: from closing time', 'office', '2026-01-09T17:00:00Z', 3600, '2026-01-12T10:00:00Z'],
  ['S4: up to closing time', 'office', '2026-01-12T09:00:00Z', 28_800, '2026-01-12T17:00:00Z'],
  ['back over a night', 'office', '2026-01-13T10:00:00Z', -7200, '2026-01-12T16:00:00Z'],
  ['back to an opening', 'office', '2026-01-13T10:00:00Z', -3600, '2026-01-13T09:00:00Z'],
  ['back from an opening', 'office', '2026-01-13T09:00:00Z', -28_800, '2026-01-12T09:00:00Z'],
  ['nothing added, while open', 'office', '2026-01-13T10:00:00Z', 0, '2026-01-13T10:00:00Z'],
  ['nothing added, while closed', 'office', '2026-01-10T10:00:00Z', 0, '2026-01-10T10:00:00Z'],
  ['S6: clocks go forward', 'always', '2026-03-28T23:30:00Z', 14_400, '2026-03-29T03:30:00Z'],
  ['an offset', 'office', '2026-01-12T11:00:00+02:00', 60, '2026-01-12T09:01:00Z'],
  ['part of a second', 'office', '2026-01-12T09:00:00.250Z', 60, '2026-01-12T09:01:00.250Z'],
  ['fifty years', 'always', '1970-01-01T00:00:00Z', 1_577_923_200, '2020-01-02T00:00:00Z'],
])('due: %s', (_, calendar, start, add, due) => {
  expect(ask({ calendar, start, add })).toEqual({ due })
})

test.each([
  ['a Sunday of 25 hours', 'sundays', '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z', 90_000],
  ['a Sunday of 23 hours', 'sundays', '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z', 82_800],
  ['no time at all', 'office', '2026-01-12T09:00:00Z', '2026-01-12T09:00:00Z', 0],
  ['the night before a holiday, to its end', 'nights', '2026-01-12T12:00:00Z', '2026-01-14T12:00:00Z', 14_400],
  ['where it never opens', 'never', '2026-01-12T09:00:00Z', '2027-01-12T09:00:00Z', 0],
])('elapsed: %s', (_, calendar, start, end, elapsed) => {
  expect(ask({ calendar, start, end })).toEqual({ elapsed })
})

test.each([
  ['while open', 'office', '2026-01-12T10:00:00Z', true, '2026-01-13T09:00:00Z', '2026-01-12T17:00:00Z'],
  ['as it opens', 'office', '2026-01-12T09:00:00Z', true, '2026-01-13T09:00:00Z', '2026-01-12T17:00:00Z'],
  ['as it closes', 'office', '2026-01-12T17:00:00Z', false, '2026-01-13T09:00:00Z', '2026-01-13T17:00:00Z'],
  ['that is always so', 'always', '2026-01-12T17:00:00Z', true, null, null],
  ['that it never is', 'never', '2026-01-12T17:00:00Z', false, null, null],
  [
    'from the first moment of 1970',
    'epoch',
    '1969-12-31T00:00:00Z',
    false,
    '1970-01-01T00:00:00Z',
    '1970-01-02T00:00:00Z',
  ],
])('open: %s', (_, calendar, at, open, nextOpen, nextClose) => {
  expect(ask({ calendar, at })).toEqual({ open, nextOpen, nextClose })
})

const monday = '2026-01-12T09:00:00Z'

describe('what cannot be answered is said, and spoils nothing else', () => {
  test.each<[object, RegExp]>([
    [{ calendar: 'nobody’s', at: monday }, /no calendar “nobody’s”/],
    [{ calendar: 'toString', at: monday }, /no calendar “toString”/],
    [{ at: monday }, /names its calendar/],
    [{ calendar: 'office' }, /one of: start and add/],
    [{ calendar: 'office', start: monday }, /one of: start and add/],
    [{ calendar: 'office', start: monday, add: 1, end: monday }, /one of: start and add/],
    [{ calendar: 'office', start: monday, at: monday }, /one of: start and add/],
    [{ calendar: 'office', start: monday, add: '60' }, /not a number of seconds/],
    [{ calendar: 'office', start: monday, end: '2026-01-12T08:59:59Z' }, /end is before the start/],
    [{ calendar: 'office', start: '2026-01-12T09:00', add: 1 }, /any place’s time/],
    [{ calendar: 'office', start: '2026-02-30T09:00:00Z', add: 1 }, /not a real date/],
    [{ calendar: 'office', start: 'soon', add: 1 }, /“soon” is not an instant/],
    [{ calendar: 'office', start: 5, add: 1 }, /An instant is text/],
    [{ calendar: 'office', start: '9026-01-12T09:00:00Z', add: 1 }, /out of reach/],
    [{ calendar: 'office', at: '2199-12-31T23:00:00-05:00' }, /out of reach/],
    [{ calendar: 'office', at: '0026-01-12T09:00:00Z' }, /out of reach/],
    [{ calendar: 'never', start: monday, add: 1 }, /no open time for 400 days/],
    [{ calendar: 'always', start: monday, add: 1e12 }, /1900 to 2199/],
  ])('%j', (question, sentence) => {
    expect(ask(question).error).toMatch(sentence)
  })

  test.each<[string, unknown, RegExp]>([
    ['a zone nobody knows', { zone: 'Mars/Olympus', hours: {} }, /no time zone called “Mars\/Olympus”/],
    ['no zone', { hours: {} }, /has no zone/],
    ['a bare offset', { zone: '+01:00', hours: {} }, /no time zone/],
    ['hours that overlap', { zone, hours: { mon: [...nine, ['16:00', '18:00']] } }, /16:00 to 18:00 overlap/],
    [
      'hours that overlap past midnight',
      {
        zone,
        hours: {
          mon: [
            ['22:00', '02:00'],
            ['23:00', '23:30'],
          ],
        },
      },
      /overlap/,
    ],
    ['a time with one digit', { zone, hours: { mon: [['9:00', '17:00']] } }, /“9:00” is not a time of day/],
    ['a 25th hour', { zone, hours: { mon: [['09:00', '25:00']] } }, /“25:00” is not a time of day/],
    ['no length', { zone, hours: { mon: [['09:00', '09:00']] } }, /both 09:00/],
    ['a strange weekday', { zone, hours: { monday: nine } }, /“monday”/],
    ['half a pair', { zone, hours: { mon: [['09:00']] } }, /pairs/],
    ['a date there is not', { zone, hours: {}, holidays: ['2026-02-29'] }, /“2026-02-29” is not a date/],
    ['a day no year has', { zone, hours: {}, yearlyHolidays: ['02-30'] }, /“02-30” is not a day/],
    ['no object', 'London', /not an object/],
  ])('a calendar with %s', (_, bad, sentence) => {
    const found = ask({ calendar: 'bad', at: monday }, { bad })
    expect(found.error).toMatch(sentence)
    expect(ask({ calendar: 'office', at: monday }, { bad }).open).toBe(true)
  })

  test.each([[null], [[]], [{}], [{ calendars: {} }], [{ calendars: [], questions: [] }]])('%j', given => {
    expect(calculate(given)).toHaveProperty('problem')
  })

  test('answers keep the order of their questions, and their ids', () => {
    const questions = [
      { id: 2, calendar: 'office', at: monday },
      'what',
      { id: 'b', calendar: 'always', at: monday },
      {},
    ]
    const found = calculate({ calendars, questions })
    expect('answers' in found && found.answers.map(({ id }) => id)).toEqual([2, null, 'b', null])
  })
})

test('what opens all day long is answered for years, and refused for centuries', () => {
  const hour = Array.from({ length: 24 }, (_, i) => String(i).padStart(2, '0'))
  const busy = { busy: { zone, hours: everyDay(hour.map(h => [`${h}:00`, `${h}:30`])) } }
  const until = (end: string) => ask({ calendar: 'busy', start: '2020-01-01T00:00:00Z', end }, busy)
  expect(until('2030-01-01T00:00:00Z')).toEqual({ elapsed: (3653 * 86_400) / 2 })
  expect(until('2190-01-01T00:00:00Z').error).toMatch(/opens too often/)
})

test('hours that touch are one; the day before and its own may lie over each other', () => {
  const hours = {
    ...week([
      ['09:00', '12:00'],
      ['12:00', '17:00'],
    ]),
    sun: [['20:00', '10:00']],
  }
  const split = { split: { zone, hours } }
  expect(ask({ calendar: 'split', at: '2026-01-13T10:00:00Z' }, split).nextClose).toBe('2026-01-13T17:00:00Z')
  expect(ask({ calendar: 'split', at: '2026-01-11T21:00:00Z' }, split).nextClose).toBe('2026-01-12T17:00:00Z')
})

test.each([
  ['2026-01-12T09:00Z', '2026-01-12T09:00:00.000Z'],
  ['2026-01-12t09:00:00.1234567z', '2026-01-12T09:00:00.123Z'],
  ['2026-01-12T09:00:00,5-0330', '2026-01-12T12:30:00.500Z'],
  ['2026-01-12T24:00:00Z', '2026-01-13T00:00:00.000Z'],
  ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
  ['2026-01-12 09:00:00+01', '2026-01-12T08:00:00.000Z'],
])('the instant %s', (given, instant) => {
  expect(new Date(readInstant(given)).toISOString()).toBe(instant)
})

test('nothing whatever makes it fail or loop', () => {
  const time = fc.constantFrom('00:00', '09:00', '24:00', '9', '23:59')
  const spells = fc.oneof(fc.array(fc.tuple(time, time), { maxLength: 3 }), fc.anything())
  const calendar = fc.record({
    zone: fc.oneof(fc.constantFrom('Europe/London', 'UTC', 'x'), fc.anything()),
    hours: fc.oneof(fc.record({ mon: spells, sun: spells }), fc.anything()),
    openings: fc.oneof(fc.dictionary(fc.constantFrom('2026-01-12', '2026-13-01'), spells), fc.anything()),
  })
  const instant = fc.oneof(fc.constantFrom(monday, '1970-01-01T00:00:00Z', '2199-12-31T23:59:59Z'), fc.anything())
  const question = fc.record(
    { id: fc.constant(1), calendar: fc.constant('x'), start: instant, end: instant, at: instant, add: fc.double() },
    { requiredKeys: ['id', 'calendar'] },
  )
  fc.assert(
    fc.property(fc.oneof(calendar, fc.anything()), question, (x, one) => {
      const found = calculate({ calendars: { x }, questions: [one] })
      expect('answers' in found && found.answers).toHaveLength(1)
      expect(() => JSON.stringify(found)).not.toThrow()
    }),
    { numRuns: 500 },
  )
})
