import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import { type Read, write } from '#platform/database/transaction.ts'
import { type ImapSettings, imapOf } from '../mailboxes/server.ts'

export interface Due {
  readonly mailbox_id: string
  readonly organisation_id: string
}

const NOBODY = { person_id: undefined, organisations: [] }

/** The next mailbox to look into, kept from other workers until then; undefined when none is due. */
export const takeDue = (db: Db, now: Date, until: Date): Promise<Due | undefined> =>
  write(db, NOBODY, async tx => {
    const { rows } = await sql<Due>`select * from channels.take_fetch(${now}, ${until})`.execute(tx)
    return rows[0]
  })

export interface Fetch {
  readonly mailbox: { readonly id: string; readonly organisation_id: string; readonly most_bytes: number }
  readonly address: string
  readonly imap: ImapSettings
  readonly since: Date | null
  readonly uidvalidity: number | null
  readonly last_uid: number
  readonly failures: number
}

/** How far we are with a mailbox, and where it is; undefined when it is fetched no more. */
export async function findFetch(tx: Read, mailbox_id: string): Promise<Fetch | undefined> {
  const row = await tx
    .selectFrom('channels.fetches as f')
    .innerJoin('channels.mailboxes as m', 'm.id', 'f.mailbox_id')
    .select(['m.id', 'm.organisation_id', 'm.most_bytes', 'm.address', 'm.imap'])
    .select(['f.since', 'f.uidvalidity', 'f.last_uid', 'f.failures'])
    .where('f.mailbox_id', '=', mailbox_id)
    .executeTakeFirst()
  const imap = imapOf(row?.imap)
  if (!row || !imap) return undefined
  const { id, organisation_id, most_bytes, ...more } = row
  return { ...more, imap, mailbox: { id, organisation_id, most_bytes } }
}
