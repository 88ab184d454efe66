import { type RawBuilder, sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { Which } from './which.rules.ts'

export interface ReceivedEntry {
  readonly id: string
  readonly received_at: Date
  readonly size: number
  readonly state: 'received' | 'filed' | 'quarantined' | 'ignored'
  readonly outcome: string | null
  readonly reason: string | null
  readonly reference: string | null
  readonly from_address: string | null
  readonly from_name: string | null
  readonly subject: string | null
  readonly copies: number
  readonly mailbox: string
  readonly organisation: string
  readonly zone: string
}

export interface Wanted {
  readonly which: Which
  readonly mailbox?: string | undefined
  /** In the subject, the name or the address. */
  readonly words?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  /** The last of the page before. */
  readonly before?: string | undefined
  readonly most: number
}

// Written out, so that the index of what is to be seen to serves.
const STATES: Record<Which, RawBuilder<unknown>> = {
  waiting: sql`m.state in ('received', 'quarantined')`,
  ignored: sql`m.state = 'ignored'`,
  filed: sql`m.state = 'filed'`,
  all: sql`true`,
}

/** Received messages of the asker's organisations, the newest first. */
export async function listReceived(tx: Read, wanted: Wanted): Promise<ReceivedEntry[]> {
  const { which, mailbox, words, from, to, before, most } = wanted
  const conditions = [
    STATES[which],
    ...(mailbox ? [sql`m.mailbox_id = ${mailbox}`] : []),
    ...(from ? [sql`m.received_at >= ${from}`] : []),
    ...(to ? [sql`m.received_at < ${to}`] : []),
    ...(before ? [sql`m.id < ${before}`] : []),
    ...(words
      ? [
          sql`position(lower(${words}) in lower(concat_ws(' ', m.subject, m.from_name, m.from_address, m.reference))) > 0`,
        ]
      : []),
  ]
  const { rows } = await sql<ReceivedEntry>`
    select m.id, m.received_at, m.size, m.state, m.outcome, m.reason, m.reference, m.from_address, m.from_name, m.subject, m.copies,
      b.address as mailbox, o.short_name as organisation, o.zone
    from channels.received_messages m join channels.mailboxes b on b.id = m.mailbox_id
      join people.published_organisations o on o.id = m.organisation_id
    where ${sql.join(conditions, sql` and `)} order by m.id desc limit ${most}`.execute(tx)
  return rows
}

/** How many messages somebody should see to, up to a hundred: nobody counts further. */
export async function countWaiting(tx: Read): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from channels.received_messages where state in ('received', 'quarantined')
        and organisation_id = any ((select platform.visible_organisations())::uuid[]) limit 100) m`.execute(tx)
  return rows[0]!.count
}

/** The mailboxes whose messages the asker may see, for filters. */
export const listMailboxNames = (tx: Read): Promise<{ id: string; address: string }[]> =>
  tx.selectFrom('channels.mailboxes').select(['id', 'address']).orderBy('address').execute()
