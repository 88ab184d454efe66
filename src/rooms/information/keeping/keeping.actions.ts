import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import type { RecordKind } from '#platform/holdings/holding.ts'
import { getPerson, lockOrganisation } from '#rooms/people/index.ts'
import { keepingChanged } from '../events.ts'
import { listRules } from './rules.queries.ts'
import { ruleOf } from './rules.rules.ts'

export interface SetRule {
  readonly kind: RecordKind
  readonly days: number | null
  readonly owner_id: string | null
}

/** Sets how long kinds of record are kept, and who answers for each. Only what changes is told. */
export async function setRules(
  tx: Write,
  author: Author,
  { organisation_id, rules }: { organisation_id: string; rules: readonly SetRule[] },
  now: Date,
): Promise<void> {
  await lockOrganisation(tx, organisation_id)
  const known = await listRules(tx, organisation_id)
  for (const { kind, days, owner_id } of rules) {
    const before = ruleOf(known, kind)
    if (before.days === days && before.owner_id === owner_id) continue
    if (owner_id) await getPerson(tx, owner_id)
    const set = { days, owner_id, changed_at: now }
    await tx
      .insertInto('information.retention_rules')
      .values({ organisation_id, kind, ...set })
      .onConflict(conflict => conflict.columns(['organisation_id', 'kind']).doUpdateSet(set))
      .execute()
    const subject = { id: organisation_id, organisation_id }
    await record(tx, author, keepingChanged, subject, { kind, days, before: before.days, owner_id }, now)
  }
}
