import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { AGE_BANDS, type AgeBand } from '../age.rules.ts'

/** How many cases were open then, alike in age and in why their clock was stopped; null for those that were being worked on. */
export interface BacklogCell {
  readonly organisation_id: string
  readonly band: AgeBand
  readonly reason: string | null
  readonly cases: number
}

/*
 * What was open at a moment in the past, from the record: the last thing that happened to a case by then says whether it was open and
 * whether its clock was stopped (requirement S-66). A case finished for good by then need not be asked about, and its row says so.
 */
const openAt = (organisations: readonly string[], at: Date) => sql`
  select c.id, c.organisation_id, c.reference, c.subject, c.logged_at, case when last.name = 'case.held' then last.reason end as reason
  from (
    select * from cases.published_cases where organisation_id = any (${[...organisations]}::uuid[]) and logged_at <= ${at} and is_open
    union all
    select * from cases.published_cases
    where organisation_id = any (${[...organisations]}::uuid[]) and logged_at <= ${at} and not is_open and resolved_at > ${at}) c,
  lateral (
    select e.name, e.payload ->> 'reason' as reason from cases.published_events e
    where e.case_id = c.id and e.happened_at <= ${at}
      and e.name in ('case.logged', 'case.held', 'case.resumed', 'case.resolved', 'case.closed', 'case.reopened')
    order by e.happened_at desc, e.position desc limit 1) last
  where last.name not in ('case.resolved', 'case.closed')`

const bandAt = (at: Date) =>
  sql.join(
    AGE_BANDS.map(({ key, to }) =>
      to === undefined
        ? sql`else ${sql.lit(key)}`
        : sql`when logged_at > ${at}::timestamptz - ${sql.lit(to)} * interval '1 day' then ${sql.lit(key)}`,
    ),
    sql` `,
  )

/** The backlog as it was. */
export async function countBacklog(tx: Read, organisations: readonly string[], at: Date): Promise<BacklogCell[]> {
  const { rows } = await sql<BacklogCell>`
    select organisation_id, case ${bandAt(at)} end as band, reason, count(*)::int as cases
    from (${openAt(organisations, at)}) o group by 1, 2, 3`.execute(tx)
  return rows
}

export interface Waiting {
  readonly reference: string
  readonly subject: string
  readonly logged_at: Date
  readonly reason: string | null
}

/** The cases that were open then, the oldest first. */
export async function listOpenAt(
  tx: Read,
  organisations: readonly string[],
  at: Date,
  most: number,
): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select reference, subject, logged_at, reason from (${openAt(organisations, at)}) o order by logged_at, id limit ${most}`.execute(
    tx,
  )
  return rows
}
