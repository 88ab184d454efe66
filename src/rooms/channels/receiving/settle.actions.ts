import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { messageSettled } from '../events.ts'

/** What became of a message, as `moothall receive` says it too. */
export type Outcome = 'caseLogged' | 'replyAdded' | 'quarantined' | 'ignored'

export interface Settle {
  readonly id: string
  readonly organisation_id: string
  readonly outcome: Outcome
  /** In words, for the person who looks: "The sender is not known here." */
  readonly reason: string | null
  /** The case it went to. */
  readonly subject?: { readonly id: string; readonly organisation_id: string; readonly reference: string }
}

/** Says what became of a received message, in the transaction that did it. A message put to one side can be settled again. */
export async function settleReceived(tx: Write, author: Author, command: Settle, now: Date): Promise<void> {
  const { id, organisation_id, outcome, reason, subject } = command
  const state = outcome === 'quarantined' || outcome === 'ignored' ? outcome : 'filed'
  await tx
    .updateTable('channels.received_messages')
    .set({
      ...{ state, outcome, reason, settled_at: now, settled_by: author.person_id ?? null },
      subject_id: subject?.id ?? null,
      subject_organisation_id: subject?.organisation_id ?? null,
      reference: subject?.reference ?? null,
    })
    .where('id', '=', id)
    .execute()
  const told = { outcome, reason, reference: subject?.reference ?? null }
  await record(tx, author, messageSettled, { id, organisation_id }, told, now, { topics: ['mail'] })
}
