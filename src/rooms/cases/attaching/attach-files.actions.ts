import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { keepFiles, type StoredFile } from '#platform/files/store.ts'
import { filesAttached, filesAttachedForStaff } from '../events.ts'

export interface Attach {
  readonly message_id: string
  readonly file_ids: readonly string[]
  readonly shown_to: 'everyone' | 'staff'
  /** They came with an e-mail, so nobody has sent them to this site. */
  readonly by_mail?: boolean
}

/**
 * Hangs files that have arrived on a message of a case that the caller has locked or just made. What hangs on a note is shown to
 * staff only, for ever. Raises `files.not-there` for a file that is not whole, not the author's, or of another organisation.
 */
export async function attachFiles(
  tx: Write,
  author: Author,
  theCase: { id: string; organisation_id: string },
  attach: Attach,
  now: Date,
): Promise<void> {
  if (attach.file_ids.length === 0) return
  const person_id = attach.by_mail ? undefined : author.person_id
  const uploader = { person_id, organisation_id: theCase.organisation_id }
  const files = await keepFiles(tx, uploader, attach.file_ids)
  await attachKept(tx, author, theCase, { ...attach, files }, now)
}

/** Hangs files on a message that were kept for it before: those of a reply that waited to be sent. */
export async function attachKept(
  tx: Write,
  author: Author,
  theCase: { id: string; organisation_id: string },
  attach: { message_id: string; files: readonly StoredFile[]; shown_to: 'everyone' | 'staff' },
  now: Date,
): Promise<void> {
  const { message_id, shown_to, files } = attach
  if (files.length === 0) return
  const { id: case_id, organisation_id } = theCase
  await tx
    .insertInto('cases.attachments')
    .values(files.map(file => ({ file_id: file.id, organisation_id, case_id, message_id, shown_to })))
    .execute()
  const kind = shown_to === 'staff' ? filesAttachedForStaff : filesAttached
  const payload = { message_id, files: files.map(({ id, sha256 }) => ({ id, sha256: sha256 ?? '' })) }
  await record(tx, author, kind, theCase, payload, now, { topics: ['cases'] })
}
