/** When a clock stands still, why, and on whose account (clock semantics 8 to 10). */
import type { Pause } from '../target.rules.ts'
import type { Agreement, Metric, PauseRule, PauseRules } from './agreement.rules.ts'
import { type CaseEvent, type EventOf, wantsAnswer } from './history.rules.ts'

/** A time for which somebody stopped the case, whatever it stops. */
interface Hold {
  readonly reason: string
  readonly from: number
  readonly to?: number | undefined
  readonly by?: string | undefined
}

const ALWAYS_OWED: readonly Metric[] = ['acknowledge', 'first_response', 'own']

const stops = (rule: PauseRule | undefined, metric: Metric): rule is PauseRule =>
  rule !== undefined && (rule.metrics?.includes(metric) ?? !ALWAYS_OWED.includes(metric))

/** Whether an event ends a hold that is in force. */
function ends(event: CaseEvent, held: EventOf<'paused'>, rule: PauseRule | undefined): boolean {
  if (event.what === 'resumed') return event.hold === undefined || event.hold === held.hold
  if (event.what === 'message') return rule?.ends_when_answered === true && wantsAnswer(event)
  return event.what === 'resolved' || event.what === 'closed'
}

function holdsOf(events: readonly CaseEvent[], ruleAt: (reason: string, at: number) => PauseRule | undefined): Hold[] {
  return events.flatMap((held, i) => {
    if (held.what !== 'paused') return []
    const end = events.slice(i + 1).find(event => ends(event, held, ruleAt(held.reason, event.at)))
    const to = Math.min(end?.at ?? Number.POSITIVE_INFINITY, held.until ?? Number.POSITIVE_INFINITY)
    return [{ reason: held.reason, from: held.at, to: to === Number.POSITIVE_INFINITY ? undefined : to, by: held.by }]
  })
}

/** The rules as they hold over time: one that recomputes holds for all the time before it as well. */
function inForce(rules: readonly PauseRules[], now: number) {
  const known = rules.filter(({ from }) => from <= now).toSorted((a, b) => a.from - b.from)
  const since = Math.max(
    0,
    known.findLastIndex(({ recompute }) => recompute),
  )
  return known.slice(since).map(({ from, reasons }, i, all) => ({
    reasons,
    from: i === 0 ? Number.NEGATIVE_INFINITY : from,
    to: all[i + 1]?.from ?? Number.POSITIVE_INFINITY,
  }))
}

/** Every time for which a reason stops a metric under an agreement. They may overlap: the clock stands still once. */
export function pausesOf(agreement: Agreement, metric: Metric, events: readonly CaseEvent[], now: number): Pause[] {
  const rules = inForce(agreement.pauses, now)
  const ruleAt = (reason: string, at: number) => rules.find(({ from, to }) => from <= at && at < to)?.reasons[reason]
  return holdsOf(events, ruleAt).flatMap(hold =>
    rules.flatMap(({ reasons, ...force }): Pause[] => {
      const rule = reasons[hold.reason]
      const over = hold.to !== undefined && hold.to <= now
      if (!stops(rule, metric) || (rule.refund === 'none' && over)) return []
      const from = Math.max(hold.from, force.from)
      const to = Math.min(hold.to ?? Number.POSITIVE_INFINITY, force.to)
      if (to <= from) return []
      const until = to === Number.POSITIVE_INFINITY ? undefined : to
      return [{ from, to: until, reason: hold.reason, account: rule.account, by: hold.by }]
    }),
  )
}
