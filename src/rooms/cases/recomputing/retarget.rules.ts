import type { Promised } from '#rooms/catalogue/index.ts'
import { type CaseClock, retarget } from '../clocks/case-clock.rules.ts'

/**
 * A clock under the targets its organisation has now: what it used is carried over, and measured against them. `at` is when they
 * changed, or later when it has been stopped and started since. One without a target keeps the promise it has.
 */
export function underTargets(clock: CaseClock, targets: readonly Promised[], at: Date): CaseClock {
  const target = targets.find(({ metric, priority }) => metric === clock.metric && priority === clock.priority)
  if (!target || (target.seconds === clock.target_seconds && target.calendar_id === clock.calendar_id)) return clock
  return retarget(clock, target, clock.counting_since && clock.counting_since > at ? clock.counting_since : at)
}
