import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { channelProblems } from '../problems.ts'

export interface Mailbox {
  readonly id: string
  readonly organisation_id: string
  readonly address: string
  readonly name: string
  readonly purpose: string
  readonly active: boolean
  readonly kind: string
  readonly category_id: string | null
  readonly team_id: string | null
  readonly impact: number | null
  readonly urgency: number | null
  readonly unknown_sender: string
  readonly allowed_senders: readonly string[]
  readonly blocked_senders: readonly string[]
  readonly refused_files: readonly string[]
  readonly most_bytes: number
  readonly acknowledges: boolean
  readonly takes_tags: boolean
  readonly trusted_gateway: string | null
  readonly from_name: string | null
  readonly sends_by_default: boolean
  /** How many messages a minute may go from it; null where its mail server takes what comes. */
  readonly most_a_minute: number | null
  readonly smtp: unknown
  readonly imap: unknown
}

const COLUMNS = [
  ...(['id', 'organisation_id', 'address', 'name', 'purpose', 'active', 'kind', 'category_id', 'team_id'] as const),
  ...(['impact', 'urgency', 'unknown_sender', 'allowed_senders', 'blocked_senders', 'refused_files'] as const),
  ...(['most_bytes', 'acknowledges', 'takes_tags', 'trusted_gateway', 'from_name', 'sends_by_default'] as const),
  ...(['most_a_minute', 'smtp', 'imap'] as const),
] as const

/** Raises `channels.mailbox-not-found`. */
export async function getMailbox(tx: Read, id: string): Promise<Mailbox> {
  const found = await tx.selectFrom('channels.mailboxes').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return found ?? channelProblems.raise('mailbox-not-found')
}

/** The same, for whoever changes it. */
export async function lockMailbox(tx: Write, id: string): Promise<Mailbox> {
  const found = await tx
    .selectFrom('channels.mailboxes')
    .select(COLUMNS)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return found ?? channelProblems.raise('mailbox-not-found')
}

/** The organisations a mailbox logs cases for besides its own. */
export async function servedBy(tx: Read, mailbox_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('channels.mailbox_organisations')
    .select('serves_id')
    .where('mailbox_id', '=', mailbox_id)
    .whereRef('serves_id', '<>', 'organisation_id')
    .orderBy('serves_id')
    .execute()
  return rows.map(({ serves_id }) => serves_id)
}

export interface MailboxEntry {
  readonly id: string
  readonly organisation_id: string
  readonly address: string
  readonly name: string
  readonly purpose: string
  readonly active: boolean
  readonly sends_by_default: boolean
  readonly fetched: boolean
  readonly problem: string | null
  readonly looked_at: Date | null
  readonly zone: string
  readonly last_received_at: Date | null
  /** Messages put to one side, or not filed yet. */
  readonly waiting: number
}

/** Every mailbox of the asker's organisations, with what is wrong with it. */
export async function listMailboxes(tx: Read): Promise<MailboxEntry[]> {
  const { rows } = await sql<MailboxEntry>`
    select m.id, m.organisation_id, m.address, m.name, m.purpose, m.active, m.sends_by_default, m.imap is not null as fetched,
      f.problem, f.looked_at, o.zone,
      (select max(r.received_at) from channels.received_messages r where r.mailbox_id = m.id) as last_received_at,
      (select count(*)::int from channels.received_messages r
        where r.organisation_id = m.organisation_id and r.mailbox_id = m.id and r.state in ('received', 'quarantined')) as waiting
    from channels.mailboxes m join people.published_organisations o on o.id = m.organisation_id
      left join channels.fetches f on f.mailbox_id = m.id and m.imap is not null
    order by m.active desc, m.name`.execute(tx)
  return rows
}

export interface Fetching {
  readonly looked_at: Date | null
  readonly problem: string | null
}

/** How fetching goes; undefined for a mailbox that never was fetched. */
export const findFetching = (tx: Read, mailbox_id: string): Promise<Fetching | undefined> =>
  tx
    .selectFrom('channels.fetches')
    .select(['looked_at', 'problem'])
    .where('mailbox_id', '=', mailbox_id)
    .executeTakeFirst()
