import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { channelProblems } from '../problems.ts'
import { type Reader, rawOf } from '../receiving/raw.queries.ts'
import type { Received } from '../receiving/received.queries.ts'
import type { ReceivedEntry } from './list-received.queries.ts'

/** A received message with what its page shows of it. */
export interface ReceivedWhole extends Received {
  readonly state: ReceivedEntry['state']
  readonly came_by: string
  readonly copies: number
  readonly from_address: string | null
  readonly subject: string | null
  readonly mailbox: string
  readonly zone: string
}

/** Raises `channels.message-not-found`. */
export async function getReceivedWhole(tx: Read, id: string): Promise<ReceivedWhole> {
  const { rows } = await sql<ReceivedWhole>`
    select m.id, m.organisation_id, m.mailbox_id, m.received_at, m.size, m.envelope_from, m.envelope_to, m.state, m.outcome, m.reason,
      m.reference, m.subject_id, m.attempts, m.came_by, m.copies, m.from_address, m.subject, b.address as mailbox, o.zone
    from channels.received_messages m join channels.mailboxes b on b.id = m.mailbox_id
      join people.published_organisations o on o.id = m.organisation_id
    where m.id = ${id}`.execute(tx)
  return rows[0] ?? channelProblems.raise('message-not-found')
}

const MOST_HEADERS = 16_384

/** A message's headers as they came, as text; of very long ones the beginning. */
export async function headersOf(read: Reader, received_id: string): Promise<string> {
  for await (const piece of rawOf(read, received_id)) {
    const text = Buffer.from(piece.subarray(0, MOST_HEADERS)).toString('utf8')
    const end = /\r?\n\r?\n/.exec(text)
    return (end ? text.slice(0, end.index) : text).replaceAll('\0', '')
  }
  return ''
}
