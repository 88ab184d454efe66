/* What a clock that ended says stays, whatever becomes of its calendar or of the date that was agreed (clock semantics 12, 16, 17). */
import { expect, test } from 'vitest'
import type { Calendar } from '../opening-hours.rules.ts'
import { at, L } from '../test-calendars.ts'
import { clock, history, sla, when, within } from './test-history.ts'

const closed: Calendar = { ...L, holidays: [...L.holidays, '2026-01-13', '2026-01-14'] }
const changed = {
  L: [
    { from: 0, calendar: L },
    { from: at('2026-01-12 16:00'), calendar: closed },
  ],
}
const threeDays = within(1, 'L', { duration: { working_days: 3 } })
const opened = ['2026-01-12 09:00', 'opened'] as const

test('a calendar changed after a clock ended moves neither when it was due nor what it was allowed', () => {
  const ended = history(opened, ['2026-01-12 15:00', 'resolved'])
  for (const target of [within(20), threeDays]) {
    const before = clock(ended, sla([target]), { now: '2026-01-12 15:30' })
    const after = clock(ended, sla([target]), { now: '2026-01-20 12:00', calendars: changed })
    expect(after).toMatchObject({ state: 'met', due: before.due, target_seconds: before.target_seconds })
    expect(after.outcomes).toEqual(before.outcomes)
  }
})

test('reopened, it goes on by the calendar there is now; made before the end, a version counts from the start', () => {
  const reopened = history(opened, ['2026-01-12 15:00', 'resolved'], ['2026-01-15 09:00', 'reopened'])
  const found = clock(reopened, sla([within(8)]), { now: '2026-01-15 10:00', calendars: changed })
  expect([when(found.due), when(found.outcomes[0]?.due)]).toEqual(['2026-01-15 11:00', '2026-01-12 17:00'])
  const known = { L: [changed.L[0]!, { ...changed.L[1]!, known_from: at('2026-01-12 10:00') }] }
  const early = clock(history(opened, ['2026-01-12 15:00', 'resolved']), sla([within(12)]), {
    ...{ now: '2026-01-12 15:30', calendars: known },
  })
  expect(when(early.due)).toBe('2026-01-15 13:00')
})

test('late by an agreed date, it stays late when another is agreed and dropped; in time, nothing is left of it', () => {
  const pin = (due: string) => ({ agreement: 'sla', metric: 'resolve', due: at(due), because: 'agreed' })
  const found = (first: string) =>
    clock(
      history(
        opened,
        ['2026-01-12 10:00', 'pinned', pin(first)],
        ['2026-01-12 12:00', 'pinned', pin('2026-01-13 12:00')],
        ['2026-01-12 13:00', 'unpinned', { agreement: 'sla', metric: 'resolve' }],
      ),
      sla([within(8)]),
      { now: '2026-01-12 14:00' },
    )
  expect(found('2026-01-12 11:00').breach).toEqual({ at: at('2026-01-12 11:00'), cause: 'elapsed' })
  expect(found('2026-01-12 15:00').breach).toBeUndefined()
})

test('new terms that leave time have a due moment of their own, which stays when it has passed', () => {
  const p3 = within(2, 'L', { priority: 'P3' })
  const p4 = within(6, 'L', { priority: 'P4' })
  const events = history(opened, ['2026-01-12 12:00', 'prioritised', { priority: 'P4' }])
  for (const now of ['2026-01-12 12:30', '2026-01-12 16:00'])
    expect(when(clock(events, sla([p3, p4]), { now }).due)).toBe('2026-01-12 15:00')
})

const drop = ['2026-01-12 15:00', 'unpinned', { agreement: 'sla', metric: 'resolve' }] as const
const agree = (due: string) =>
  ['2026-01-12 10:00', 'pinned', { agreement: 'sla', metric: 'resolve', due: at(due), because: 'agreed' }] as const
const THREE = sla([within(3)])

test('while a moment is agreed nothing else makes it late; dropped when more is used than is allowed, it is late from then', () => {
  const events = history(opened, agree('2026-01-14 12:00'), drop)
  expect(clock(events, THREE, { now: '2026-01-12 14:59' })).toMatchObject({ state: 'running', breach: undefined })
  const late = { at: at('2026-01-12 15:00'), cause: 'reclassified' }
  const found = clock(events, THREE, { now: '2026-01-12 16:00' })
  expect(found).toMatchObject({ state: 'late', breach: late, due: late.at, business_seconds: 7 * 3600 })
  expect(found.intervals.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(7 * 3600)
})

test('terms that would have made it late while a moment was agreed leave no trace when others leave time again', () => {
  const targets = [within(3, 'L', { priority: 'P1' }), within(8, 'L', { priority: 'P3' })]
  const to = (time: string, priority: string) => [`2026-01-12 ${time}`, 'prioritised', { priority }] as const
  const found = (...changes: ReturnType<typeof to>[]) =>
    clock(history(opened, agree('2026-01-14 12:00'), ...changes, drop), sla(targets), { now: '2026-01-12 16:00' })
  expect(found(to('13:00', 'P1'), to('14:00', 'P3'))).toMatchObject({ state: 'running', due: at('2026-01-12 17:00') })
  expect(found(to('13:00', 'P1')).breach).toEqual({ at: at('2026-01-12 15:00'), cause: 'reclassified' })
})

test('a promise broken before a moment was agreed stays broken when it was', () => {
  const found = clock(history(opened, agree('2026-01-14 12:00'), drop), sla([within(0.5)]), { now: '2026-01-12 16:00' })
  expect(found.breach).toEqual({ at: at('2026-01-12 09:30'), cause: 'elapsed' })
})
