import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { AGE_BANDS } from '../age.rules.ts'
import type { Cell } from './today.rules.ts'

const ids = (organisations: readonly string[]) => sql`${[...organisations]}::uuid[]`

/** The instants that part today's work. */
export interface Marks {
  readonly now: Date
  readonly noon: Date
  readonly midnight: Date
}

/** Everything open, counted once by all that the page asks about: a few hundred cells for a hundred thousand cases. */
export async function countOpen(tx: Read, organisations: readonly string[], marks: Marks): Promise<Cell[]> {
  const bands = sql.join(
    AGE_BANDS.map(({ key, to }) =>
      to === undefined
        ? sql`else ${sql.lit(key)}`
        : sql`when logged_at > ${marks.now}::timestamptz - ${sql.lit(to)} * interval '1 day' then ${sql.lit(key)}`,
    ),
    sql` `,
  )
  const { rows } = await sql<Cell>`
    select organisation_id, team_id, priority, hold_reason, assignee_id is null as unassigned,
      case when next_due_at is null then 'none' when next_due_at < ${marks.now} then 'late' when next_due_at < ${marks.noon} then 'before_noon'
        when next_due_at < ${marks.midnight} then 'today' else 'later' end as due,
      case ${bands} end as band, count(*)::int as cases
    from cases.published_cases
    where is_open and organisation_id = any (${ids(organisations)})
    group by 1, 2, 3, 4, 5, 6, 7`.execute(tx)
  return rows
}

export interface Oldest {
  readonly reference: string
  readonly subject: string
  readonly logged_at: Date
}

/** The open case that was logged first. */
export async function findOldestOpen(tx: Read, organisations: readonly string[]): Promise<Oldest | undefined> {
  const { rows } = await sql<Oldest>`
    select reference, subject, logged_at from cases.published_cases
    where is_open and organisation_id = any (${ids(organisations)}) order by logged_at, id limit 1`.execute(tx)
  return rows[0]
}

export interface Day {
  readonly date: string
  readonly logged: number
  readonly finished: number
}

/** Cases logged and finished on each day since a moment, by the dates of a zone. Days without either are not here. */
export async function countByDay(
  tx: Read,
  organisations: readonly string[],
  since: Date,
  zone: string,
): Promise<Day[]> {
  const { rows } = await sql<Day>`
    select date::text, sum(logged)::int as logged, sum(finished)::int as finished from (
      select (logged_at at time zone ${zone})::date as date, count(*) as logged, 0 as finished
      from cases.published_cases where organisation_id = any (${ids(organisations)}) and logged_at >= ${since} group by 1
      union all
      select (resolved_at at time zone ${zone})::date, 0, count(*)
      from cases.published_cases where organisation_id = any (${ids(organisations)}) and resolved_at >= ${since}
        and closure_code is distinct from 'passed' group by 1) days
    group by 1 order by 1`.execute(tx)
  return rows
}

export interface Before {
  readonly open: number
  readonly paused: number
  readonly late: number
  readonly due: number
  readonly without_team: number
}

/**
 * How things stood at a past moment. What was open then is open now or was resolved since; only a case reopened since can have been
 * closed then, and for those the record is asked. `midnight` ends that day.
 */
export async function countBefore(
  tx: Read,
  organisations: readonly string[],
  { at, midnight }: { at: Date; midnight: Date },
): Promise<Before> {
  const { rows } = await sql<Before>`
    with those as materialized (
      select id, team_id, reopenings from cases.published_cases
      where is_open and organisation_id = any (${ids(organisations)}) and logged_at <= ${at}
      union all
      select id, team_id, reopenings from cases.published_cases
      where not is_open and organisation_id = any (${ids(organisations)}) and logged_at <= ${at} and resolved_at > ${at}),
    open as materialized (
      select id, team_id from those where reopenings = 0
      union all
      select id, team_id from those, lateral (
        select e.name from cases.published_events e
        where e.case_id = those.id and e.happened_at <= ${at}
          and e.name in ('case.logged', 'case.resolved', 'case.closed', 'case.reopened', 'case.merged', 'case.unmerged')
        order by e.happened_at desc, e.position desc limit 1) last
      where reopenings > 0 and last.name in ('case.logged', 'case.reopened', 'case.unmerged')),
    given as (
      select distinct on (e.case_id) e.case_id, e.payload #>> '{before,team}' as team_before from cases.published_events e
      where e.organisation_id = any (${ids(organisations)}) and e.recorded_at > ${at} and e.happened_at > ${at} and e.name = 'case.assigned'
      order by e.case_id, e.position),
    clocks as (
      select c.case_id, bool_or(c.missed_at <= ${at}) as late, bool_or(c.due_at >= ${at} and c.due_at < ${midnight}) as due
      from cases.published_case_clocks c
      where c.organisation_id = any (${ids(organisations)}) and (c.stopped_at is null or c.stopped_at > ${at})
        and (c.missed_at <= ${at} or (c.due_at >= ${at} and c.due_at < ${midnight}))
      group by 1),
    paused as (
      select case_id from cases.published_pauses
      where organisation_id = any (${ids(organisations)}) and from_time <= ${at} and (until_time is null or until_time > ${at}))
    select count(*)::int as open, count(p.case_id)::int as paused,
      (count(*) filter (where k.late and p.case_id is null))::int as late, (count(*) filter (where k.due))::int as due,
      (count(*) filter (where case when g.case_id is null then o.team_id is null else g.team_before is null end))::int as without_team
    from open o left join paused p on p.case_id = o.id left join clocks k on k.case_id = o.id left join given g on g.case_id = o.id`.execute(
    tx,
  )
  return rows[0]!
}
