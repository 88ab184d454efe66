/* What agreements may say besides: hand-overs, dates that come, refunds, splits, marks; and what they may not. */
import { describe, expect, test } from 'vitest'
import { at, HOUR } from '../test-calendars.ts'
import { agreementProblem } from './agreement.rules.ts'
import { calendars, clock, clocks, contract, history, pause, sla, when, within } from './test-history.ts'

const monday = '2026-01-12 09:00'
const opened = [monday, 'opened'] as const

test('a supplier that rejects has answered, and owes no resolution; one that is done has met it; each turn is its own', () => {
  const owed = contract([within(1, 'L', { metric: 'first_response' }), within(4)])
  const turns = history(
    ...([opened, ['2026-01-12 10:00', 'handed_over', { to: 'supplier' }]] as const),
    ...([
      ['2026-01-12 10:30', 'rejected', { back_to: 'desk' }],
      ['2026-01-12 11:00', 'handed_over', { to: 'supplier' }],
    ] as const),
    ['2026-01-12 14:00', 'handed_over', { to: 'desk', done: true }],
  )
  expect(clocks(turns, [owed]).map(({ id, state, business_seconds }) => [id, state, business_seconds / 60])).toEqual([
    ['contract/first_response/1', 'met', 30],
    ['contract/resolve/1', 'void', 30],
    ['contract/first_response/2', 'missed', 180],
    ['contract/resolve/2', 'met', 180],
  ])
})

describe('what else is agreed', () => {
  test('a date goes on by itself when it comes; a refund may be left out', () => {
    const planned = history(opened, [
      '2026-01-12 10:00',
      'paused',
      { reason: 'planned', until: at('2026-01-13 10:00') },
    ])
    expect(when(clock(planned, sla([within(8)])).due)).toBe('2026-01-13 17:00')
    const rules = { from: 0, reasons: { planned: { account: 'requester', refund: 'none' } } } as const
    const strict = { ...sla([within(8)]), pauses: [rules] }
    expect(clock(planned, strict, { now: '2026-01-12 16:00' }).state).toBe('paused')
    expect(when(clock(planned, strict, { now: '2026-01-13 10:00' }).due)).toBe('2026-01-12 17:00')
  })

  test('the first response is owed while anybody is waited for', () => {
    const held = history(opened, [monday, 'paused', { reason: 'user' }])
    expect(
      clock(held, sla([within(2, 'L', { metric: 'first_response' })]), {
        metric: 'first_response',
        now: '2026-01-12 12:00',
      }).state,
    ).toBe('late')
  })

  test('a promise kept only by its pauses is shown without them too', () => {
    const events = history(opened, ...pause('user', '2026-01-12 10:00', '2026-01-12 16:00'), [
      '2026-01-13 10:00',
      'resolved',
    ])
    expect(clock(events, sla([within(4)]))).toMatchObject({ kept: true, kept_without_pauses: false })
  })

  test('a case split from another starts with its message, or with its parent; one raised for oneself is marked', () => {
    const split = { message_at: at('2026-01-12 10:00'), parent_started_at: at(monday) }
    const events = history(['2026-01-12 12:00', 'opened', { split, self_raised: true }])
    expect(clock(events, sla([within(4)]))).toMatchObject({ started_at: at('2026-01-12 10:00'), self_raised: true })
    expect(clock(events, sla([within(4)], { on_split: 'inherit' })).started_at).toBe(at(monday))
  })

  test('an agreement’s own marks start and stop a clock of its own', () => {
    const visit = within(2, 'L', { metric: 'visit', starts_at_mark: 'booked', stops_at_mark: 'visited' })
    const events = history(
      opened,
      ['2026-01-12 10:00', 'marked', { mark: 'booked' }],
      ['2026-01-12 11:00', 'marked', { mark: 'visited' }],
    )
    expect(clock(events, sla([visit]), { metric: 'visit' })).toMatchObject({ state: 'met', business_seconds: HOUR })
  })

  test('an agreement that promises nothing, or by no calendar, is refused in words', () => {
    expect(agreementProblem(sla([]), calendars)).toMatch(/has no target/)
    expect(agreementProblem(sla([within(8, 'nobody’s')]), calendars)).toMatch(/“nobody’s”, which is no calendar/)
    expect(agreementProblem(sla([within(0)]), calendars)).toMatch(/allows no time/)
    expect(agreementProblem(sla([within(8)]), calendars)).toBeNull()
  })
})
