import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import { read } from '#platform/database/transaction.ts'

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
