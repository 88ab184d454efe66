/** What another priority would do to a case's clocks, before anybody changes it: the same sums, with one more event. */
import { type Agreement, type CaseEvent, type Clock, clocksOf, preview } from '#rooms/clock/index.ts'
import type { Account } from './account.queries.ts'

/** What may become of the time used when a priority changes on the way (clock semantics 11). */
export const POLICIES = {
  carry: 'Keep the time used, and count it against the new target',
  retroactive: 'Count all of it again as if it had been so from the start',
  restart: 'Start anew',
  keep: 'Keep the target it has',
} as const
export type Policy = keyof typeof POLICIES
export const POLICY_NAMES = Object.keys(POLICIES) as Policy[]

export interface Wanted {
  readonly priority: string
  /** As each agreement says, when left out. */
  readonly policy?: Policy | undefined
}

export interface Would {
  /** The clock as it would be. */
  readonly clock: Clock
  /** As it is; undefined when it would only begin. */
  readonly now?: Clock | undefined
  readonly becomes: 'late' | 'in time' | 'moved' | 'same'
}

const isOpen = ({ state }: Clock) => state === 'running' || state === 'paused' || state === 'late'

const WHAT_IF = 'what if'

/** The agreement with another policy from now on: for what is tried, never for what has been. */
function trying(
  agreement: Agreement,
  clocks: readonly Clock[],
  policy: Policy,
): { agreement: Agreement; tried: boolean } {
  const last = clocks.findLast(clock => clock.agreement === agreement.id)
  const version = agreement.versions.find(one => one.version === last?.version)
  if (!version) return { agreement, tried: false }
  const tried = { ...version, version: WHAT_IF, from: Number.MAX_SAFE_INTEGER, on_change: policy }
  return { agreement: { ...agreement, versions: [...agreement.versions, tried] }, tried: true }
}

/** How each open clock would stand. Nothing is changed by asking. */
export function whatIf(account: Account, { priority, policy }: Wanted, now: Date): Would[] {
  const at = now.getTime()
  const { events, calendars } = account
  const before = clocksOf(events, account.agreements, calendars, at)
  const all = account.agreements.map(one => (policy ? trying(one, before, policy) : { agreement: one, tried: false }))
  let seq = Math.max(0, ...events.map(event => event.seq))
  const agreed = all
    .filter(({ tried }) => tried)
    .map(({ agreement: { id } }): CaseEvent => ({ seq: ++seq, at, what: 'agreed', agreement: id, version: WHAT_IF }))
  const asked: CaseEvent = { seq: ++seq, at, what: 'prioritised', priority }
  const agreements = all.map(({ agreement }) => agreement)
  const after = clocksOf([...events, ...agreed, asked], agreements, calendars, at)
  const { moved, late, saved } = preview(before, after)
  return after.flatMap((clock): Would[] => {
    const was = before.find(({ id }) => id === clock.id)
    if (was ? !isOpen(was) : !isOpen(clock)) return []
    const { id } = clock
    const shifted = moved.some(one => one.id === id) || !was || was.state !== clock.state
    const becomes = late.includes(id) ? 'late' : saved.includes(id) ? 'in time' : shifted ? 'moved' : 'same'
    return [{ clock, now: was, becomes }]
  })
}
