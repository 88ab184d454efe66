import { describe, expect, test } from 'vitest'
import { explain } from './explain.rules.ts'
import type { Calendar } from './opening-hours.rules.ts'
import {
  due,
  elapsed,
  fractionUsed,
  lateFrom,
  missed,
  pauseAt,
  reopen,
  retarget,
  type Stopwatch,
  state,
  timeLeft,
  warning,
} from './stopwatch.rules.ts'
import { always, at, HOUR, L, never, shown } from './test-calendars.ts'

function started(from: string, hours: number, calendar: Calendar = L): Stopwatch {
  return { started_at: at(from), target_seconds: hours * HOUR, calendar, pauses: [] }
}

const stopped = (watch: Stopwatch, when: string): Stopwatch => ({ ...watch, stopped_at: at(when) })

const paused = (watch: Stopwatch, reason: string, from: string, to?: string): Stopwatch => ({
  ...watch,
  pauses: [...watch.pauses, { from: at(from), to: to === undefined ? undefined : at(to), reason }],
})

const monday = started('2026-01-12 09:00', 8)

describe('a clock is late when more than its target is used', () => {
  test('S4: resolved exactly when due is met; a second more is missed', () => {
    expect(state(stopped(monday, '2026-01-12 17:00'), at('2026-02-01 09:00'))).toBe('met')
    expect(state(stopped(monday, '2026-01-13 09:00:01'), at('2026-02-01 09:00'))).toBe('missed')
  })

  test('due at closing time, it is late from the next opening, and the breach is the promised moment', () => {
    expect(shown(due(monday))).toBe('2026-01-12 17:00')
    expect(state(monday, at('2026-01-12 20:00'))).toBe('running')
    expect(lateFrom(monday)).toBe(at('2026-01-13 09:00') + 1)
    expect(state(monday, at('2026-01-13 09:00') + 1)).toBe('late')
    expect(missed(monday, at('2026-01-13 09:10'))).toEqual({ at: at('2026-01-12 17:00'), cause: 'elapsed' })
    expect(missed(monday, at('2026-01-13 09:00'))).toBeUndefined()
  })

  test('S29: 75% of the time is 75% of working time', () => {
    const watch = started('2026-01-12 15:00', 8)
    expect(shown(warning(watch, 75))).toBe('2026-01-13 13:00')
    expect(fractionUsed(watch, at('2026-01-13 13:00'))).toBe(0.75)
  })

  test('S39: on a calendar that never opens it has no due time, and is never late', () => {
    const watch = started('2026-01-12 09:00', 1, never)
    expect(due(watch)).toBeUndefined()
    expect(state(watch, at('2027-01-12 09:00'))).toBe('running')
  })

  test('S55: the time before it started is no time', () => {
    expect(elapsed(monday, at('2026-01-12 08:00'))).toBe(0)
  })
})

describe('a change of priority or calendar keeps the time used', () => {
  test('S19: late at once, and stamped at the change, not at the time once promised', () => {
    const changed = retarget(started('2026-01-12 09:00', 16), { target_seconds: 8 * HOUR }, at('2026-01-13 11:00'))
    expect(changed.carried_seconds).toBe(600 * 60)
    expect(state(changed, at('2026-01-13 11:00'))).toBe('late')
    expect(changed.missed).toEqual({ at: at('2026-01-13 11:00'), cause: 'reclassified' })
    expect(shown(due(changed))).toBe('2026-01-13 11:00')
  })

  test.each<[id: string, watch: Stopwatch, when: string, hours: number, calendar: Calendar, due: string]>([
    ['S20', started('2026-01-12 10:00', 3), '2026-01-12 11:00', 2, L, '2026-01-12 12:00'],
    ['S21', monday, '2026-01-12 15:00', 40, L, '2026-01-16 17:00'],
    ['S22', started('2026-01-09 16:30', 16), '2026-01-09 16:45', 4, always, '2026-01-09 20:30'],
    ['S23', started('2026-01-09 18:00', 16), '2026-01-10 10:00', 4, always, '2026-01-10 14:00'],
  ])('%s', (_, watch, when, hours, calendar, expected) => {
    const changed = retarget(watch, { target_seconds: hours * HOUR, calendar }, at(when))
    expect(shown(due(changed))).toBe(expected)
    expect(changed.missed).toBeUndefined()
  })

  test('S23 counted again by the new terms: due before the change, so missed at the change', () => {
    const watch = started('2026-01-09 18:00', 16)
    const change = { target_seconds: 4 * HOUR, calendar: always, policy: 'retroactive' } as const
    const changed = retarget(watch, change, at('2026-01-10 10:00'))
    expect(shown(due(changed))).toBe('2026-01-09 22:00')
    expect(changed.missed).toEqual({ at: at('2026-01-10 10:00'), cause: 'reclassified' })
  })

  test('started again, nothing is carried', () => {
    const changed = retarget(monday, { target_seconds: 2 * HOUR, policy: 'restart' }, at('2026-01-12 15:00'))
    expect(elapsed(changed, at('2026-01-12 15:00'))).toBe(0)
    expect(shown(due(changed))).toBe('2026-01-12 17:00')
  })

  test('used time is carried through a second change too, pauses left out', () => {
    const watch = paused(monday, 'user', '2026-01-12 10:00', '2026-01-12 11:00')
    const once = retarget(watch, { target_seconds: 4 * HOUR }, at('2026-01-12 12:00'))
    const twice = retarget(once, { target_seconds: 6 * HOUR }, at('2026-01-12 13:00'))
    expect(twice.carried_seconds).toBe(3 * HOUR)
    expect(shown(due(twice))).toBe('2026-01-12 16:00')
  })

  test('changed while paused, it stays paused, and goes on when it is resumed', () => {
    const waiting = paused(monday, 'user', '2026-01-12 10:00')
    const changed = retarget(waiting, { target_seconds: 2 * HOUR }, at('2026-01-12 12:00'))
    expect(state(changed, at('2026-01-12 12:30'))).toBe('paused')
    const resumed = { ...changed, pauses: [{ from: at('2026-01-12 10:00'), to: at('2026-01-12 14:00') }] }
    expect(shown(due(resumed))).toBe('2026-01-12 15:00')
  })

  test('a lower priority never takes a breach back', () => {
    const changed = retarget(started('2026-01-12 09:00', 2), { target_seconds: 40 * HOUR }, at('2026-01-12 12:00'))
    expect(changed.missed).toEqual({ at: at('2026-01-12 11:00'), cause: 'elapsed' })
    expect(state(stopped(changed, '2026-01-12 13:00'), at('2026-01-12 13:00'))).toBe('missed')
  })

  test('a clock that has stopped keeps its outcome', () => {
    const done = stopped(monday, '2026-01-12 15:00')
    expect(retarget(done, { target_seconds: HOUR }, at('2026-01-13 09:00'))).toEqual(done)
  })
})

test('S24: reopened, it goes on where it stopped; the time between does not count', () => {
  const resolved = stopped(monday, '2026-01-12 15:00')
  expect(state(resolved, at('2026-01-13 09:00'))).toBe('met')
  const again = reopen(resolved, at('2026-01-14 10:00'), 'resolved')
  expect(state(again, at('2026-01-14 10:00'))).toBe('running')
  expect(timeLeft(again, at('2026-01-14 10:00'))).toBe(2 * HOUR)
  expect(shown(due(again))).toBe('2026-01-14 12:00')
})

describe('S41: a case logged', () => {
  test('as waiting starts paused, with all its time left', () => {
    const watch = paused(monday, 'user', '2026-01-12 09:00')
    expect(state(watch, at('2026-01-13 12:00'))).toBe('paused')
    expect(timeLeft(watch, at('2026-01-13 12:00'))).toBe(8 * HOUR)
    expect(due(watch)).toBeUndefined()
  })

  test('as already done has its outcome at once', () => {
    expect(state(stopped(monday, '2026-01-12 09:00'), at('2026-01-12 09:00'))).toBe('met')
  })
})

describe('S43: things saved in the same second', () => {
  test('a pause at the moment of the stop changes nothing', () => {
    const watch = stopped(paused(monday, 'user', '2026-01-12 12:00'), '2026-01-12 12:00')
    expect(elapsed(watch, at('2026-01-13 12:00'))).toBe(3 * HOUR)
    expect(state(watch, at('2026-01-13 12:00'))).toBe('met')
  })

  test('resolved and reopened at once loses no time and gains none', () => {
    const again = reopen(stopped(monday, '2026-01-12 12:00'), at('2026-01-12 12:00'), 'resolved')
    expect(due(again)).toBe(due(monday))
  })

  test('pauses a millisecond apart count every millisecond once', () => {
    const noon = at('2026-01-12 12:00')
    const pauses = [
      { from: noon + 1, to: noon + 3 },
      { from: noon, to: noon + 2 },
    ]
    expect(due({ ...started('2026-01-12 09:00', 4), pauses })).toBe(at('2026-01-12 13:00') + 3)
  })
})

test('the reason for a pause can be read while it lasts', () => {
  const watch = paused(monday, 'user', '2026-01-12 12:00', '2026-01-12 13:00')
  expect(pauseAt(watch, at('2026-01-12 12:00'))?.reason).toBe('user')
  expect(pauseAt(watch, at('2026-01-12 13:00'))).toBeUndefined()
})

describe('a clock explained', () => {
  const told = (watch: Stopwatch, now: string) =>
    explain(watch, at(now)).intervals.map(({ from, to, kind, seconds, reason }) =>
      [shown(from).slice(5), shown(to).slice(5), kind, seconds / 60, ...(reason === undefined ? [] : [reason])].join(
        ' ',
      ),
    )

  test('S14: says when it ran, was paused and was closed', () => {
    const watch = paused(monday, 'user', '2026-01-12 16:00', '2026-01-13 10:00')
    expect(told(watch, '2026-01-13 20:00')).toEqual([
      '01-12 09:00 01-12 16:00 running 420',
      '01-12 16:00 01-13 10:00 paused 120 user',
      '01-13 10:00 01-13 17:00 running 420',
      '01-13 17:00 01-13 20:00 closed 0',
    ])
    expect(explain(watch, at('2026-01-13 10:00'))).toMatchObject({
      business_seconds: 7 * HOUR,
      paused_seconds: 2 * HOUR,
      actual_seconds: 25 * HOUR,
    })
  })

  test('S34: working time and time on the wall are both given', () => {
    const calendar: Calendar = { ...L, hours: { ...L.hours, mon: [['08:00', '17:00']], fri: [['08:00', '17:00']] } }
    const watch = started('2025-12-12 21:00', 8, calendar)
    expect(explain(watch, at('2025-12-15 09:30'))).toMatchObject({
      business_seconds: 90 * 60,
      actual_seconds: 60.5 * HOUR,
    })
  })

  test('S36: where two reasons overlap both are named, and no minute is counted twice', () => {
    const one = paused(monday, 'user', '2026-01-12 10:00', '2026-01-12 12:00')
    const watch = paused(one, 'contractor', '2026-01-12 11:00', '2026-01-12 14:00')
    expect(told(watch, '2026-01-12 15:00').slice(1, 4)).toEqual([
      '01-12 10:00 01-12 11:00 paused 60 user',
      '01-12 11:00 01-12 12:00 paused 60 user and contractor',
      '01-12 12:00 01-12 14:00 paused 120 contractor',
    ])
  })

  test('S42: from one reason to another and back is one pause, each reason with its minutes', () => {
    const first = paused(monday, 'user', '2026-01-12 10:00', '2026-01-12 11:00')
    const second = paused(first, 'contractor', '2026-01-12 11:00', '2026-01-12 12:00')
    const watch = paused(second, 'user', '2026-01-12 12:00', '2026-01-12 13:00')
    expect(told(watch, '2026-01-12 13:00').slice(1)).toEqual([
      '01-12 10:00 01-12 11:00 paused 60 user',
      '01-12 11:00 01-12 12:00 paused 60 contractor',
      '01-12 12:00 01-12 13:00 paused 60 user',
    ])
    expect(shown(due(watch))).toBe('2026-01-13 12:00')
  })

  test('the minutes add up to the time used, before and after a change of target', () => {
    const watch = paused(monday, 'user', '2026-01-12 10:00', '2026-01-12 12:00')
    const changed = retarget(watch, { target_seconds: 20 * HOUR, calendar: always }, at('2026-01-12 15:00'))
    const { intervals, business_seconds } = explain(changed, at('2026-01-14 12:00'))
    expect(intervals[0]).toMatchObject({ kind: 'carried', seconds: 4 * HOUR, to: at('2026-01-12 15:00') })
    const counted = intervals.filter(({ kind }) => kind !== 'paused').reduce((sum, { seconds }) => sum + seconds, 0)
    expect(counted).toBe(business_seconds)
  })
})
