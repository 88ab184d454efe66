import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkingSeconds } from './calendar.rules.ts'
import type { Calendar } from './opening-hours.rules.ts'
import {
  defaultMatrix,
  dueAt,
  type Level,
  type Pause,
  priorityOf,
  timeLeft,
  timeSpent,
  warnAt,
} from './target.rules.ts'
import { always, at, HOUR, L, LU, never, S, shown } from './test-calendars.ts'

const pause = (from: string, to?: string): Pause => ({ from: at(from), to: to === undefined ? undefined : at(to) })

/** S37: a second in every minute from 09:05 to 10:44. */
const hundredSeconds = Array.from({ length: 100 }, (_, i) => {
  const from = at('2026-01-12 09:05') + i * 60_000
  return { from, to: from + 1000 }
})

test.each<[Level, Level, string]>([
  [1, 1, 'P1'],
  [1, 2, 'P2'],
  [2, 1, 'P2'],
  [2, 2, 'P3'],
  [3, 1, 'P3'],
  [3, 3, 'P4'],
])('impact %i and urgency %i give %s', (impact, urgency, priority) => {
  expect(priorityOf(defaultMatrix, impact, urgency)).toBe(priority)
})

test('a council may weigh impact and urgency otherwise', () => {
  const strict = { ...defaultMatrix, 3: { 1: 'P1', 2: 'P3', 3: 'P4' } } as const
  expect(priorityOf(strict, 3, 1)).toBe('P1')
})

describe('a pause gives back working time', () => {
  test.each<[id: string, calendar: Calendar, from: string, hours: number, pauses: Pause[], due: string]>([
    ['S13', L, '2026-01-12 09:00', 4, [pause('2026-01-12 10:00', '2026-01-12 14:00')], '2026-01-12 17:00'],
    ['S14', L, '2026-01-12 09:00', 8, [pause('2026-01-12 16:00', '2026-01-13 10:00')], '2026-01-13 11:00'],
    ['S15', L, '2026-01-12 15:00', 4, [pause('2026-01-12 18:00', '2026-01-13 08:00')], '2026-01-13 11:00'],
    ['S15 unpaused', L, '2026-01-12 15:00', 4, [], '2026-01-13 11:00'],
    ['S16', L, '2026-04-02 09:00', 8, [pause('2026-04-02 12:00', '2026-04-07 11:00')], '2026-04-07 16:00'],
    [
      'S36: two at once count once',
      L,
      '2026-01-12 09:00',
      4,
      [pause('2026-01-12 11:00', '2026-01-12 14:00'), pause('2026-01-12 10:00', '2026-01-12 12:00')],
      '2026-01-12 17:00',
    ],
    ['S37', L, '2026-01-12 09:00', 4, hundredSeconds, '2026-01-12 13:01:40'],
    ['S38', always, '2026-01-12 08:00', 2, [pause('2026-01-12 09:00', '2026-01-12 10:05')], '2026-01-12 11:05'],
    ['S40', always, '2026-03-28 10:00', 8, [pause('2026-03-28 12:00', '2026-03-30 10:00')], '2026-03-30 16:00'],
    [
      'one before the start',
      L,
      '2026-01-12 09:00',
      4,
      [pause('2026-01-09 09:00', '2026-01-12 10:00')],
      '2026-01-12 14:00',
    ],
    ['one after it was due', L, '2026-01-12 09:00', 4, [pause('2026-01-12 14:00')], '2026-01-12 13:00'],
    ['one that began as it fell due', L, '2026-01-12 09:00', 4, [pause('2026-01-12 13:00')], '2026-01-12 13:00'],
    ['one that still lasts', L, '2026-01-12 09:00', 4, [pause('2026-01-12 12:59')], 'never'],
    ['S39: no open time', never, '2026-01-12 09:00', 4, [], 'never'],
  ])('%s', (_, calendar, from, hours, pauses, due) => {
    expect(shown(dueAt({ seconds: hours * HOUR }, calendar, at(from), pauses))).toBe(due)
  })
})

test('S29: the warning at 75% is in working time', () => {
  const target = { seconds: 8 * HOUR }
  expect(shown(warnAt(target, L, at('2026-01-12 15:00'), [], 75))).toBe('2026-01-13 13:00')
  expect(shown(warnAt(target, L, at('2026-01-12 15:00'), [], 100))).toBe('2026-01-13 15:00')
})

test('time left stands still in a pause and out of hours, and goes on below nothing', () => {
  const left = (now: string) =>
    timeLeft({ seconds: 4 * HOUR }, L, at('2026-01-12 15:00'), [pause('2026-01-12 16:00', '2026-01-13 10:00')], at(now))
  expect(left('2026-01-12 15:30')).toBe(3.5 * HOUR)
  expect(left('2026-01-12 16:30')).toBe(3 * HOUR)
  expect(left('2026-01-13 10:00')).toBe(3 * HOUR)
  expect(left('2026-01-13 14:00')).toBe(-HOUR)
})

describe('whatever the pauses', () => {
  const start = at('2026-01-05 09:00')
  const minute = fc.integer({ min: -1000, max: 60_000 }).map(m => start + m * 60_000)
  const pauses = fc.array(
    fc.tuple(minute, fc.nat(3000)).map(([from, length]) => ({ from, to: from + length * 60_000 })),
    { maxLength: 8 },
  )
  const calendars = fc.constantFrom(L, LU, S, always)
  const seconds = fc.integer({ min: 1, max: 100 * HOUR })

  test('the target is used up when it is due, and not a millisecond sooner', () => {
    fc.assert(
      fc.property(calendars, pauses, seconds, (calendar, some, amount) => {
        const due = dueAt({ seconds: amount }, calendar, start, some)!
        expect(timeSpent(calendar, some, start, due)).toBeCloseTo(amount, 5)
        expect(timeSpent(calendar, some, start, due - 1)).toBeLessThan(amount)
      }),
    )
  })

  test('they never bring the due time forward, and their order does not matter', () => {
    fc.assert(
      fc.property(calendars, pauses, seconds, (calendar, some, amount) => {
        const due = dueAt({ seconds: amount }, calendar, start, some)!
        expect(due).toBeGreaterThanOrEqual(addWorkingSeconds(calendar, start, amount)!)
        expect(dueAt({ seconds: amount }, calendar, start, [...some, ...some].reverse())).toBe(due)
      }),
    )
  })
})
