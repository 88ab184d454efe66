import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { CalendarVersion } from '#rooms/clock/index.ts'
import { workingTimeFrom } from '#rooms/people/index.ts'
import type { CaseClock } from '../clocks/case-clock.rules.ts'
import { timeOf } from '../clocks/time-of-clock.ts'

/** A running clock with what names it to people. */
export interface RunningClock extends CaseClock {
  readonly case_id: string
  readonly reference: string
  readonly team: string | null
  readonly restricted: boolean
}

/** Clocks that run under terms that change: those on a calendar, or all of an organisation's: of its own promise, or of every agreement. */
export type Under = { readonly what: 'calendar' | 'targets' | 'pauses'; readonly subject_id: string }

type Row = Omit<RunningClock, 'calendar'>

const COLUMNS = sql`k.id, k.case_id, k.kind, k.agreement_id, k.metric, k.turn, k.standing, k.priority, k.target_seconds, k.warn_percent, k.calendar_id, k.started_at, k.state,
  k.used_seconds, k.counting_since, k.due_at, k.warn_at, k.warned_at, k.look_at, k.missed_at, k.missed_because, k.stopped_at, k.outcome,
  k.pinned_due_at`

// A paused clock has no due time to move, but working days may allow it more or less, and other targets are for it too.
const among = ({ what, subject_id }: Under) =>
  what === 'calendar'
    ? sql`k.calendar_id = ${subject_id} and k.state in ('running', 'paused')`
    : sql`k.organisation_id = ${subject_id} ${what === 'targets' ? sql`and k.kind = 'sla'` : sql``} and k.state in ('running', 'paused')`

/** The working time of each of these calendars, with every version. */
export async function workingTimes(tx: Read, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; versions: readonly CalendarVersion[] }>`
    select id, people.published_working_time(id, '-infinity') as versions
    from people.published_calendars where id = any (${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, versions }) => [id, workingTimeFrom(id, versions)]))
}

async function withCalendars<R extends Omit<CaseClock, 'calendar'>>(tx: Read, rows: readonly R[]) {
  const times = await workingTimes(tx, [...new Set(rows.flatMap(({ calendar_id }) => calendar_id ?? []))])
  return rows.flatMap(row => {
    const calendar = row.calendar_id ? times.get(row.calendar_id) : timeOf(null, null)
    return calendar ? [{ ...row, calendar }] : []
  })
}

/** How many clocks run under terms. */
export async function countUnder(tx: Read, under: Under): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from cases.case_clocks k where ${among(under)}`.execute(tx)
  return rows[0]!.count
}

/** How many cases under terms have been changed since an instant, or had a clock come due. */
export async function countChangedUnder(
  tx: Read,
  under: Under,
  { since, now }: { since: Date; now: Date },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct k.case_id)::int as count from cases.case_clocks k join cases.cases c on c.id = k.case_id
    where ${among(under)} and (c.changed_at > ${since} or (k.due_at > ${since} and k.due_at <= ${now}))`.execute(tx)
  return rows[0]!.count
}

export type After = { readonly case_id: string; readonly metric: string }

/** The next running clocks under terms, in the order of their cases; after one that was seen. */
export async function listUnder(
  tx: Read,
  under: Under,
  after: After | undefined,
  limit: number,
): Promise<RunningClock[]> {
  const beyond = after ? sql`and (k.case_id, k.metric) > (${after.case_id}, ${after.metric})` : sql``
  const { rows } = await sql<Row>`
    select ${COLUMNS}, c.reference, c.restricted, t.name as team
    from cases.case_clocks k join cases.cases c on c.id = k.case_id left join people.published_teams t on t.id = c.team_id
    where ${among(under)} ${beyond} order by k.case_id, k.metric limit ${limit}`.execute(tx)
  return withCalendars(tx, rows)
}

/** The next cases with clocks under terms, after one that was seen. */
export async function listCasesUnder(tx: Read, under: Under, cursor: string | null, limit: number): Promise<string[]> {
  const beyond = cursor ? sql`and k.case_id > ${cursor}` : sql``
  const { rows } = await sql<{ case_id: string }>`
    select k.case_id from cases.case_clocks k where ${among(under)} ${beyond} group by k.case_id order by k.case_id limit ${limit}`.execute(
    tx,
  )
  return rows.map(({ case_id }) => case_id)
}

export type ClockOfCase = CaseClock & { readonly case_id: string; readonly organisation_id: string }

/** Every clock of these cases. */
export async function listClocksOf(tx: Read, case_ids: readonly string[]): Promise<ClockOfCase[]> {
  const { rows } = await sql<Omit<ClockOfCase, 'calendar'>>`
    select ${COLUMNS}, k.organisation_id from cases.case_clocks k where k.case_id = any (${[...case_ids]}::uuid[]) order by k.case_id, k.metric`.execute(
    tx,
  )
  return withCalendars(tx, rows)
}
