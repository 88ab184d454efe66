import type { Write } from '#platform/database/transaction.ts'

/** What was read of a received message, for lists, and to count who writes how often. */
export interface WasRead {
  readonly id: string
  readonly from_address: string | null
  readonly from_name: string | null
  readonly subject: string | null
  readonly auto_reply: boolean
  readonly bounce: boolean
}

/** Writes down what was read. What the message says of itself is not who it is from. */
export async function noteRead(tx: Write, { id, ...read }: WasRead): Promise<void> {
  await tx.updateTable('channels.received_messages').set(read).where('id', '=', id).execute()
}

/** One more attempt at filing failed; how many that makes. */
export async function noteAttempt(tx: Write, id: string): Promise<number> {
  const { attempts } = await tx
    .updateTable('channels.received_messages')
    .set(eb => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .returning('attempts')
    .executeTakeFirstOrThrow()
  return attempts
}
