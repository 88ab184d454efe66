/** What a pause decides: each promise with it, and without it. */
import type { Clock } from '#rooms/clock/index.ts'
import type { Account } from '../explaining/account.queries.ts'
import { clocksUnder } from '../explaining/explain.rules.ts'

export interface Weighed {
  readonly clock: Clock
  readonly without: Clock | undefined
}

export function weigh(account: Account, from_time: Date, now: Date): Weighed[] {
  const without = new Map(clocksUnder(account, now, [from_time]).map(clock => [clock.id, clock]))
  return clocksUnder(account, now).map(clock => ({ clock, without: without.get(clock.id) }))
}
