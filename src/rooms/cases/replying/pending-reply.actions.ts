/*
 * A reply is written, and goes a little later: for ten seconds it can be undone, or it waits for its day. Until then it is its
 * author's, like a draft: it is in no story, stops no clock, and only a time that was chosen is recorded. When it goes, the ordinary
 * act runs in the author's name, if they may still work on the case (abuse cases 25 and 30).
 */
import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, announce, record } from '#platform/events/record.ts'
import { keepFiles, releaseFiles } from '#platform/files/store.ts'
import type { Entered } from '#platform/http/form.ts'
import { enqueue, unqueue } from '#platform/jobs/enqueue.ts'
import { lockCase } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { replyPlanned, replyWithdrawn } from '../events.ts'
import { onceEach, type Recipient } from '../participants/participant.rules.ts'
import { caseProblems, refuse } from '../problems.ts'
import { lockPending, type PendingReply } from './pending-reply.queries.ts'
import { go, settle } from './send-pending.actions.ts'
import { sendReply } from './send-reply.jobs.ts'

export interface WriteReply {
  /** Made with the form: sent twice, it is one reply. */
  readonly id: string
  readonly reference: string
  readonly kind: 'reply' | 'forward'
  readonly body: string
  readonly then_do: 'send' | 'wait' | 'resolve'
  readonly recipients: readonly Recipient[]
  readonly file_ids: readonly string[]
  readonly passed_on?: readonly string[]
  readonly entered: Entered
  readonly send_at: Date
  readonly planned: boolean
}

type Person = Author & { readonly person_id: string }

const keyOf = (id: string) => `reply:${id}`

/** Writes a reply that goes at its time. Raises what stops one now: a case that is closed or merged. */
export async function writeReply(tx: Write, author: Person, command: WriteReply, now: Date): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  if (await isWritten(tx, command.id)) return
  refuse(command.kind === 'reply' ? whyNot.reply(theCase) : whyNot.note(theCase))
  const { id, kind, body, then_do, send_at, planned, file_ids, passed_on = [] } = command
  const { id: case_id, organisation_id } = theCase
  await keepFiles(tx, { person_id: author.person_id, organisation_id }, file_ids)
  await tx
    .insertInto('cases.pending_replies')
    .values({
      ...{ id, organisation_id, case_id, kind, body, then_do, send_at, planned, written_at: now },
      ...{ author_id: author.person_id, author_name: author.name },
      ...{ file_ids: [...file_ids], passed_on: [...passed_on] },
      recipients: JSON.stringify(onceEach(command.recipients)),
      entered: JSON.stringify(command.entered),
    })
    .execute()
  await enqueue(tx, sendReply, organisation_id, { reply_id: id }, { at: send_at, key: keyOf(id) })
  if (planned) await record(tx, author, replyPlanned, theCase, { reply_id: id, send_at: send_at.toISOString() }, now)
  announce(tx, theCase)
}

async function isWritten(tx: Write, id: string): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`select exists (select from cases.pending_replies where id = ${id})
    or exists (select from cases.messages where id = ${id}) as known`.execute(tx)
  return rows[0]!.known
}

interface OfReply {
  readonly reference: string
  readonly reply_id: string
}

/** Takes a reply back before it goes; its files can be sent with another. Raises `cases.reply-sent`, `cases.reply-withdrawn`. */
export async function withdrawReply(tx: Write, author: Person, command: OfReply, now: Date): Promise<PendingReply> {
  const theCase = await lockCase(tx, command.reference)
  const pending = await lockPending(tx, theCase, command.reply_id)
  refuseSettled(pending)
  await settle(tx, pending, 'withdrawn', author.person_id, now)
  await unqueue(tx, keyOf(pending.id))
  const { organisation_id } = theCase
  await releaseFiles(tx, { person_id: author.person_id, organisation_id }, pending.file_ids, now)
  const payload = { reply_id: pending.id, author: pending.author_name }
  if (pending.planned || pending.state === 'held') await record(tx, author, replyWithdrawn, theCase, payload, now)
  announce(tx, theCase)
  return pending
}

/** Sends a reply now, whatever was said since: by whoever wrote it. Raises `cases.reply-of-another`, and what stops a reply. */
export async function sendNow(tx: Write, author: Person, command: OfReply, now: Date): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  const pending = await lockPending(tx, theCase, command.reply_id)
  if (pending.author_id !== author.person_id) caseProblems.raise('reply-of-another')
  if (pending.state === 'sent') return
  refuseSettled(pending)
  await go(tx, theCase, pending, now)
  await unqueue(tx, keyOf(pending.id))
}

function refuseSettled({ state }: PendingReply) {
  if (state === 'sent') caseProblems.raise('reply-sent')
  if (state === 'withdrawn') caseProblems.raise('reply-withdrawn')
}
