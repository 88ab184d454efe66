import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { channelProblems } from '../problems.ts'

export interface Received {
  readonly id: string
  readonly organisation_id: string
  readonly mailbox_id: string
  readonly received_at: Date
  readonly size: number
  readonly envelope_from: string | null
  readonly envelope_to: string | null
  readonly state: string
  readonly outcome: string | null
  readonly reason: string | null
  readonly reference: string | null
  readonly subject_id: string | null
  readonly attempts: number
}

const COLUMNS = [
  ...(['id', 'organisation_id', 'mailbox_id', 'received_at', 'size', 'envelope_from', 'envelope_to'] as const),
  ...(['state', 'outcome', 'reason', 'reference', 'subject_id', 'attempts'] as const),
] as const

/** A received message, or raises `channels.message-not-found`. */
export async function getReceived(tx: Read, id: string): Promise<Received> {
  const found = await tx
    .selectFrom('channels.received_messages')
    .select(COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst()
  return found ?? channelProblems.raise('message-not-found')
}

/** The same, for whoever settles it: two at once would file it twice. */
export async function lockReceived(tx: Write, id: string): Promise<Received> {
  const found = await tx
    .selectFrom('channels.received_messages')
    .select(COLUMNS)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return found ?? channelProblems.raise('message-not-found')
}

/** Whether an address is one of ours, anywhere in this installation: mail from it is a loop (abuse case 9). */
export async function isOurs(tx: Read, address: string): Promise<boolean> {
  const { rows } = await sql<{ ours: boolean }>`select channels.is_ours(${address}) as ours`.execute(tx)
  return rows[0]?.ours === true
}
