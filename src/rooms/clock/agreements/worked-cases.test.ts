/* The worked cases by their numbers, S1 to S40: when is it due, and how much was used. */
import { describe, expect, test } from 'vitest'
import { calendarProblem } from '../calendar-problem.rules.ts'
import type { Calendar } from '../opening-hours.rules.ts'
import { at, HOUR, L, never } from '../test-calendars.ts'
import type { Duration } from './agreement.rules.ts'
import { preview } from './compare.rules.ts'
import { clock, clocks, history, pause, sla, when, within } from './test-history.ts'

test.each<[id: string, calendar: string, start: string, hours: number, due: string]>([
  ['S1', 'L', '2026-01-09 16:30', 4, '2026-01-12 12:30'],
  ['S2', 'L', '2026-01-10 10:00', 4, '2026-01-12 13:00'],
  ['S3', 'L', '2026-01-09 17:00', 1, '2026-01-12 10:00'],
  ['S4', 'L', '2026-01-12 09:00', 8, '2026-01-12 17:00'],
  ['S5, England', 'L', '2026-04-02 16:00', 8, '2026-04-07 16:00'],
  ['S5, Scotland', 'S', '2026-04-02 16:00', 8, '2026-04-06 16:00'],
  ['S6', '24', '2026-03-28 23:30', 4, '2026-03-29 04:30'],
  ['S7', '24', '2026-10-24 23:30', 4, '2026-10-25 02:30'],
  ['S8, March', '24', '2026-03-28 12:00', 24, '2026-03-29 13:00'],
  ['S8, October', '24', '2026-10-24 12:00', 24, '2026-10-25 11:00'],
  ['S9', 'L', '2026-03-27 16:00', 8, '2026-03-30 16:00'],
  ['S10', '24', '2026-03-29T00:30Z', 1, '2026-03-29 02:30'],
  ['S17, before lunch', 'LU', '2026-01-12 12:00', 2, '2026-01-12 15:00'],
  ['S17, in lunch', 'LU', '2026-01-12 12:45', 1, '2026-01-12 14:30'],
  ['S18', '24', '2026-01-12 23:59', 2 / 60, '2026-01-13 00:01'],
  ['S26, England', 'L', '2026-12-31 16:00', 2, '2027-01-04 10:00'],
  ['S26, Scotland', 'S', '2026-12-31 16:00', 2, '2027-01-05 10:00'],
  ['S27, England', 'L', '2026-07-31 16:00', 2, '2026-08-03 10:00'],
  ['S27, Scotland', 'S', '2026-07-31 16:00', 2, '2026-08-04 10:00'],
  ['S28', 'L8', '2026-01-12 17:00', 4, '2026-01-13 11:00'],
  ['S35', 'L8', '2026-01-12 16:00', 4, '2026-01-13 10:00'],
])('%s: due', (_, calendar, start, hours, due) => {
  expect(when(clock(history([start, 'opened']), sla([within(hours, calendar)])).due)).toBe(due)
})

test.each<[id: string, start: string, working_days: number, due: string]>([
  ['S30', '2026-01-09 10:00', 1, '2026-01-12 17:00'],
  ['S30', '2026-01-09 16:00', 1, '2026-01-12 17:00'],
  ['S30', '2026-01-11 23:00', 1, '2026-01-12 17:00'],
  ['S31', '2026-03-27 10:00', 5, '2026-04-07 17:00'],
])('%s: by the end of a working day, from %s', (_, start, working_days, due) => {
  const duration: Duration = { working_days }
  expect(when(clock(history([start, 'opened']), sla([within(0, 'L', { duration })])).due)).toBe(due)
})

test('real time needs no calendar', () => {
  const duration: Duration = { real_seconds: 4 * HOUR }
  const asked = clock(history(['2026-03-28 23:30', 'opened']), sla([within(0, 'none', { duration })]))
  expect(when(asked.due)).toBe('2026-03-29 04:30')
})

test.each<[id: string, calendar: string, from: string, to: string, minutes: number]>([
  ['S11', '24', '2026-10-25T00:30Z', '2026-10-25T01:30Z', 60],
  ['S12, March', 'sundays', '2026-03-28 12:00', '2026-03-30 12:00', 120],
  ['S12, October', 'sundays', '2026-10-24 12:00', '2026-10-26 12:00', 240],
  ['S18, ten midnights', '24', '2026-01-05 12:00', '2026-01-15 12:00', 14_400],
  ['S34', 'long', '2025-12-12 21:00', '2025-12-15 09:30', 90],
])('%s: business minutes used', (_, calendar, from, to, minutes) => {
  const done = clock(history([from, 'opened'], [to, 'resolved']), sla([within(1000, calendar)]))
  expect(done.business_seconds).toBe(minutes * 60)
  expect(done.actual_seconds).toBe((at(to) - at(from)) / 1000)
})

const hundredSeconds = Array.from({ length: 100 }, (_, i) => {
  const minute = `2026-01-12 ${String(9 + Math.floor((5 + i) / 60)).padStart(2, '0')}:${String((5 + i) % 60).padStart(2, '0')}`
  return pause('user', `${minute}:00`, `${minute}:01`)
}).flat()

test.each<
  [id: string, calendar: string, hours: number, start: string, pauses: ReturnType<typeof pause>[number][], due: string]
>([
  ['S13', 'L', 4, '2026-01-12 09:00', [...pause('user', '2026-01-12 10:00', '2026-01-12 14:00')], '2026-01-12 17:00'],
  ['S14', 'L', 8, '2026-01-12 09:00', [...pause('user', '2026-01-12 16:00', '2026-01-13 10:00')], '2026-01-13 11:00'],
  ['S15', 'L', 4, '2026-01-12 15:00', [...pause('user', '2026-01-12 18:00', '2026-01-13 08:00')], '2026-01-13 11:00'],
  ['S15, unpaused', 'L', 4, '2026-01-12 15:00', [], '2026-01-13 11:00'],
  ['S16', 'L', 8, '2026-04-02 09:00', [...pause('user', '2026-04-02 12:00', '2026-04-07 11:00')], '2026-04-07 16:00'],
  ['S37', 'L', 4, '2026-01-12 09:00', hundredSeconds, '2026-01-12 13:01:40'],
  ['S38', '24', 2, '2026-01-12 08:00', [...pause('user', '2026-01-12 09:00', '2026-01-12 10:05')], '2026-01-12 11:05'],
  ['S40', '24', 8, '2026-03-28 10:00', [...pause('user', '2026-03-28 12:00', '2026-03-30 10:00')], '2026-03-30 16:00'],
])('%s: a pause gives back working time', (_, calendar, hours, start, pauses, due) => {
  expect(when(clock(history([start, 'opened'], ...pauses), sla([within(hours, calendar)])).due)).toBe(due)
})

test('S4: resolved exactly when due is met; a second more would not be', () => {
  const resolved = (time: string) =>
    clock(history(['2026-01-12 09:00', 'opened'], [time, 'resolved']), sla([within(8)]))
  expect(resolved('2026-01-12 17:00')).toMatchObject({ state: 'met', kept: true, breach: undefined })
  expect(resolved('2026-01-13 09:00:01')).toMatchObject({
    state: 'missed',
    kept: false,
    breach: { at: at('2026-01-12 17:00') },
  })
})

const p = (priority: string) => ({ priority })
const levels = [within(4, '24', p('P1')), within(8, 'L', p('P2')), within(16, 'L', p('P3')), within(40, 'L', p('P4'))]

describe('a change of priority on the way', () => {
  test('S19: late at once, stamped at the change, as reclassified', () => {
    const events = history(['2026-01-12 09:00', 'opened'], ['2026-01-13 11:00', 'prioritised', p('P2')])
    expect(clock(events, sla(levels), { now: '2026-01-13 11:00' })).toMatchObject({
      ...{ state: 'late', business_seconds: 600 * 60, breach: { at: at('2026-01-13 11:00'), cause: 'reclassified' } },
    })
  })

  test.each<[string, string, string, string, string, string]>([
    ['S20', '2026-01-12 10:00', 'A', '2026-01-12 11:00', 'B', '2026-01-12 12:00'],
    ['S21', '2026-01-12 09:00', 'P2', '2026-01-12 15:00', 'P4', '2026-01-16 17:00'],
    ['S22', '2026-01-09 16:30', 'P3', '2026-01-09 16:45', 'P1', '2026-01-09 20:30'],
    ['S23, carried over', '2026-01-09 18:00', 'P3', '2026-01-10 10:00', 'P1', '2026-01-10 14:00'],
  ])('%s', (_, start, first, change, then, due) => {
    const events = history([start, 'opened', p(first)], [change, 'prioritised', p(then)])
    const found = clock(events, sla([...levels, within(3, 'L', p('A')), within(2, 'L', p('B'))]), { now: change })
    expect([when(found.due), found.breach]).toEqual([due, undefined])
  })

  test('S23 counted anew: due before the change, late at the change, and told once', () => {
    const events = history(['2026-01-09 18:00', 'opened'], ['2026-01-10 10:00', 'prioritised', p('P1')])
    const found = clock(events, sla(levels, { on_change: 'retroactive' }), { now: '2026-01-10 12:00' })
    expect(when(found.due)).toBe('2026-01-09 22:00')
    expect(found.breach).toEqual({ at: at('2026-01-10 10:00'), cause: 'reclassified' })
  })

  test('restarted, it forgets; kept, it does not notice; and a lower priority never takes a breach back', () => {
    const events = history(['2026-01-12 09:00', 'opened', p('P2')], ['2026-01-12 11:00', 'prioritised', p('P3')])
    const due = (on_change: 'restart' | 'keep') => when(clock(events, sla(levels, { on_change })).due)
    expect([due('restart'), due('keep')]).toEqual(['2026-01-14 11:00', '2026-01-12 17:00'])
    const late = history(['2026-01-12 09:00', 'opened', p('P2')], ['2026-01-13 12:00', 'prioritised', p('P4')])
    expect(clock(late, sla(levels), { now: '2026-01-13 13:00' })).toMatchObject({ state: 'late', kept: false })
  })
})

test('S24: reopened, it goes on where it stopped; the first outcome stays', () => {
  const events = history(
    ['2026-01-12 09:00', 'opened'],
    ['2026-01-12 15:00', 'resolved'],
    ['2026-01-14 10:00', 'reopened'],
  )
  const going = clock(events, sla([within(8)]), { now: '2026-01-14 10:30' })
  expect(when(going.due)).toBe('2026-01-14 12:00')
  expect(going.outcomes).toMatchObject([{ result: 'met', business_seconds: 360 * 60 }])
  const again = clock(
    [...events, ...history(['2026-01-14 13:00', 'resolved']).map(one => ({ ...one, seq: 9 }))],
    sla([within(8)]),
  )
  expect(again.outcomes.map(({ result }) => result)).toEqual(['met', 'missed'])
  expect(clocks(events, [sla([within(8)], { on_reopen: 'restart' })]).map(({ due }) => when(due))).toEqual([
    ...['2026-01-12 17:00', '2026-01-15 10:00'],
  ])
})

test('S25: closing Christmas Eve moves what is due then, and the preview says so', () => {
  const events = history(['2026-12-23 16:00', 'opened'])
  const closing = (...dates: string[]) => {
    const edited: Calendar = { ...L, holidays: [...L.holidays, ...dates] }
    const versions = [
      { from: 0, calendar: L },
      { from: at('2026-12-23 16:30'), calendar: edited },
    ]
    return clocks(events, [sla([within(8)])], { now: '2026-12-23 16:30', calendars: { L: versions } })
  }
  const before = closing()
  expect(preview(before, closing('2026-12-24'))).toEqual({
    moved: [{ id: 'sla/resolve/1', from: at('2026-12-24 16:00'), to: at('2026-12-29 16:00') }],
    ...{ late: [], saved: [] },
  })
  const allWeek = preview(before, closing('2026-12-24', '2026-12-29', '2026-12-30', '2026-12-31'))
  expect(when(allWeek.moved[0]?.to)).toBe('2027-01-04 16:00')
})

test('S28, S29: an hour before, and three quarters, are working time', () => {
  const thresholds = [
    { name: 'escalate', seconds_before: HOUR },
    { name: 'warn', percent: 75 },
  ]
  const told = (start: string, hours: number, calendar: string) =>
    clock(history([start, 'opened']), sla([within(hours, calendar, { thresholds })])).thresholds.map(({ at }) =>
      when(at),
    )
  expect(told('2026-01-12 17:00', 4, 'L8')[0]).toBe('2026-01-13 10:00')
  expect(told('2026-01-12 15:00', 8, 'L')[1]).toBe('2026-01-13 13:00')
})

test('S33: a call counts from when it was taken', () => {
  const contacted_at = at('2026-01-12 08:50')
  const found = clock(history(['2026-01-12 09:40', 'opened', { contacted_at }]), sla([within(1)]))
  expect(when(found.due)).toBe('2026-01-12 10:00')
})

test('S36: two pauses at once count once, and each is named', () => {
  const both = [
    ...pause('user', '2026-01-12 10:00', '2026-01-12 12:00'),
    ...pause('contractor', '2026-01-12 11:00', '2026-01-12 14:00'),
  ]
  const found = clock(history(['2026-01-12 09:00', 'opened'], ...both), sla([within(4)]), { now: '2026-01-12 15:00' })
  expect(when(found.due)).toBe('2026-01-12 17:00')
  expect(found.given_back).toEqual([
    { account: 'requester', reason: 'user', seconds: 2 * HOUR },
    { account: 'supplier', reason: 'contractor', seconds: 2 * HOUR },
  ])
})

test('S39: a calendar that never opens gives no due moment, and says why', () => {
  const found = clock(history(['2026-01-12 09:00', 'opened']), sla([within(8, 'never')]))
  expect(found).toMatchObject({ state: 'running', due: undefined, problem: expect.stringContaining('no open time') })
  expect(calendarProblem(never, at('2026-01-12 09:00'))).toMatch(/no open time/)
})
