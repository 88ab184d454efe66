import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { HYGIENE, KINDS, type Limit } from './hygiene.rules.ts'

export interface Waiting {
  readonly what: string
  readonly reference: string
  readonly subject: string
  readonly organisation: string
  readonly priority: 'P1' | 'P2' | 'P3' | 'P4'
  readonly team: string | null
  readonly assignee: string | null
  readonly since: Date
  /** How many there are of this kind, of which this is one of the longest. */
  readonly all: number
}

export const listLimits = async (tx: Read, organisations: readonly string[]): Promise<Limit[]> =>
  (
    await sql<Limit>`
      select organisation_id, what, hours from reports.hygiene_limits
      where organisation_id = any (${[...organisations]}::uuid[])`.execute(tx)
  ).rows

/** Open cases that wait for longer than their organisation allows, of each kind the longest first. */
export async function listNeglected(
  tx: Read,
  organisations: readonly string[],
  { now, most }: { now: Date; most: number },
): Promise<Waiting[]> {
  const usual = sql.join(KINDS.map(what => sql`(${sql.lit(what)}, ${sql.lit(HYGIENE[what].hours)})`))
  const { rows } = await sql<Waiting>`
    with waiting as (
      select c.*, w.what, w.since from cases.published_cases c cross join lateral (
        select c.hold_reason as what, p.from_time as since from cases.published_pauses p
          where c.hold_reason is not null and p.case_id = c.id and p.until_time is null
        union all
        select 'unassigned', c.logged_at where c.assignee_id is null and c.hold_reason is null
        union all
        select 'untriaged', c.logged_at where c.category_id is null or c.team_id is null) w
      where c.is_open and c.organisation_id = any (${[...organisations]}::uuid[])),
    too_long as (
      select w.*, count(*) over (partition by w.what)::integer as "all",
        row_number() over (partition by w.what order by w.since) as place
      from waiting w join (values ${usual}) as u(what, hours) on u.what = w.what
        left join reports.hygiene_limits l on l.organisation_id = w.organisation_id and l.what = w.what
      where w.since < ${now}::timestamptz - coalesce(l.hours, u.hours) * interval '1 hour')
    select w.what, w.reference, w.subject, o.short_name as organisation, w.priority, t.name as team, a.name as assignee, w.since, w."all"
    from too_long w join people.published_organisations o on o.id = w.organisation_id
      left join people.published_teams t on t.id = w.team_id left join people.published_persons a on a.id = w.assignee_id
    where w.place <= ${most} order by w.what, w.since`.execute(tx)
  return rows
}
