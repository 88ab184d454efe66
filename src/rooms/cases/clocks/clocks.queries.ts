import { type RawBuilder, sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { Calendars, CalendarVersion } from '#rooms/clock/index.ts'
import type { CaseClock } from './case-clock.rules.ts'
import { timeOf } from './time-of-clock.ts'

/** In SQL what `runsOut` says, of clocks named k. */
export const RUNS_OUT = sql`(k.state = 'running' or (k.state = 'paused' and k.pinned_due_at is not null))`

async function list(tx: Read, case_id: string, which: RawBuilder<unknown>): Promise<CaseClock[]> {
  const { rows } = await sql<Omit<CaseClock, 'calendar'> & { calendar: readonly CalendarVersion[] | null }>`
    select k.id, k.kind, k.agreement_id, k.metric, k.turn, k.standing, k.priority, k.target_seconds, k.warn_percent, k.calendar_id,
      k.started_at, k.state, k.used_seconds, k.counting_since, k.due_at, k.warn_at, k.warned_at, k.look_at, k.missed_at,
      k.missed_because, k.stopped_at, k.outcome, k.pinned_due_at, people.published_working_time(k.calendar_id, k.started_at) as calendar
    from cases.case_clocks k
    where k.case_id = ${case_id} ${which} order by k.metric, k.kind, k.agreement_id, k.turn`.execute(tx)
  return rows.map(row => ({ ...row, calendar: timeOf(row.calendar_id, row.calendar) }))
}

const MAIN = sql`and k.kind = 'sla' and k.standing and k.metric in ('first_response', 'resolve', 'fulfil')`

/** What those served are promised of a case: its response, then its resolution (of a request, its fulfilment). */
export const listClocks = (tx: Read, case_id: string): Promise<CaseClock[]> => list(tx, case_id, MAIN)

/** Every clock a case has or had, of every agreement. */
export const listEveryClock = (tx: Read, case_id: string): Promise<CaseClock[]> => list(tx, case_id, sql``)

export type ClockOfCase = CaseClock & { readonly case_id: string; readonly organisation_id: string }

/** Every clock of these cases, under calendars that are known already. */
export async function listClocksOfMany(
  tx: Read,
  case_ids: readonly string[],
  calendars: Calendars,
): Promise<ClockOfCase[]> {
  const { rows } = await sql<Omit<ClockOfCase, 'calendar'>>`
    select k.id, k.case_id, k.organisation_id, k.kind, k.agreement_id, k.metric, k.turn, k.standing, k.priority, k.target_seconds,
      k.warn_percent, k.calendar_id, k.started_at, k.state, k.used_seconds, k.counting_since, k.due_at, k.warn_at, k.warned_at,
      k.look_at, k.missed_at, k.missed_because, k.stopped_at, k.outcome, k.pinned_due_at
    from cases.case_clocks k where k.case_id = any (${[...case_ids]}::uuid[]) order by k.case_id, k.metric, k.kind, k.agreement_id, k.turn`.execute(
    tx,
  )
  return rows.map(row => ({
    ...row,
    calendar: timeOf(row.calendar_id, (row.calendar_id && calendars[row.calendar_id]) || null),
  }))
}

export interface Pause {
  readonly id: string
  readonly reason: string
  readonly note: string | null
  readonly from_time: Date
  readonly until_time: Date | null
  /** The name of whoever stopped the clock. */
  readonly paused_by: string | null
}

/** When a case's clock was stopped, why and by whom, oldest first. */
export async function listPauses(tx: Read, case_id: string): Promise<Pause[]> {
  const { rows } = await sql<Pause>`
    select s.id, s.reason, s.note, s.from_time, s.until_time, p.name as paused_by
    from cases.pauses s left join people.published_persons p on p.id = s.paused_by
    where s.case_id = ${case_id} order by s.from_time`.execute(tx)
  return rows
}
