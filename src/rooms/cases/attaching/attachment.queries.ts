import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { StoredFile } from '#platform/files/store.ts'
import { noteReading } from '../restricting/reading.ts'

export interface Attachment {
  readonly file_id: string
  readonly message_id: string | null
  readonly shown_to: 'everyone' | 'staff'
  readonly name: string
  readonly media_type: string
  readonly size: number
}

/** What hangs on a case, in the order it came. For the requester's side, never what hangs on a note. */
export async function listAttachments(tx: Read, case_id: string, side: 'requester' | 'staff'): Promise<Attachment[]> {
  const { rows } = await sql<Attachment>`
    select a.file_id, a.message_id, a.shown_to, f.name, f.media_type, f.size
    from cases.attachments a join platform.files f on f.id = a.file_id
    where a.case_id = ${case_id} and (a.shown_to = 'everyone' or ${side} = 'staff')
    order by f.id`.execute(tx)
  return rows
}

/** A reader's two hats: whose cases they work on, and where they ask. */
export interface Reader {
  readonly person_id: string
  readonly reads_in: readonly string[]
  readonly asks_in: readonly string[]
}

/**
 * A file, if this person may see the case it hangs on: staff in the organisations where they read cases; a requester their own
 * cases' and only what is shown to everyone. Undefined alike for no such file and for somebody else's.
 */
export async function findFileFor(tx: Read, reader: Reader, file_id: string): Promise<StoredFile | undefined> {
  const { person_id, reads_in, asks_in } = reader
  const { rows } = await sql<StoredFile & { case_id: string; restricted: boolean }>`
    select c.id as case_id, c.restricted, f.id, f.organisation_id, f.name, f.media_type, f.size, f.sha256
    from cases.attachments a
      join platform.files f on f.id = a.file_id and f.state = 'kept'
      join cases.cases c on c.id = a.case_id
    where a.file_id = ${file_id}
      and (a.organisation_id = any (${reads_in}::uuid[])
        or (a.shown_to = 'everyone' and a.organisation_id = any (${asks_in}::uuid[])
          and (c.requester_id = ${person_id}
            or exists (select from cases.watchers w where w.case_id = c.id and w.person_id = ${person_id}))))`.execute(
    tx,
  )
  const [found] = rows
  if (!found) return undefined
  const { case_id, restricted, ...file } = found
  noteReading(tx, [{ id: case_id, organisation_id: file.organisation_id, restricted }], 'file')
  return file
}
