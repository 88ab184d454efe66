import type { Read, Write } from '#platform/database/transaction.ts'
import { getPerson } from '#rooms/people/index.ts'
import { type Facts, isNotice, type NoticeName } from './kinds.rules.ts'

/** One thing to tell, as it stands in the database. */
export interface Notification {
  readonly id: string
  readonly organisation_id: string
  readonly person_id: string | null
  readonly hook_id: string | null
  readonly kind: NoticeName
  readonly side: 'requester' | 'staff'
  readonly subject_id: string
  readonly reference: string
  readonly path: string
  readonly facts: Readonly<Record<string, string | null>>
  readonly state: string
  readonly happened_at: Date
}

/**
 * Reads what a notice is about as its reader may see it now, and says it in gaps; null when they may not know of it, or when it is no
 * longer so. The room that knows the subject gives this; without a person it is for a hook of the desk.
 */
export type ReadSubject = (
  tx: Read,
  about: Pick<Notification, 'kind' | 'side' | 'subject_id' | 'organisation_id' | 'person_id' | 'facts'>,
  now: Date,
) => Promise<Facts | null>

const COLUMNS = [
  ...([
    'id',
    'organisation_id',
    'person_id',
    'hook_id',
    'kind',
    'side',
    'subject_id',
    'reference',
    'path',
    'facts',
  ] as const),
  ...(['state', 'happened_at'] as const),
] as const

/** One thing to tell, kept from others until the transaction ends; undefined when there is none, or of a kind no longer known. */
export async function lockNotification(tx: Write, id: string): Promise<Notification | undefined> {
  const found = await tx
    .selectFrom('channels.notifications')
    .select(COLUMNS)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return found && isNotice(found.kind) ? (found as Notification) : undefined
}

/** The same facts with the reader's own name among them. Whoever has left is told nothing. */
export async function readAs(tx: Read, read: ReadSubject, notice: Notification, now: Date): Promise<Facts | null> {
  if (!notice.person_id) return read(tx, notice, now)
  const person = await getPerson(tx, notice.person_id)
  if (!person.active) return null
  const facts = await read(tx, notice, now)
  return facts && { ...facts, 'person.first_name': person.name.split(' ')[0] ?? null }
}
