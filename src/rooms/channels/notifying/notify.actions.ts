import { sql } from 'kysely'
import { z } from 'zod'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { type NoticeName, noticeOf } from './kinds.rules.ts'

/** What is told about: somebody else's thing, by its place. */
export interface NoticeSubject {
  readonly id: string
  readonly organisation_id: string
  readonly reference: string
  /** Where the reader sees it. */
  readonly path: string
}

interface What {
  readonly kind: NoticeName
  readonly subject: NoticeSubject
  /** What happened, for whoever reads the subject again when it is sent: names and identifiers, not words for the reader. */
  readonly facts?: Readonly<Record<string, string | null>>
  /** Which occurrence it is: one is told once to each, however often this is called. */
  readonly key: string
  /** Not by e-mail: a machine wrote, or a mailbox acknowledges nothing (RFC 3834). */
  readonly notByEmail?: boolean
  /** The Message-ID of what this answers. */
  readonly answers?: string | null
  /** Does not wait for the end of quiet hours, nor for others to go with it. */
  readonly wakes?: boolean
}

export interface Notify extends What {
  readonly person_id: string
}

/** Where the jobs stand in the queue; what they do is in tell.jobs.ts and deliver.jobs.ts. */
export const tellJob = { name: 'channels.tell', payload: z.object({ notification_id: z.uuid() }) }
export const deliverJob = { name: 'channels.deliver', payload: z.object({ bundle: z.string() }) }

/**
 * Tells somebody, in the transaction of what happened: rolled back, it was never said. Whether they may know, by which ways they
 * want to and when, is looked up when it is sent. Whoever did it is not told, unless the kind is for them as well. False when they
 * are not told, or have been.
 */
export async function notify(tx: Write, author: Author, command: Notify, now: Date): Promise<boolean> {
  const { person_id, kind } = command
  if (author.person_id === person_id && !noticeOf(kind).toDoer) return false
  return add(tx, { ...command, hook_id: null }, now)
}

/** Tells the conversations and programs that want to hear of this kind: the organisation's, and those of the team that has it. */
export async function notifyHooks(
  tx: Write,
  _author: Author,
  command: What & { readonly team_id: string | null },
  now: Date,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from channels.hooks_for(${command.subject.organisation_id}, ${command.team_id}, ${command.kind})`.execute(
    tx,
  )
  for (const { id } of rows) await add(tx, { ...command, person_id: null, hook_id: id }, now)
}

type Reader = { person_id: string; hook_id: null } | { person_id: null; hook_id: string }

async function add(tx: Write, command: What & Reader, now: Date): Promise<boolean> {
  const { kind, subject, key, person_id, hook_id, notByEmail, answers } = command
  const { organisation_id, reference, path } = subject
  const facts = {
    ...command.facts,
    ...(notByEmail && { not_by_email: 'yes' }),
    ...(answers && { answers }),
    ...(command.wakes && { wakes: 'yes' }),
  }
  const added = await tx
    .insertInto('channels.notifications')
    .values({
      ...{ id: newId(), organisation_id, person_id, hook_id, kind, side: noticeOf(kind).side, subject_id: subject.id },
      ...{ reference, path, key, facts: JSON.stringify(facts), happened_at: now },
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added) await enqueue(tx, tellJob, organisation_id, { notification_id: added.id }, { at: now })
  return added !== undefined
}
