/* What is done when a reply's time has come, or its author does not want to wait. */
import type { Write } from '#platform/database/transaction.ts'
import { record } from '#platform/events/record.ts'
import { listFiles } from '#platform/files/store.ts'
import { sayWhen } from '#platform/time/say.ts'
import { mayNow } from '#rooms/people/index.ts'
import { attachKept } from '../attaching/attach-files.actions.ts'
import { type Case, getCaseById, lockCase } from '../case.queries.ts'
import { holdCase } from '../clocks/hold-case.actions.ts'
import { resolveCase } from '../closing/resolve-case.actions.ts'
import { replyHeld } from '../events.ts'
import { addLocked } from '../participants/participant.actions.ts'
import { lockPending, type PendingReply, saidSinceWritten } from './pending-reply.queries.ts'
import { forward, reply } from './reply.actions.ts'
import { sendOut } from './send-message.actions.ts'

const LONGEST_RESOLUTION = 2000

/**
 * What the timer does: sends the reply if it still waits and its time has come, in the name of an author who may still work on the
 * case. One for which a time was chosen is held instead when somebody has written since.
 */
export async function sendWhenDue(tx: Write, reply_id: string, now: Date): Promise<void> {
  const due = await tx
    .selectFrom('cases.pending_replies')
    .select('case_id')
    .where('id', '=', reply_id)
    .executeTakeFirst()
  if (!due) return
  const theCase = await lockCase(tx, (await getCaseById(tx, due.case_id)).reference)
  const pending = await lockPending(tx, theCase, reply_id)
  if (pending.state !== 'waiting' || pending.send_at > now) return
  if (!(await mayNow(tx, pending.author_id, theCase.organisation_id, 'cases.work')))
    return hold(tx, theCase, pending, `${pending.author_name} no longer works on these cases.`, now)
  const since = pending.planned && pending.kind === 'reply' ? (await saidSinceWritten(tx, pending)).at(-1) : undefined
  if (since) {
    const when = sayWhen(since.sent_at, theCase.zone, now)
    return hold(tx, theCase, pending, `${since.author_name} wrote since, ${when}.`, now)
  }
  await go(tx, theCase, pending, now)
}

/** Keeps a reply that cannot go, for its author or a colleague to see to. */
export async function holdReply(tx: Write, reply_id: string, because: string, now: Date): Promise<void> {
  const due = await tx
    .selectFrom('cases.pending_replies')
    .select('case_id')
    .where('id', '=', reply_id)
    .executeTakeFirst()
  if (!due) return
  const theCase = await lockCase(tx, (await getCaseById(tx, due.case_id)).reference)
  const pending = await lockPending(tx, theCase, reply_id)
  if (pending.state === 'waiting') await hold(tx, theCase, pending, because, now)
}

async function hold(tx: Write, theCase: Case, pending: PendingReply, because: string, now: Date) {
  const { id, author_id, author_name } = pending
  await tx
    .updateTable('cases.pending_replies')
    .set({ state: 'held', held_because: because })
    .where('id', '=', id)
    .execute()
  const service = { person_id: undefined, name: 'Moothall' }
  await record(tx, service, replyHeld, theCase, { reply_id: id, author_id, author: author_name, because }, now, {
    topics: ['cases'],
  })
}

/** Says how a reply ended. */
export const settle = (tx: Write, { id }: PendingReply, state: 'sent' | 'withdrawn', by: string, now: Date) =>
  tx.updateTable('cases.pending_replies').set({ state, settled_at: now, settled_by: by }).where('id', '=', id).execute()

/** The acts that a reply is made of, in its author's name. */
export async function go(tx: Write, theCase: Case, pending: PendingReply, now: Date): Promise<void> {
  const author = { person_id: pending.author_id, name: pending.author_name }
  const { reference } = theCase
  const { id, body, kind, recipients: to, then_do, passed_on } = pending
  const say = { id, reference, body, channel: 'portal' }
  const { already } =
    kind === 'reply' ? await reply(tx, author, say, now) : await forward(tx, author, { ...say, to }, now)
  await settle(tx, pending, 'sent', author.person_id, now)
  if (already) return
  const files = await listFiles(tx, pending.file_ids)
  const shown_to = kind === 'reply' ? 'everyone' : 'staff'
  await attachKept(tx, author, theCase, { message_id: id, files, shown_to }, now)
  for (const { role, name, address } of to)
    if (role !== 'requester') await addLocked(tx, author, theCase, { role, name, address }, now)
  await sendOut(tx, theCase, { message_id: id, to, passed_on }, now)
  if (then_do === 'wait') await holdCase(tx, author, { reference, reason: 'requester' }, now)
  const resolution = body.slice(0, LONGEST_RESOLUTION)
  if (then_do === 'resolve') await resolveCase(tx, author, { reference, closure_code: 'solved', resolution }, now)
}
