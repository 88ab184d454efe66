import { isId } from '#platform/database/id.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Entered } from '#platform/http/form.ts'
import { type Case, listMessages, type Message } from '../case.queries.ts'
import type { Recipient } from '../participants/participant.rules.ts'
import { caseProblems } from '../problems.ts'

/** A reply that has been written; whether it has gone is its state. */
export interface PendingReply {
  readonly id: string
  readonly organisation_id: string
  readonly case_id: string
  readonly kind: 'reply' | 'forward'
  readonly author_id: string
  readonly author_name: string
  readonly body: string
  readonly then_do: 'send' | 'wait' | 'resolve'
  readonly recipients: readonly Recipient[]
  readonly file_ids: readonly string[]
  readonly passed_on: readonly string[]
  readonly entered: Entered
  readonly written_at: Date
  readonly send_at: Date
  readonly planned: boolean
  readonly state: 'waiting' | 'held' | 'sent' | 'withdrawn'
  readonly held_because: string | null
  readonly settled_by: string | null
}

const query = (tx: Read, id: string) =>
  tx
    .selectFrom('cases.pending_replies')
    .select([
      'id',
      'organisation_id',
      'case_id',
      'kind',
      'author_id',
      'author_name',
      'body',
      'then_do',
      'recipients',
      'file_ids',
    ])
    .select(['passed_on', 'entered', 'written_at', 'send_at', 'planned', 'state', 'held_because', 'settled_by'])
    .where('id', '=', id)

/** Undefined for none, and for another council's. */
export async function findPending(tx: Read, id: string): Promise<PendingReply | undefined> {
  if (!isId(id)) return undefined
  // Kinds and states are checked by the table; recipients and what was entered are written by one act.
  return (await query(tx, id).executeTakeFirst()) as PendingReply | undefined
}

/** Loads a reply of this case for change; of a case merged into it too. Raises `cases.reply-not-found`. */
export async function lockPending(tx: Write, theCase: Pick<Case, 'id'>, id: string): Promise<PendingReply> {
  if (!isId(id)) return caseProblems.raise('reply-not-found')
  const found = await query(tx, id).where('case_id', '=', theCase.id).forNoKeyUpdate().executeTakeFirst()
  return (found as PendingReply | undefined) ?? caseProblems.raise('reply-not-found')
}

/** What was said to or by the requester since a reply was written: never a note. */
export async function saidSinceWritten(tx: Read, pending: PendingReply): Promise<Message[]> {
  const messages = await listMessages(tx, pending.case_id, 'requester')
  return messages.filter(({ sent_at, author_id }) => sent_at > pending.written_at && author_id !== pending.author_id)
}

/** Replies of colleagues that are on their way now, in their ten seconds: two people answering at once is worse than one answering late. */
export async function listOnTheirWay(tx: Read, case_id: string, person_id: string): Promise<PendingReply[]> {
  const rows = await tx
    .selectFrom('cases.pending_replies')
    .selectAll()
    .where('case_id', '=', case_id)
    .where('state', '=', 'waiting')
    .where('planned', '=', false)
    .where('kind', '=', 'reply')
    .where('author_id', '!=', person_id)
    .execute()
  return rows as unknown as PendingReply[]
}
