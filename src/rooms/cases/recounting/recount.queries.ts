import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { caseProblems } from '../problems.ts'

/** Past outcomes counted again, as it was asked for, and how far it is. */
export interface Recount {
  readonly id: string
  readonly organisation_id: string
  readonly calendar_id: string
  readonly version: number
  readonly from_time: Date
  readonly until_time: Date
  readonly because: string
  readonly asked_by_name: string
  readonly asked_at: Date
  readonly total: number
  readonly looked_at: number
  readonly cursor: string | null
  readonly finished_at: Date | null
}

const COLUMNS = [
  ...(['id', 'organisation_id', 'calendar_id', 'version', 'from_time', 'until_time', 'because'] as const),
  ...(['asked_by_name', 'asked_at', 'total', 'looked_at', 'cursor', 'finished_at'] as const),
] as const

/** Those of a calendar, the newest first. */
export const listRecounts = (tx: Read, calendar_id: string): Promise<Recount[]> =>
  tx
    .selectFrom('cases.recounts')
    .select(COLUMNS)
    .where('calendar_id', '=', calendar_id)
    .orderBy('asked_at', 'desc')
    .limit(50)
    .execute()

/** Raises `cases.recount-not-found`, for one of another calendar too. */
export async function getRecount(tx: Read, calendar_id: string | undefined, id: string): Promise<Recount> {
  const row = await tx.selectFrom('cases.recounts').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row && (calendar_id === undefined || row.calendar_id === calendar_id)
    ? row
    : caseProblems.raise('recount-not-found')
}

export interface TwoFigures {
  readonly metric: string
  readonly priority: string
  readonly clocks: number
  readonly met: number
  readonly met_again: number
  readonly differ: number
}

/** Both figures side by side, by metric and priority. */
export async function compareFigures(tx: Read, recount_id: string): Promise<TwoFigures[]> {
  const { rows } = await sql<TwoFigures>`
    select k.metric, k.priority, count(*)::int as clocks, count(*) filter (where k.outcome = 'met')::int as met,
      count(*) filter (where r.outcome = 'met')::int as met_again, count(*) filter (where r.outcome <> k.outcome)::int as differ
    from cases.recounted_outcomes r join cases.case_clocks k on k.id = r.clock_id
    where r.recount_id = ${recount_id} group by k.metric, k.priority order by k.metric, k.priority`.execute(tx)
  return rows
}

export interface Differing {
  readonly reference: string
  readonly metric: string
  readonly priority: string
  readonly outcome: string
  readonly used_seconds: number
  readonly outcome_again: string
  readonly used_again: number
}

/** The first fifty clocks that end otherwise. */
export async function listDiffering(tx: Read, recount_id: string): Promise<Differing[]> {
  const { rows } = await sql<Differing>`
    select c.reference, k.metric, k.priority, k.outcome, k.used_seconds, r.outcome as outcome_again, r.used_seconds as used_again
    from cases.recounted_outcomes r join cases.case_clocks k on k.id = r.clock_id join cases.cases c on c.id = k.case_id
    where r.recount_id = ${recount_id} and r.outcome <> k.outcome order by c.number, k.metric limit 50`.execute(tx)
  return rows
}

/** What a recount is about, of those not looked at yet. */
export const among = ({
  calendar_id,
  from_time,
  until_time,
}: Pick<Recount, 'calendar_id' | 'from_time' | 'until_time'>) =>
  sql`k.calendar_id = ${calendar_id} and k.kind = 'sla' and k.metric in ('first_response', 'resolve') and k.state = 'stopped' and k.outcome in ('met', 'missed')
    and k.stopped_at >= ${from_time} and k.stopped_at < ${until_time}`
