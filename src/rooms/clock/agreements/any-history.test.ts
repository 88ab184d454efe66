/* What holds for every history: properties of the clocks of cases by chance. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { at, HOUR } from '../test-calendars.ts'
import type { Clock } from './clocks.rules.ts'
import type { CaseEvent } from './history.rules.ts'
import { clocks, contract, sla, within } from './test-history.ts'

const START = at('2026-01-05 09:00')
const policies = fc.constantFrom('carry', 'retroactive', 'restart', 'keep')
const calendar = fc.constantFrom('L', 'LU', 'S', '24')

/** Something that happens some minutes after the thing before it. */
const something = fc.oneof(
  fc.record({ what: fc.constant('paused'), reason: fc.constantFrom('user', 'contractor', 'planned', 'odd') }),
  fc.record({ what: fc.constantFrom('resumed', 'resolved', 'reopened', 'unmerged', 'closed') }),
  fc.record({ what: fc.constant('prioritised'), priority: fc.constantFrom('P1', 'P2', 'P3', 'P9') }),
  fc.record({
    ...{ what: fc.constant('message'), from: fc.constantFrom('requester', 'desk', 'supplier') },
    ...{ seen_by_requester: fc.boolean(), automatic: fc.boolean(), thanks: fc.boolean() },
  }),
  fc.record({ what: fc.constant('handed_over'), to: fc.constantFrom('desk', 'supplier'), done: fc.boolean() }),
  fc.constantFrom({ what: 'rejected', back_to: 'desk' }, { what: 'merged', into: 'C-2' }),
)

const events = fc.array(fc.tuple(something, fc.nat(3000)), { maxLength: 12 }).map(all => {
  let when = START
  const rest = all.map(([event, minutes], i) => {
    when += minutes * 60_000
    return { ...event, seq: i + 2, at: when }
  })
  return [{ what: 'opened', seq: 1, at: START, priority: 'P3', party: 'desk' }, ...rest] as CaseEvent[] // as made above
})

const METRICS = ['first_response', 'next_response', 'keep_informed', 'resolve', 'own']
const agreements = fc
  .tuple(policies, calendar, fc.constantFrom('continue', 'restart'))
  .map(([on_change, name, on_reopen]) => {
    const targets = METRICS.flatMap(metric =>
      [
        ['P1', 2],
        ['P2', 8],
        ['P3', 16],
      ].map(([priority, hours]) =>
        within(Number(hours), name, {
          ...{
            metric,
            priority: String(priority),
            thresholds: [
              { name: 'warn', percent: 75 },
              { name: 'soon', seconds_before: HOUR },
            ],
          },
        }),
      ),
    )
    return [sla(targets, { on_change, on_reopen }), contract(targets)]
  })

const now = fc
  .integer({ min: 0, max: 60_000 })
  .map(minutes => new Date(START + minutes * 60_000).toISOString().slice(0, 16))
const asked = fc.tuple(
  events,
  agreements,
  now.map(time => `${time}Z`),
)

test('the stretches of a clock follow on each other and add up to what is used; nothing is negative', () => {
  fc.assert(
    fc.property(asked, ([events, agreements, now]) => {
      for (const clock of clocks(events, agreements, { now })) {
        const { intervals, business_seconds, actual_seconds, started_at } = clock
        intervals.forEach(({ from, to, seconds }, i) => {
          expect(from).toBe(i === 0 ? started_at : intervals[i - 1]!.to)
          expect(to).toBeGreaterThan(from)
          expect(seconds).toBeGreaterThanOrEqual(0)
          expect(seconds).toBeLessThanOrEqual((to - from) / 1000)
        })
        const ran = intervals.filter(({ kind }) => kind === 'running').reduce((sum, { seconds }) => sum + seconds, 0)
        expect(ran).toBeCloseTo(business_seconds, 3)
        expect(business_seconds).toBeLessThanOrEqual(actual_seconds)
      }
    }),
    { numRuns: 300 },
  )
})

test('the order events arrive in does not matter, only the order they were saved in', () => {
  fc.assert(
    fc.property(asked, fc.nat(), ([events, agreements, now], turn) => {
      const shuffled = events.map((_, i) => events[(i + turn) % events.length]!)
      expect(clocks(shuffled, agreements, { now })).toEqual(clocks(events, agreements, { now }))
    }),
    { numRuns: 100 },
  )
})

test('what happens later changes nothing that was true before: outcomes stay, and no breach is taken back', () => {
  fc.assert(
    fc.property(asked, fc.nat(20_000), ([events, agreements, now], minutes) => {
      const earlier = clocks(events, agreements, { now })
      const later = clocks(events, agreements, {
        now: new Date(at(now) + minutes * 60_000).toISOString().slice(0, 16).concat('Z'),
      })
      for (const clock of earlier) {
        const then = later.find(({ id }) => id === clock.id)!
        const kept = judged(clock)
        if (!events.some(({ what }) => what === 'unmerged')) expect(judged(then).slice(0, kept.length)).toEqual(kept)
        if (clock.breach) expect(then.breach).toBeDefined()
        expect(then.business_seconds).toBeGreaterThanOrEqual(clock.business_seconds - 0.001 - restarted(then))
      }
    }),
    { numRuns: 200 },
  )
})

const judged = ({ outcomes }: Clock) => outcomes.filter(({ result }) => result === 'met' || result === 'missed')

const restarted = ({ intervals }: Clock) =>
  intervals.some(({ kind, priority }) => kind === 'forgotten' || priority !== 'P3') ? Number.POSITIVE_INFINITY : 0

test('a pause never brings a due moment forward, and never uses time', () => {
  fc.assert(
    fc.property(asked, ([events, agreements, now]) => {
      const unpaused = clocks(
        events,
        agreements.map(agreement => ({ ...agreement, pauses: [] })),
        { now },
      )
      for (const [i, clock] of clocks(events, agreements, { now }).entries()) {
        const plain = unpaused[i]!
        expect(plain.id).toBe(clock.id)
        expect(clock.business_seconds).toBeLessThanOrEqual(plain.business_seconds + 0.001)
        if (clock.due !== undefined && plain.due !== undefined && !clock.breach && !plain.breach)
          expect(clock.due).toBeGreaterThanOrEqual(plain.due)
        if (clock.kept_without_pauses) expect(clock.kept).toBe(true)
      }
    }),
    { numRuns: 300 },
  )
})

test('late is exactly when more than the target is used; due is exactly when all of it is', () => {
  fc.assert(
    fc.property(asked, ([events, agreements, now]) => {
      for (const clock of clocks(events, agreements, { now })) {
        if (clock.business_seconds > clock.target_seconds) expect(clock.breach).toBeDefined()
        if (clock.state !== 'running' || clock.due! <= Date.parse(now)) continue
        const asOf = (instant: number) =>
          clocks(
            events.filter(({ at }) => at <= Date.parse(now)),
            agreements,
            { now: new Date(instant).toISOString() },
          )
        const then = asOf(clock.due!).find(({ id }) => id === clock.id)!
        expect(then.business_seconds).toBeCloseTo(clock.target_seconds, 3)
        expect(then.state).toBe('running')
        expect(asOf(clock.late_from!).find(({ id }) => id === clock.id)!.state).toBe('late')
      }
    }),
    { numRuns: 100 },
  )
})

test('a supplier’s clocks run only while it has an open case, and one of a kind at a time', () => {
  fc.assert(
    fc.property(asked, ([events, agreements, now]) => {
      const known = events.filter(({ at }) => at <= Date.parse(now))
      const holder = known.reduce(
        (last, event) => (event.what === 'handed_over' ? event.to : event.what === 'rejected' ? event.back_to : last),
        'desk',
      )
      const running = clocks(events, agreements, { now }).filter(({ state }) => /running|paused|late/.test(state))
      if (holder !== 'supplier') expect(running.filter(({ kind }) => kind === 'supplier')).toEqual([])
      const kinds = running.map(({ agreement, metric }) => `${agreement} ${metric}`)
      expect(new Set(kinds).size).toBe(kinds.length)
    }),
    { numRuns: 300 },
  )
})
