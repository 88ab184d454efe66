import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { contentProblems } from '../problems.ts'

export interface Notice {
  readonly id: string
  readonly organisation_id: string
  readonly organisation: string
  readonly zone: string
  readonly title: string
  readonly body: string
  readonly starts_at: Date
  readonly ends_at: Date | null
}

const SELECT = sql`
  select n.id, n.organisation_id, o.name as organisation, o.zone, n.title, n.body, n.starts_at, n.ends_at
  from content.notices n join people.published_organisations o on o.id = n.organisation_id`

/** Known problems and planned work that touch those organisations now, the latest first. */
export async function listCurrentNotices(tx: Read, organisations: readonly string[], now: Date): Promise<Notice[]> {
  const { rows } = await sql<Notice>`${SELECT}
    where n.organisation_id = any (${[...organisations]}::uuid[]) and n.starts_at <= ${now} and (n.ends_at is null or n.ends_at > ${now})
    order by n.starts_at desc limit 20`.execute(tx)
  return rows
}

/** Every notice of the asker's organisations, those still to come first, then by when they began. */
export async function listNotices(tx: Read, organisations: readonly string[]): Promise<Notice[]> {
  const { rows } = await sql<Notice>`${SELECT}
    where n.organisation_id = any (${[...organisations]}::uuid[]) order by n.starts_at desc limit 200`.execute(tx)
  return rows
}

/** Raises `content.notice-not-found`. */
export async function getNotice(tx: Read, id: string): Promise<Notice> {
  const { rows } = await sql<Notice>`${SELECT} where n.id = ${id}`.execute(tx)
  return rows[0] ?? contentProblems.raise('notice-not-found')
}

export async function lockNotice(tx: Write, id: string): Promise<Notice> {
  const { rows } = await sql<Notice>`${SELECT} where n.id = ${id} for update of n`.execute(tx)
  return rows[0] ?? contentProblems.raise('notice-not-found')
}
