import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { workingSeconds } from '#rooms/clock/index.ts'
import { calendarsOf } from '../calendars.queries.ts'
import type { Ended, Figure, Goal } from './performance.rules.ts'

export interface Span {
  readonly from: Date
  readonly to: Date
}

type EndedRow = Omit<Ended, 'met' | 'met_without_pauses' | 'met_after_disputes'> & {
  outcome: string
  disputed: string | null
  paused: boolean
  target_seconds: number
  started_at: Date
  stopped_at: Date
  calendar_id: string
}

/** Every promise that came to its end between two instants. Only of those that were paused is the time counted again. */
export async function listEnded(tx: Read, organisations: readonly string[], { from, to }: Span): Promise<Ended[]> {
  const { rows } = await sql<EndedRow>`
    select k.organisation_id, k.metric, k.priority, k.outcome, k.target_seconds, k.started_at, k.stopped_at, k.calendar_id,
      coalesce(k.missed_because = 'reclassified', false) as reclassified, d.outcome as disputed,
      exists (select from cases.published_pauses p where p.case_id = k.case_id) as paused
    from cases.published_case_clocks k
      left join cases.published_disputed_outcomes d on d.case_id = k.case_id and d.metric = k.metric
    where k.organisation_id = any (${[...organisations]}::uuid[]) and k.outcome in ('met', 'missed')
      and k.stopped_at >= ${from} and k.stopped_at < ${to}`.execute(tx)
  const calendars = await calendarsOf(tx)
  return rows.map(({ outcome, disputed, paused, target_seconds, started_at, stopped_at, calendar_id, ...row }) => {
    const met = outcome === 'met'
    const calendar = calendars.get(calendar_id)
    const whole = calendar && workingSeconds(calendar, started_at.getTime(), stopped_at.getTime())
    const met_without_pauses = met && paused && whole !== undefined ? whole <= target_seconds : met
    // A second figure never makes a promise kept that was not.
    return { ...row, met, met_without_pauses, met_after_disputes: met && disputed !== 'missed' }
  })
}

/** A promise that a change of priority or terms made late. */
export interface Reclassified {
  readonly reference: string
  readonly metric: string
  readonly priority: string
}

const MOST_NAMED = 200

export const listReclassified = async (
  tx: Read,
  organisations: readonly string[],
  { from, to }: Span,
): Promise<Reclassified[]> =>
  (
    await sql<Reclassified>`
      select c.reference, k.metric, k.priority
      from cases.published_case_clocks k join cases.published_cases c on c.id = k.case_id
      where k.organisation_id = any (${[...organisations]}::uuid[]) and k.outcome = 'missed' and k.missed_because = 'reclassified'
        and k.stopped_at >= ${from} and k.stopped_at < ${to}
      order by c.reference, k.metric limit ${MOST_NAMED}`.execute(tx)
  ).rows

export const listGoals = async (tx: Read, organisations: readonly string[]): Promise<Goal[]> =>
  (
    await sql<Goal>`
      select organisation_id, metric, priority, percent from reports.goals
      where organisation_id = any (${[...organisations]}::uuid[])`.execute(tx)
  ).rows

/** A broken promise of the two highest priorities, and what was said of it. */
export interface Breach {
  readonly organisation_id: string
  readonly reference: string
  readonly subject: string
  readonly priority: string
  readonly metrics: readonly string[]
  /** Those of them that a change of priority or terms made late; absent in reports of before it was kept. */
  readonly reclassified?: readonly string[]
  readonly cause: string | null
  readonly effect: string | null
  readonly fix: string | null
  readonly prevention: string | null
}

export const listBreaches = async (tx: Read, organisations: readonly string[], { from, to }: Span): Promise<Breach[]> =>
  (
    await sql<Breach>`
      select c.organisation_id, c.reference, c.subject, min(k.priority) as priority, array_agg(k.metric order by k.metric) as metrics,
        coalesce(array_agg(k.metric order by k.metric) filter (where k.missed_because = 'reclassified'), '{}') as reclassified,
        e.cause, e.effect, e.fix, e.prevention
      from cases.published_case_clocks k join cases.published_cases c on c.id = k.case_id
        left join cases.published_breach_explanations e on e.case_id = c.id
      where k.organisation_id = any (${[...organisations]}::uuid[]) and k.outcome = 'missed' and k.priority in ('P1', 'P2')
        and k.stopped_at >= ${from} and k.stopped_at < ${to}
      group by c.organisation_id, c.reference, c.subject, e.cause, e.effect, e.fix, e.prevention
      order by min(k.priority), c.reference limit 500`.execute(tx)
  ).rows

export interface FinalReport {
  readonly organisation_id: string
  readonly month: string
  readonly figures: readonly Figure[]
  readonly breaches: readonly Breach[]
  readonly made_by_name: string
  readonly made_at: Date
}

/** The final reports of some organisations, newest first: of one month, or of those before it. */
export const listFinal = async (
  tx: Read,
  organisations: readonly string[],
  { upTo, most }: { upTo: string; most: number },
): Promise<FinalReport[]> =>
  (
    await sql<FinalReport>`
      select organisation_id, month, figures, breaches, made_by_name, made_at from reports.final_reports
      where organisation_id = any (${[...organisations]}::uuid[]) and month <= ${upTo} order by month desc limit ${most}`.execute(
      tx,
    )
  ).rows.map(report => ({ ...report, figures: report.figures.map(inFull) }))

/** Reports of before these figures were kept have the same for them as for what was kept. */
const inFull = (figure: Figure): Figure => ({
  ...figure,
  met_after_disputes: figure.met_after_disputes ?? figure.met,
  reclassified: figure.reclassified ?? 0,
})
