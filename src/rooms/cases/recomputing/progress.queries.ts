import type { Read } from '#platform/database/transaction.ts'
import type { Progress } from '#rooms/people/index.ts'
import type { Under } from './running-clocks.queries.ts'

/** How the last recompute under these terms is getting on; undefined when there was none. */
export async function progressUnder(tx: Read, { what, subject_id }: Under): Promise<Progress | undefined> {
  const row = await tx
    .selectFrom('cases.recomputes')
    .select(['looked_at', 'total', 'moved', 'asked_at', 'finished_at'])
    .where('what', '=', what)
    .where('subject_id', '=', subject_id)
    .executeTakeFirst()
  return row && { ...row, total: Math.max(row.total, row.looked_at) }
}
