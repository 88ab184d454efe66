import type { Write } from '#platform/database/transaction.ts'
import type { Case } from '../case.queries.ts'
import { accountOf } from '../explaining/account.queries.ts'
import { clocksUnder } from '../explaining/explain.rules.ts'
import { listUpheld } from './dispute.queries.ts'

/**
 * Keeps, beside the outcome of each promise, how it would have ended without the pauses whose dispute was upheld: a second, labelled
 * figure (clock semantics 16, 20). What still runs is weighed when it ends.
 */
export async function weighDisputes(tx: Write, theCase: Case, now: Date): Promise<void> {
  const upheld = await listUpheld(tx, theCase.id)
  if (upheld.length === 0) return
  const clocks = clocksUnder(await accountOf(tx, theCase), now, upheld).filter(({ kind }) => kind === 'sla')
  const last = new Map(clocks.map(clock => [clock.metric, clock]))
  for (const { metric, kept, business_seconds } of last.values()) {
    if (kept === undefined) continue
    const weighed = { outcome: kept ? 'met' : 'missed', used_seconds: business_seconds, worked_out_at: now }
    await tx
      .insertInto('cases.disputed_outcomes')
      .values({ case_id: theCase.id, metric, organisation_id: theCase.organisation_id, ...weighed })
      .onConflict(conflict => conflict.columns(['case_id', 'metric']).doUpdateSet(weighed))
      .execute()
  }
}
