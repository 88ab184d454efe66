/** A case's clocks, each in the ways in which it can be counted. */
import { type Clock, clocksOf } from '#rooms/clock/index.ts'
import type { Account } from './account.queries.ts'

/** A clock as it is, as if nothing had paused it, and, where a dispute was upheld, without those pauses. */
export interface Explained {
  readonly clock: Clock
  readonly unpaused: Clock | undefined
  readonly disputed: Clock | undefined
}

interface Disputed {
  readonly state: string
  readonly from_time: Date
}

/** Every clock of an account at a moment; without the pauses that began at some instants, if any are named. */
export function clocksUnder(
  { events, agreements, calendars }: Account,
  now: Date,
  without: readonly Date[] = [],
): Clock[] {
  const left = new Set(without.map(at => at.getTime()))
  const counted = left.size === 0 ? events : events.filter(({ what, at }) => what !== 'paused' || !left.has(at))
  return clocksOf(counted, agreements, calendars, now.getTime())
}

/** Each clock with its other figures: compliance is never shown in one way alone (clock semantics 20). */
export function explainAll(account: Account, disputes: readonly Disputed[], now: Date): Explained[] {
  const upheld = disputes.filter(({ state }) => state === 'upheld').map(({ from_time }) => from_time)
  const never = { ...account, agreements: account.agreements.map(agreement => ({ ...agreement, pauses: [] })) }
  const unpaused = new Map(clocksUnder(never, now).map(clock => [clock.id, clock]))
  const disputed = new Map(upheld.length > 0 ? clocksUnder(account, now, upheld).map(clock => [clock.id, clock]) : [])
  return clocksUnder(account, now).map(clock => {
    return { clock, unpaused: unpaused.get(clock.id), disputed: disputed.get(clock.id) }
  })
}
