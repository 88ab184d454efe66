import type { Write } from '#platform/database/transaction.ts'

/** Marks a person's own notices as read: those named, or all of them. Reading is nobody else's business, so it is no event. */
export async function markNoticesRead(
  tx: Write,
  command: { readonly person_id: string; readonly ids?: readonly string[] },
  now: Date,
): Promise<void> {
  const { person_id, ids } = command
  if (ids?.length === 0) return
  await tx
    .updateTable('channels.notifications')
    .set({ read_at: now })
    .where('person_id', '=', person_id)
    .where('read_at', 'is', null)
    .$if(ids !== undefined, query => query.where('id', 'in', [...ids!]))
    .execute()
}
