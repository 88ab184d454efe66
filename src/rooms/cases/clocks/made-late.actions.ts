import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import type { Case } from '../case.queries.ts'
import { targetMissed } from '../events.ts'
import type { CaseClock } from './case-clock.rules.ts'

/** A change that makes the case late is a breach at the moment of the change, with the change as its cause (clock semantics 11). */
export async function tellMadeLate(tx: Write, author: Author, theCase: Case, clocks: readonly CaseClock[], now: Date) {
  for (const { kind, metric, missed_at, missed_because } of clocks)
    if (missed_because === 'reclassified' && missed_at?.getTime() === now.getTime()) {
      const payload = {
        ...{ metric, due_at: now.toISOString(), because: 'reclassified' },
        ...(kind !== 'sla' && { kind }),
      }
      await record(tx, author, targetMissed, theCase, payload, now, { topics: ['cases'] })
    }
}
