import type { Read } from '#platform/database/transaction.ts'

/** When a person last said that they had seen what changed; undefined when never. */
export async function findLastVisit(tx: Read, person_id: string): Promise<Date | undefined> {
  const row = await tx
    .selectFrom('people.last_visits')
    .select('visited_at')
    .where('person_id', '=', person_id)
    .executeTakeFirst()
  return row?.visited_at
}
