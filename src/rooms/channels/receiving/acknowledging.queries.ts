import type { Read } from '#platform/database/transaction.ts'

/** Whether the mailbox that a message came to tells people that it has come, and what the message calls itself. */
export async function findAcknowledging(
  tx: Read,
  received_id: string,
): Promise<{ acknowledges: boolean; message_id: string | null } | undefined> {
  return tx
    .selectFrom('channels.received_messages as r')
    .innerJoin('channels.mailboxes as m', 'm.id', 'r.mailbox_id')
    .select(['m.acknowledges', 'r.message_id'])
    .where('r.id', '=', received_id)
    .executeTakeFirst()
}
