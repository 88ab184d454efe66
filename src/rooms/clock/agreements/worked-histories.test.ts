/* The worked cases by their numbers, S32 and S41 to S55, and the semantics they leave out: what happens to whom, and in which order. */
import { describe, expect, test } from 'vitest'
import { at, HOUR, L } from '../test-calendars.ts'
import { crossings } from './compare.rules.ts'
import { clock, clocks, contract, history, pause, REASONS, type Saying, sla, when, within } from './test-history.ts'

const monday = '2026-01-12 09:00'
const opened = [monday, 'opened'] as const
const desk = { from: 'desk', seen_by_requester: true }
const requester = { from: 'requester' }

test('S32: a due moment is an instant: 09:30 in London is 10:30 in Paris', () => {
  const { due } = clock(history(['2026-07-06 16:30', 'opened']), sla([within(1)]))
  const inParis = new Date(due!).toLocaleString('en-GB', { timeZone: 'Europe/Paris', timeStyle: 'short' })
  expect([when(due), inParis]).toEqual(['2026-07-07 09:30', '10:30'])
})

describe('S41: a case logged', () => {
  test('as waiting starts paused, with all its time left', () => {
    const found = clock(history(opened, [monday, 'paused', { reason: 'user' }]), sla([within(8)]), {
      now: '2026-01-13 12:00',
    })
    expect(found).toMatchObject({ state: 'paused', business_seconds: 0, due: undefined })
  })

  test('as closed has its outcome at once, and nothing to say later', () => {
    const thresholds = [{ name: 'warn', percent: 0 }]
    const found = clock(history(opened, [monday, 'closed']), sla([within(8, 'L', { thresholds })]))
    expect(found.outcomes).toMatchObject([{ result: 'met', business_seconds: 0 }])
    expect(found.thresholds).toMatchObject([{ passed: false }])
  })
})

test('S42: from one reason to another and back is one pause, each reason with its minutes', () => {
  const turns = [
    ['user', '10'],
    ['contractor', '11'],
    ['user', '12'],
  ] as const
  const holds = turns.flatMap(([reason, hour]) =>
    pause(reason, `2026-01-12 ${hour}:00`, `2026-01-12 ${Number(hour) + 1}:00`),
  )
  const found = clock(history(opened, ...holds), sla([within(8)]), { now: '2026-01-12 13:00' })
  const paused = found.intervals.filter(({ kind }) => kind === 'paused')
  expect(paused.map(({ reason, account, seconds, by }) => [reason, account, seconds, by])).toEqual([
    ['user', 'requester', HOUR, 'Asha'],
    ['contractor', 'supplier', HOUR, 'Asha'],
    ['user', 'requester', HOUR, 'Asha'],
  ])
  expect([when(found.due), found.given_back.length]).toEqual(['2026-01-13 12:00', 2])
})

test('S43: what was saved in one second is told by its order, whatever order it comes in', () => {
  const at12 = '2026-01-12 12:00'
  const events = history(opened, [at12, 'paused', { reason: 'user' }], [at12, 'resolved'], [at12, 'reopened'])
  const found = clock(events, sla([within(8)]), { now: '2026-01-12 13:00' })
  expect([when(found.due), found.outcomes.length, found.state]).toEqual(['2026-01-12 17:00', 1, 'running'])
  expect(clock(events.toReversed(), sla([within(8)]), { now: '2026-01-12 13:00' })).toEqual(found)
})

test('S44: a reason that stops clocks from Tuesday on does so from then; or from the beginning, if the rules say so', () => {
  const events = history(
    opened,
    ['2026-01-12 10:00', 'paused', { reason: 'approval' }],
    ['2026-01-13 12:00', 'resumed'],
  )
  const due = (recompute: boolean) => {
    const later = { from: at('2026-01-13 10:00'), reasons: { approval: { account: 'partner' } }, recompute }
    return when(clock(events, { ...sla([within(16)]), pauses: [REASONS, later] }).due)
  }
  expect([due(false), due(true)]).toEqual(['2026-01-14 11:00', '2026-01-15 11:00'])
})

const talking = sla([
  within(2, 'L', { metric: 'first_response' }),
  within(4, 'L', { metric: 'next_response' }),
  within(2, 'L', { metric: 'keep_informed' }),
  within(40),
])
/** Opened on Monday at nine and answered half an hour later; and then. */
const then = (...said: readonly Saying[]) => history(opened, ['2026-01-12 09:30', 'message', desk], ...said)

test('S45: an out-of-office neither resumes nor wants an answer; a person’s message does both', () => {
  const held = ['2026-01-12 10:00', 'paused', { reason: 'user' }] as const
  const automatic = then(held, ['2026-01-12 11:00', 'message', { ...requester, automatic: true }])
  expect(clock(automatic, talking, { now: '2026-01-12 12:00' }).state).toBe('paused')
  expect(clock(automatic, talking, { metric: 'next_response' })).toBeUndefined()
  const written = then(held, ['2026-01-12 11:00', 'message', requester])
  expect(clock(written, talking, { now: '2026-01-12 12:00' }).state).toBe('running')
  expect(when(clock(written, talking, { metric: 'next_response' }).due)).toBe('2026-01-12 15:00')
})

test('S46: three messages and one answer: one response, from the oldest', () => {
  const days = ['09:00', '10:00', '11:00'].map(time => [`2026-01-13 ${time}`, 'message', requester] as const)
  const found = clocks(then(...days, ['2026-01-13 11:30', 'message', desk]), [talking])
  const responses = found.filter(({ metric }) => metric === 'next_response')
  expect(responses.map(({ business_seconds, state }) => [business_seconds / 60, state])).toEqual([[150, 'met']])
})

test('S47: thanks after the resolution starts nothing; before it, it ends what was owed', () => {
  const thanks = { ...requester, thanks: true }
  const after = then(['2026-01-12 11:00', 'resolved'], ['2026-01-12 12:00', 'message', thanks])
  expect(clocks(after, [talking]).filter(({ state }) => state !== 'met')).toEqual([])
  const before = then(['2026-01-12 10:00', 'message', requester], ['2026-01-12 10:30', 'message', thanks])
  expect(clock(before, talking, { metric: 'next_response' }).state).toBe('met')
})

test('S48: updates are owed after the first response, and each owes the next; notes and machines are no answer', () => {
  const update = { metric: 'keep_informed' }
  expect(clock(history(opened), talking, update)).toBeUndefined()
  const quiet = history(
    opened,
    ['2026-01-12 09:10', 'message', { ...desk, automatic: true }],
    ['2026-01-12 09:20', 'message', { from: 'desk' }],
  )
  expect(clock(quiet, talking, { metric: 'first_response', now: '2026-01-12 10:00' }).state).toBe('running')
  const updated = then(
    ['2026-01-12 11:30', 'message', desk],
    ['2026-01-12 14:00', 'message', desk],
    ['2026-01-12 15:00', 'resolved'],
  )
  const cycles = clocks(updated, [talking]).filter(({ metric }) => metric === 'keep_informed')
  expect(cycles.map(({ state, business_seconds }) => [state, business_seconds / 60])).toEqual([
    ...[
      ['met', 120],
      ['missed', 150],
      ['met', 60],
    ],
  ])
})

test('S49: merged at half-time and taken back two days later, the time between counts or not, as agreed', () => {
  const merged = history(opened, ['2026-01-12 13:00', 'merged', { into: 'C-2' }])
  expect(clock(merged, sla([within(8)]))).toMatchObject({ state: 'merged', kept: undefined })
  const back = history(opened, ['2026-01-12 13:00', 'merged', { into: 'C-2' }], ['2026-01-14 13:00', 'unmerged'])
  const without = clock(back, sla([within(8)]), { now: '2026-01-14 14:00' })
  expect([when(without.due), without.outcomes]).toEqual(['2026-01-14 17:00', []])
  expect(without.intervals.find(({ kind }) => kind === 'not_owed')?.rule).toMatch(/merge was undone does not count/)
  expect(clock(back, sla([within(8)], { on_unmerge: 'include' }), { now: '2026-01-14 14:00' }).state).toBe('late')
})

test('S50: with a supplier the council’s clock goes on: late, while the supplier’s is not', () => {
  const events = history(opened, ['2026-01-12 15:00', 'handed_over', { to: 'supplier' }])
  const both = clocks(events, [sla([within(8)]), contract([within(4)])], { now: '2026-01-13 09:30' })
  expect(both.map(({ id, state, due }) => [id, state, when(due)])).toEqual([
    ['sla/resolve/1', 'late', '2026-01-12 17:00'],
    ['contract/resolve/1', 'running', '2026-01-13 11:00'],
  ])
})

// That the digest is sent once is a job's to prove.
test('S51: after an outage, what became true meanwhile is told in order with its true times; of what has stopped, nothing', () => {
  const thresholds = [
    { name: 'half', percent: 50 },
    { name: 'most', percent: 75 },
  ]
  const events = history(['2026-01-12 00:00', 'opened'])
  const asked = clocks(events, [sla([within(5, '24', { thresholds })])], { now: '2026-01-12 06:00' })
  const said = crossings(asked, at('2026-01-12 02:00'), at('2026-01-12 06:00')).map(({ name, at }) => [name, when(at)])
  expect(said).toEqual([
    ['half', '2026-01-12 02:30'],
    ['most', '2026-01-12 03:45'],
    ['breach', '2026-01-12 05:00'],
  ])
  const stopped = history(['2026-01-12 00:00', 'opened'], ['2026-01-12 01:00', 'resolved'])
  expect(crossings(clocks(stopped, [sla([within(5, '24', { thresholds })])]), 0, at('2027-01-12 06:00'))).toEqual([])
})

test('S52: a council that moves to longer hours in April is measured by the old ones until then', () => {
  const longer = { ...L, hours: { ...L.hours, tue: [['08:00', '20:00']], wed: [['08:00', '20:00']] } } as const
  const versions = [
    { from: 0, calendar: L, name: 'alone' },
    { from: at('2026-04-01 00:00'), calendar: longer, name: 'together' },
  ]
  const found = clock(history(['2026-03-31 16:00', 'opened']), sla([within(8)]), {
    now: '2026-04-01 10:00',
    calendars: { L: versions },
  })
  expect(when(found.due)).toBe('2026-04-01 15:00')
  const ran = found.intervals.filter(({ kind }) => kind === 'running')
  expect(ran.map(({ calendar_version, seconds }) => [calendar_version, seconds])).toEqual([
    ['alone', HOUR],
    ['together', 2 * HOUR],
  ])
})

// A recompute of a million cases is measured in bench/; that each comes out the same however often is here.
test('S53: worked out again, everything is the same', () => {
  const events = history(opened, ...pause('user', '2026-01-12 10:00', '2026-01-12 12:00'), [
    '2026-01-13 12:00',
    'resolved',
  ])
  expect(clocks(events, [sla([within(8)])])).toEqual(clocks(structuredClone(events), [sla([within(8)])]))
})

test('S54: a due moment set by hand stays; what the policy would say is shown beside it', () => {
  const pin = { agreement: 'sla', metric: 'resolve', due: at('2026-01-14 12:00'), because: 'agreed with the user' }
  const levels = [within(8, 'L', { priority: 'P2' }), within(16, 'L', { priority: 'P3' })]
  const pinned = history(
    opened,
    ['2026-01-12 10:00', 'pinned', pin],
    ['2026-01-13 11:00', 'prioritised', { priority: 'P2' }],
  )
  const found = clock(pinned, sla(levels), { now: '2026-01-14 12:00' })
  expect(found).toMatchObject({ state: 'running', breach: undefined, pinned: { because: 'agreed with the user' } })
  expect([when(found.due), when(found.due_by_policy)]).toEqual(['2026-01-14 12:00', '2026-01-13 11:00'])
  expect(clock(pinned, sla(levels), { now: '2026-01-14 12:00:01' }).state).toBe('late')
})

test('S54: a pause moves no due moment set by hand, so its thresholds come while it stands still, and it becomes late', () => {
  const thresholds = [
    { name: 'most', percent: 75 },
    { name: 'soon', seconds_before: HOUR },
  ]
  const pin = { agreement: 'sla', metric: 'resolve', due: at('2026-01-13 17:00'), because: 'agreed' }
  const events = history(
    opened,
    ['2026-01-12 10:00', 'pinned', pin],
    ['2026-01-12 11:00', 'paused', { reason: 'user' }],
  )
  const asked = (now: string) => clock(events, sla([within(4, 'L', { thresholds })]), { now })
  // Monday and Tuesday are sixteen working hours: three quarters of them are up on Tuesday at 13:00.
  expect(asked('2026-01-13 13:00').thresholds.map(one => [one.name, when(one.at), one.passed])).toEqual([
    ['most', '2026-01-13 13:00', true],
    ['soon', '2026-01-13 16:00', false],
  ])
  expect(asked('2026-01-13 17:00')).toMatchObject({ state: 'paused', breach: undefined, business_seconds: 2 * HOUR })
  const late = asked('2026-01-13 17:01')
  expect(late).toMatchObject({ state: 'paused', breach: { at: at('2026-01-13 17:00'), cause: 'elapsed' }, kept: false })
  expect(crossings([late], at('2026-01-12 12:00'), at('2026-01-13 18:00')).map(({ name }) => name)).toEqual([
    ...['most', 'soon', 'breach'],
  ])
})

test('S55: a host whose clock goes back two seconds takes nothing away and breaks nothing twice', () => {
  const events = history(
    opened,
    ['2026-01-12 12:00:02', 'paused', { reason: 'user' }],
    ['2026-01-12 12:00:00', 'resumed'],
    ['2026-01-12 13:00', 'resolved'],
  )
  const found = clock(events, sla([within(8)]))
  expect(found.business_seconds).toBe(4 * HOUR)
  expect(found.intervals.every(({ from, to, seconds }) => to > from && seconds >= 0)).toBe(true)
})
