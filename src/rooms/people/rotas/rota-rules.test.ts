import { expect, test } from 'vitest'
import { onCallBetween, type Turns, turnAt } from './rota.rules.ts'

const ALL = [['00:00', '24:00']] as const
const ALL_HOURS = { mon: ALL, tue: ALL, wed: ALL, thu: ALL, fri: ALL, sat: ALL, sun: ALL }
const WEEKLY: Turns = {
  ...{ zone: 'Europe/London', starts_on: '2026-03-02', handover: '09:00', turn_days: 7 },
  ...{ persons: ['asha', 'chidi'], hours: ALL_HOURS },
}
const utc = (text: string) => Date.parse(`${text}Z`)
const said = (turns: Turns, from: string, to: string, overrides: Parameters<typeof onCallBetween>[1] = []) =>
  onCallBetween(turns, overrides, utc(from), utc(to)).map(({ from, to, person_id }) => [
    new Date(from).toISOString().slice(0, 16),
    new Date(to).toISOString().slice(0, 16),
    person_id,
  ])

test('turns change hands at the same time on the wall, also in the week in which clocks change', () => {
  // Clocks go forward on 29 March 2026: the turn that spans it is an hour shorter.
  expect(said(WEEKLY, '2026-03-23T09:00', '2026-04-06T08:00')).toEqual([
    ['2026-03-23T09:00', '2026-03-30T08:00', 'chidi'],
    ['2026-03-30T08:00', '2026-04-06T08:00', 'asha'],
  ])
  // And back on 25 October: an hour longer.
  expect(said(WEEKLY, '2026-10-19T08:00', '2026-10-26T09:00')).toEqual([
    ['2026-10-19T08:00', '2026-10-26T09:00', 'chidi'],
  ])
})

test('whose turn it is, is known at every instant, before the first too', () => {
  expect(turnAt(WEEKLY, utc('2026-03-02T08:59'))).toBe(-1)
  expect(turnAt(WEEKLY, utc('2026-03-02T09:00'))).toBe(0)
  expect(turnAt(WEEKLY, utc('2036-03-02T09:00'))).toBe(521)
  expect(said(WEEKLY, '2026-03-01T00:00', '2026-03-02T09:00')).toEqual([])
})

test('nights are on call by the hours of the week, and a turn that changes at night changes hands within', () => {
  const nights = {
    ...WEEKLY,
    handover: '00:00',
    turn_days: 1,
    hours: { ...ALL_HOURS, mon: [['17:00', '09:00']] as const, tue: [] },
  }
  expect(said(nights, '2026-03-02T00:00', '2026-03-04T00:00')).toEqual([
    ['2026-03-02T17:00', '2026-03-03T00:00', 'asha'],
    ['2026-03-03T00:00', '2026-03-03T09:00', 'chidi'],
  ])
})

test('somebody stands in for a time, a later word counts, and a gap takes away', () => {
  const swap = (id: string, person_id: string | null, from: string, until: string) => ({
    ...{ id, person_id, from_time: new Date(utc(from)), until_time: new Date(utc(until)) },
  })
  const overrides = [
    swap('1', 'asha', '2026-03-10T09:00', '2026-03-12T09:00'),
    swap('2', null, '2026-03-11T09:00', '2026-03-11T12:00'),
  ]
  expect(said(WEEKLY, '2026-03-09T09:00', '2026-03-16T09:00', overrides)).toEqual([
    ['2026-03-09T09:00', '2026-03-10T09:00', 'chidi'],
    ['2026-03-10T09:00', '2026-03-11T09:00', 'asha'],
    ['2026-03-11T09:00', '2026-03-11T12:00', null],
    ['2026-03-11T12:00', '2026-03-12T09:00', 'asha'],
    ['2026-03-12T09:00', '2026-03-16T09:00', 'chidi'],
  ])
})

test('a stand-in may come outside the hours; a gap there is none', () => {
  const mondays = { ...WEEKLY, hours: { ...ALL_HOURS, tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] } }
  const night = { from_time: new Date(utc('2026-03-03T20:00')), until_time: new Date(utc('2026-03-04T02:00')) }
  expect(said(mondays, '2026-03-03T00:00', '2026-03-08T00:00', [{ id: '1', person_id: 'chidi', ...night }])).toEqual([
    ['2026-03-03T20:00', '2026-03-04T02:00', 'chidi'],
  ])
  expect(said(mondays, '2026-03-03T00:00', '2026-03-08T00:00', [{ id: '1', person_id: null, ...night }])).toEqual([])
})

test('a rota with nobody in turn is one gap', () => {
  expect(said({ ...WEEKLY, persons: [] }, '2026-03-09T09:00', '2026-03-10T09:00')).toEqual([
    ['2026-03-09T09:00', '2026-03-10T09:00', null],
  ])
})
