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

export interface MailboxThere {
  readonly id: string
  readonly address: string
  readonly name: string
  readonly sends_by_default: boolean
  /** The other organisations it logs cases for, by identifier. */
  readonly serves_others: readonly string[]
}

/** An organisation's own mailboxes, and whether they are for others too. */
export async function listMailboxesOf(tx: Read, organisation_id: string): Promise<MailboxThere[]> {
  const { rows } = await sql<MailboxThere>`
    select m.id, m.address, m.name, m.sends_by_default, array(select s.serves_id::text from channels.mailbox_organisations s
      where s.mailbox_id = m.id and s.serves_id <> m.organisation_id order by 1) as serves_others
    from channels.mailboxes m where m.organisation_id = ${organisation_id} order by m.address`.execute(tx)
  return rows
}
