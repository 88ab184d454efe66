import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { lockCase } from '../case.queries.ts'
import { closeLocked } from './resolve-case.actions.ts'

/**
 * Closes a batch of an organisation's cases that are not closed, because it leaves. The story of each says why; nobody is written to,
 * since that it leaves is said once and not by a letter for each. Returns how many: none means that all are closed.
 */
export async function closeForLeaving(
  tx: Write,
  author: Author,
  { organisation_id, because, most }: { organisation_id: string; because: string; most: number },
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ reference: string; resolved: boolean }>`
    select reference, state = 'resolved' as resolved from cases.cases
    where organisation_id = ${organisation_id} and state <> 'closed' and merged_into_id is null order by id limit ${sql.lit(most)}`.execute(
    tx,
  )
  for (const { reference, resolved } of rows) {
    const theCase = await lockCase(tx, reference)
    // What was resolved was resolved: it keeps how.
    const closure_code = (resolved ? theCase.closure_code : null) ?? 'not_ours'
    await closeLocked(tx, author, theCase, { closure_code, because, tells: false }, now)
  }
  return rows.length
}
