import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import { type Read, read } from '#platform/database/transaction.ts'

export interface MailboxAt {
  readonly id: string
  readonly organisation_id: string
  readonly address: string
  readonly most_bytes: number
}

const NOBODY = { person_id: undefined, organisations: [] }

/** The mailbox that takes what comes to an address, before anybody knows whose it is; undefined when there is none. */
export const mailboxAt = (db: Db, address: string): Promise<MailboxAt | undefined> =>
  read(db, NOBODY, async tx => {
    const { rows } = await sql<MailboxAt>`select * from channels.mailbox_at(${address.trim()})`.execute(tx)
    return rows[0]
  })

/** How many mailboxes in use serve an organisation: its own, and others' that serve it too. */
export async function countMailboxesFor(tx: Read, organisation_id: string): Promise<number> {
  const { rows } = await sql<{ mailboxes: number }>`
    select count(*)::int as mailboxes from channels.mailboxes m where m.active and (m.organisation_id = ${organisation_id}
      or exists (select from channels.mailbox_organisations s where s.mailbox_id = m.id and s.serves_id = ${organisation_id}))`.execute(
    tx,
  )
  return rows[0]?.mailboxes ?? 0
}
