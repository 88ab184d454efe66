import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { lockOrganisation } from '#rooms/people/index.ts'
import { limitSet } from '../events.ts'
import { listLimits } from './hygiene.queries.ts'
import { type Hygiene, limitOf } from './hygiene.rules.ts'

/** Sets after how many hours a case that waits is one to look at. Only what changes is told. */
export async function setLimits(
  tx: Write,
  author: Author,
  { organisation_id, limits }: { organisation_id: string; limits: readonly { what: Hygiene; hours: number }[] },
  now: Date,
): Promise<void> {
  await lockOrganisation(tx, organisation_id)
  const known = await listLimits(tx, [organisation_id])
  for (const { what, hours } of limits) {
    const before = limitOf(known, organisation_id, what)
    if (before === hours) continue
    await tx
      .insertInto('reports.hygiene_limits')
      .values({ organisation_id, what, hours })
      .onConflict(conflict => conflict.columns(['organisation_id', 'what']).doUpdateSet({ hours }))
      .execute()
    await record(tx, author, limitSet, { id: organisation_id, organisation_id }, { what, hours, before }, now)
  }
}
