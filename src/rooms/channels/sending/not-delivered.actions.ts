import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { messageNotDelivered } from '../events.ts'

export interface Undelivered {
  readonly id: string
  readonly organisation_id: string
  readonly kind: string
  readonly subject_id: string | null
  readonly about_id: string | null
}

export interface NotDelivered {
  readonly message: Undelivered
  readonly state: 'failed' | 'uncertain' | 'bounced' | 'complained' | 'suppressed' | 'delayed'
  readonly to: string
  /** For whoever wrote it. */
  readonly words: string
}

/** Tells that a message did not reach somebody, in the transaction that says so of the message, whose row it has locked. */
export async function tellNotDelivered(tx: Write, author: Author, command: NotDelivered, now: Date): Promise<void> {
  const { message, ...told } = command
  const { kind, subject_id, about_id } = message
  await record(tx, author, messageNotDelivered, message, { ...told, kind, subject_id, about_id }, now, {
    topics: ['mail', ...(subject_id ? [subject_id] : [])],
  })
}
