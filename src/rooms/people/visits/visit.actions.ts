import type { Write } from '#platform/database/transaction.ts'

/** Notes that a person has seen what changed up to now. Not recorded as an event: it changes nobody's facts but their own view. */
export async function markVisited(
  tx: Write,
  person: { person_id: string; organisation_id: string },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('people.last_visits')
    .values({ ...person, visited_at: now })
    .onConflict(conflict => conflict.column('person_id').doUpdateSet({ visited_at: now }))
    .execute()
}
