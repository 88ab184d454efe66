import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export interface Recorded {
  readonly id: number
  readonly organisation: string
  readonly subject_type: string
  readonly subject_id: string
  /** What it happened to, by the name people know. */
  readonly subject: string | null
  readonly position: number
  readonly name: string
  readonly actor_name: string
  readonly payload: unknown
  readonly happened_at: Date
  readonly recorded_at: Date
}

export interface AuditQuestion {
  readonly person?: string | undefined
  readonly name?: string | undefined
  /** What it happened to: 'case', 'person' … */
  readonly kind?: string | undefined
  /** Words that stand in its details. */
  readonly words?: string | undefined
  /** A case's reference, or an identifier. */
  readonly subject?: string | undefined
  readonly from: Date
  readonly to: Date
  /** The last event of the page before. */
  readonly before?: number | undefined
  readonly most: number
}

/** What happened in those organisations, the latest recorded first. */
export async function listRecorded(
  tx: Read,
  organisations: readonly string[],
  question: AuditQuestion,
): Promise<Recorded[]> {
  const { person, name, kind, words, subject, from, to, before, most } = question
  const conditions = [
    sql`e.organisation_id = any (${[...organisations]}::uuid[])`,
    ...(person ? [sql`position(${person.toLowerCase()} in lower(e.actor_name)) > 0`] : []),
    ...(name ? [sql`position(${name.toLowerCase()} in lower(e.name)) > 0`] : []),
    ...(kind ? [sql`e.subject_type = ${kind}`] : []),
    ...(words ? [sql`position(${words.toLowerCase()} in lower(e.payload::text)) > 0`] : []),
    sql`not cases.published_names_hidden(e.name, e.payload)`,
    ...(before ? [sql`e.id < ${before}`] : []),
    subject ? subjectIs(subject) : sql`e.recorded_at >= ${from} and e.recorded_at < ${to}`,
  ]
  const { rows } = await sql<Recorded>`
    select e.id, o.short_name as organisation, e.subject_type, e.subject_id, coalesce(c.reference, m.reference, p.name, t.name) as subject, e.position,
      e.name, e.actor_name, e.payload, e.happened_at, e.recorded_at
    from (select * from platform.events e where ${sql.join(conditions, sql` and `)} order by e.id desc limit ${sql.lit(most)}) e
      join people.published_organisations o on o.id = e.organisation_id
      left join cases.published_cases c on e.subject_type = 'case' and c.id = e.subject_id
      left join cases.published_major_incidents m on e.subject_type = 'major' and m.id = e.subject_id
      left join people.published_persons p on e.subject_type = 'person' and p.id = e.subject_id
      left join people.published_organisations t on e.subject_type = 'organisation' and t.id = e.subject_id
    order by e.id desc`.execute(tx)
  return rows
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const subjectIs = (subject: string) =>
  UUID.test(subject)
    ? sql`e.subject_id = ${subject}`
    : sql`e.subject_id in (select id from cases.published_cases where reference = ${subject.toUpperCase()}
        union all select id from cases.published_major_incidents where reference = ${subject.toUpperCase()})`
