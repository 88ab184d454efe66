import { expect, test } from 'vitest'
import { notBefore, type Quiet, quietUntil } from './when-to-tell.ts'

const zone = 'Europe/London'
const none: Quiet = { quiet_from: null, quiet_until: null, quiet_days: [0, 1, 2, 3, 4, 5, 6], silent_days: [] }
const night: Quiet = { ...none, quiet_from: 18 * 60, quiet_until: 8 * 60 }
const at = (text: string) => new Date(text)
const until = (quiet: Quiet, text: string) => quietUntil(quiet, at(text), zone)?.toISOString()

test.each([
  ['2026-11-23T17:59:00Z', undefined],
  ['2026-11-23T18:00:00Z', '2026-11-24T08:00:00.000Z'],
  ['2026-11-23T23:59:00Z', '2026-11-24T08:00:00.000Z'],
  ['2026-11-24T00:00:00Z', '2026-11-24T08:00:00.000Z'],
  ['2026-11-24T07:59:59Z', '2026-11-24T08:00:00.000Z'],
  ['2026-11-24T08:00:00Z', undefined],
  // In summer the wall is an hour on.
  ['2026-07-07T17:00:00Z', '2026-07-08T07:00:00.000Z'],
])('quiet hours over midnight, at %s, last until %s', (instant, end) => {
  expect(until(night, instant)).toBe(end)
})

test('a night in which clocks change ends at eight on the wall: shorter in March, longer in October', () => {
  expect(until(night, '2026-03-28T20:00:00Z')).toBe('2026-03-29T07:00:00.000Z')
  expect(until(night, '2026-10-24T20:00:00Z')).toBe('2026-10-25T08:00:00.000Z')
  const early: Quiet = { ...none, quiet_from: 22 * 60, quiet_until: 90 }
  // There is no half past one that morning: it ends when the clocks have gone on.
  expect(until(early, '2026-03-28T23:00:00Z')).toBe('2026-03-29T01:00:00.000Z')
})

test('quiet hours belong to the day they begin on, and a silent day is silent from midnight to midnight', () => {
  const weekdays: Quiet = { ...night, quiet_days: [1, 2, 3, 4, 5], silent_days: [0, 6] }
  // Friday evening runs into a silent Saturday, that into Sunday; Monday before eight is nobody's night.
  expect(until(weekdays, '2026-11-27T19:00:00Z')).toBe('2026-11-28T08:00:00.000Z')
  expect(until(weekdays, '2026-11-28T10:00:00Z')).toBe('2026-11-29T00:00:00.000Z')
  expect(notBefore('at_once', weekdays, at('2026-11-27T19:00:00Z'), zone)).toEqual(at('2026-11-30T00:00:00Z'))
  expect(until(weekdays, '2026-11-30T07:00:00Z')).toBeUndefined()
})

test('quiet by day, and a whole day round', () => {
  const lunch: Quiet = { ...none, quiet_from: 720, quiet_until: 780 }
  expect(until(lunch, '2026-11-23T12:30:00Z')).toBe('2026-11-23T13:00:00.000Z')
  expect(until(lunch, '2026-11-23T13:00:00Z')).toBeUndefined()
  const round: Quiet = { ...none, quiet_from: 540, quiet_until: 540, quiet_days: [1] }
  expect(until(round, '2026-11-23T09:00:00Z')).toBe('2026-11-24T09:00:00.000Z')
  expect(until(round, '2026-11-24T08:00:00Z')).toBe('2026-11-24T09:00:00.000Z')
  expect(until(round, '2026-11-24T09:00:00Z')).toBeUndefined()
})

test.each([
  ['at_once', '2026-11-23T10:20:00Z', '2026-11-23T10:21:00Z'],
  ['hourly', '2026-11-23T10:20:30Z', '2026-11-23T11:00:00Z'],
  ['hourly', '2026-11-23T10:00:00Z', '2026-11-23T11:00:00Z'],
  ['daily', '2026-11-23T08:59:00Z', '2026-11-23T09:00:00Z'],
  ['daily', '2026-11-23T09:00:00Z', '2026-11-24T09:00:00Z'],
  ['daily', '2026-03-28T10:00:00Z', '2026-03-29T08:00:00Z'],
] as const)('%s, asked at %s: %s', (pace, now, then) => {
  expect(notBefore(pace, none, at(now), zone)).toEqual(at(then))
})

test('what may not wait does not', () => {
  expect(notBefore('at_once', undefined, at('2026-11-23T22:00:00Z'), zone)).toEqual(at('2026-11-23T22:01:00Z'))
})
