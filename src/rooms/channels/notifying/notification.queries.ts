import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

/** Where a person stands on each side: the organisations in which they may be told of cases as staff, and as requester. */
export interface Sides {
  readonly person_id: string
  readonly staff: readonly string[]
  readonly requester: readonly string[]
}

/** A notice in a person's own list. */
export interface Listed {
  readonly id: string
  readonly kind: string
  readonly words: string
  readonly reference: string
  readonly path: string
  readonly happened_at: Date
  readonly read_at: Date | null
  /** By which other ways it was told, and what became of each. */
  readonly deliveries: readonly { readonly channel: string; readonly state: string }[]
}

export interface Filter {
  readonly show: 'all' | 'unread'
  readonly kind: string | undefined
  /** From 1. */
  readonly page: number
}

export const PAGE = 25

// What somebody was told stays theirs only while they may still be told it: rights taken away take it away.
const theirs = ({ person_id, staff, requester }: Sides) => sql`
  n.person_id = ${person_id} and n.on_screen and n.organisation_id = any (
    case n.side when 'staff' then ${[...staff]}::uuid[] else ${[...requester]}::uuid[] end)`

/** A person's notices, newest first; `more` says that there is another page. */
export async function listNotifications(
  tx: Read,
  sides: Sides,
  filter: Filter,
): Promise<{ list: Listed[]; more: boolean }> {
  const { rows } = await sql<Listed>`
    select n.id, n.kind, n.words, n.reference, n.path, n.happened_at, n.read_at,
      (select coalesce(json_agg(json_build_object('channel', d.channel, 'state', d.state) order by d.channel), '[]')
        from channels.notification_deliveries d where d.notification_id = n.id) as deliveries
    from channels.notifications n
    where ${theirs(sides)} and (${filter.show} = 'all' or n.read_at is null)
      and (${filter.kind ?? null}::text is null or n.kind = ${filter.kind ?? null})
    order by n.happened_at desc, n.id desc limit ${PAGE + 1} offset ${(filter.page - 1) * PAGE}`.execute(tx)
  return { list: rows.slice(0, PAGE), more: rows.length > PAGE }
}

/** How many of a person's notices they have not read; past a hundred nobody counts. */
export async function countUnread(tx: Read, sides: Sides): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (
      select from channels.notifications n where ${theirs(sides)} and n.read_at is null limit 100) unread`.execute(tx)
  return rows[0]!.count
}

/** One of a person's own notices; undefined for anybody else's, and for none. */
export async function findOwnNotification(
  tx: Read,
  sides: Sides,
  id: string,
): Promise<{ id: string; path: string; read_at: Date | null } | undefined> {
  const { rows } = await sql<{ id: string; path: string; read_at: Date | null }>`
    select n.id, n.path, n.read_at from channels.notifications n where ${theirs(sides)} and n.id = ${id}`.execute(tx)
  return rows[0]
}

/** Who was told of a case, by which way, and what became of it. */
export interface Delivered {
  readonly person: string | null
  readonly kind: string
  readonly channel: string
  readonly state: string
  readonly reason: string | null
  readonly at: Date
}

/** The latest that was told of a case, newest first; of e-mail, what became of the message. For staff. */
export async function listDelivered(tx: Read, subject_id: string, most: number): Promise<Delivered[]> {
  const { rows } = await sql<Delivered>`
    select coalesce(h.name, p.name) as person, n.kind, d.channel,
      case when s.state in ('failed', 'bounced', 'complained', 'uncertain', 'suppressed') then 'failed' else d.state end as state,
      coalesce(d.reason, s.trouble) as reason, coalesce(s.sent_at, d.settled_at, d.not_before) as at
    from channels.notifications n join channels.notification_deliveries d on d.notification_id = n.id
      left join people.published_persons p on p.id = n.person_id left join channels.hooks h on h.id = d.hook_id
      left join channels.sent_messages s on s.id = d.sent_id
    where n.subject_id = ${subject_id} order by n.happened_at desc, n.id desc, d.channel limit ${most}`.execute(tx)
  return rows
}
