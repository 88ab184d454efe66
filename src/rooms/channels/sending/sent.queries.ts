import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { channelProblems } from '../problems.ts'
import { FORGOTTEN, type State } from './words.rules.ts'

/** What a list of messages sent is narrowed to. */
export interface Wanted {
  readonly state?: string | undefined
  readonly kind?: string | undefined
  readonly mailbox?: string | undefined
  /** Part of an address. */
  readonly address?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  /** Only what stayed here, since there was no mail server. */
  readonly sink?: boolean
  /** The last one of the page before. */
  readonly before?: string | undefined
  readonly most: number
}

export interface Sent {
  readonly id: string
  readonly organisation: string
  readonly zone: string
  readonly kind: string
  readonly state: State
  readonly to_address: string
  readonly to_name: string | null
  readonly subject: string
  readonly created_at: Date
  readonly sent_at: Date | null
  readonly send_after: Date
  readonly attempts: number
  readonly trouble: string | null
  readonly server: string | null
  readonly mailbox: string | null
}

const COLUMNS =
  sql.raw(`s.id, o.short_name as organisation, o.zone, s.kind, s.state, s.to_address, s.to_name, s.subject, s.created_at,
  s.sent_at, s.send_after, s.attempts, s.trouble, s.server, m.address as mailbox`)
const FROM = sql.raw(`channels.sent_messages s join people.published_organisations o on o.id = s.organisation_id
  left join channels.mailboxes m on m.id = s.mailbox_id`)

/** Messages sent and to send, the newest first. */
export async function listSent(tx: Read, wanted: Wanted): Promise<Sent[]> {
  const like = wanted.address && `%${wanted.address.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const where = [
    ...(wanted.state ? [sql`s.state = ${wanted.state}`] : []),
    ...(wanted.kind ? [sql`s.kind = ${wanted.kind}`] : []),
    ...(wanted.mailbox ? [sql`s.mailbox_id = ${wanted.mailbox}`] : []),
    ...(like ? [sql`lower(s.to_address) like ${like}`] : []),
    ...(wanted.from ? [sql`s.created_at >= ${wanted.from}`] : []),
    ...(wanted.to ? [sql`s.created_at < ${wanted.to}`] : []),
    ...(wanted.sink ? [sql`s.server = 'sink'`] : []),
    ...(wanted.before
      ? [
          sql`(s.created_at, s.id) < (select b.created_at, b.id from channels.sent_messages b where b.id = ${wanted.before})`,
        ]
      : []),
  ]
  const all = where.length > 0 ? sql`where ${sql.join(where, sql` and `)}` : sql``
  const { rows } = await sql<Sent>`
    select ${COLUMNS} from ${FROM} ${all} order by s.created_at desc, s.id desc limit ${wanted.most}`.execute(tx)
  return rows
}

export interface SentMessage extends Sent {
  readonly organisation_id: string
  readonly mailbox_id: string | null
  readonly subject_id: string | null
  readonly cc: readonly { name: string | null; address: string }[]
  readonly message_id: string
  readonly in_reply_to: string | null
  readonly earlier_ids: readonly string[]
  readonly from_name: string | null
  readonly text: string
  readonly html: string | null
  readonly file_ids: readonly string[]
  readonly headers: Readonly<Record<string, unknown>>
  readonly delivered_to: readonly string[]
  readonly answer: string | null
}

// Where no mail server is set up this page is where the person gets their letter, as it would have gone.
const WORDS = sql`case when s.lets_in and s.server is distinct from 'sink' then ${FORGOTTEN} else s.text end`

/** One message, whole but for words that would let their reader in. Raises `channels.message-not-found` alike for none and for another council's. */
export async function getSent(tx: Read, id: string): Promise<SentMessage> {
  const { rows } = await sql<SentMessage>`
    select ${COLUMNS}, s.organisation_id, s.mailbox_id, s.subject_id, s.cc, s.message_id, s.in_reply_to, s.earlier_ids, s.from_name,
      ${WORDS} as text, s.html, s.file_ids, s.headers, s.delivered_to, s.answer
    from ${FROM} where s.id = ${id}`.execute(tx)
  return rows[0] ?? channelProblems.raise('message-not-found')
}

export interface SentFile {
  readonly id: string
  readonly name: string
  readonly size: number
}

export interface Told {
  readonly attempts: readonly { started_at: Date; server: string; outcome: string; answer: string | null }[]
  readonly reports: readonly {
    kind: string
    recipient: string
    diagnostic: string | null
    reported_at: Date
    received_id: string | null
  }[]
  readonly files: readonly SentFile[]
}

/** Every try, every report that came later, and the files that went with it. */
export async function tellOf(tx: Read, message: SentMessage): Promise<Told> {
  const { id, file_ids } = message
  const [attempts, reports, files] = await Promise.all([
    tx
      .selectFrom('channels.send_attempts')
      .select(['started_at', 'server', 'outcome', 'answer'])
      .where('sent_id', '=', id)
      .orderBy('started_at')
      .execute(),
    tx
      .selectFrom('channels.delivery_reports')
      .select(['kind', 'recipient', 'diagnostic', 'reported_at', 'received_id'])
      .where('sent_id', '=', id)
      .orderBy('reported_at')
      .execute(),
    file_ids.length === 0
      ? []
      : tx
          .selectFrom('platform.files')
          .select(['id', 'name', 'size'])
          .where('id', 'in', [...file_ids])
          .execute(),
  ])
  return { attempts, reports, files }
}

export interface Health {
  readonly mailbox: string | null
  readonly waiting: number
  /** Tried in vain, and waiting to be tried again. */
  readonly failing: number
  readonly uncertain: number
  readonly held: number
  /** Since when the one that has waited longest is due; null when none is. */
  readonly oldest: Date | null
  /** What the last one that failed says. */
  readonly trouble: string | null
}

/** How sending stands, for each mailbox with anything to say. */
export async function listHealth(tx: Read, now: Date): Promise<Health[]> {
  const { rows } = await sql<Health>`
    select m.address as mailbox,
      count(*) filter (where s.state in ('waiting', 'sending'))::integer as waiting,
      count(*) filter (where s.state = 'waiting' and s.attempts > 0)::integer as failing,
      count(*) filter (where s.state = 'uncertain')::integer as uncertain,
      count(*) filter (where s.state = 'held')::integer as held,
      min(coalesce(s.first_tried_at, s.send_after)) filter (where s.state in ('waiting', 'sending')
        and coalesce(s.first_tried_at, s.send_after) <= ${now}) as oldest,
      (array_agg(s.trouble order by s.created_at desc) filter (where s.state = 'waiting' and s.trouble is not null))[1] as trouble
    from channels.sent_messages s left join channels.mailboxes m on m.id = s.mailbox_id
    where s.state in ('waiting', 'sending', 'failed', 'uncertain', 'held', 'delayed')
    group by m.address order by m.address nulls last`.execute(tx)
  return rows.filter(row => row.waiting + row.uncertain + row.held > 0)
}

export const listSenders = (tx: Read) =>
  tx.selectFrom('channels.mailboxes').select(['id', 'address']).orderBy('address').execute()

export interface SuppressedAddress {
  readonly organisation_id: string
  readonly organisation: string
  readonly zone: string
  readonly address: string
  readonly reason: string
  readonly detail: string | null
  readonly since: Date
  readonly sent_id: string | null
}

/** Addresses that get no messages, the newest first. */
export async function listSuppressed(
  tx: Read,
  { like, most }: { like: string | undefined; most: number },
): Promise<SuppressedAddress[]> {
  const pattern = `%${(like ?? '').toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<SuppressedAddress>`
    select a.organisation_id, o.short_name as organisation, o.zone, a.address_key as address, a.reason, a.detail, a.since, a.sent_id
    from channels.suppressed_addresses a join people.published_organisations o on o.id = a.organisation_id
    where a.address_key like ${pattern} order by a.since desc, a.address_key limit ${most}`.execute(tx)
  return rows
}
