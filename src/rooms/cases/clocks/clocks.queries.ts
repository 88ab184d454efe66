import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { CalendarVersion } from '#rooms/clock/index.ts'
import { workingTimeFrom } from '#rooms/people/index.ts'
import type { CaseClock } from './case-clock.rules.ts'

/** A case's clocks, response before resolution. */
export async function listClocks(tx: Read, case_id: string): Promise<CaseClock[]> {
  const { rows } = await sql<Omit<CaseClock, 'calendar'> & { calendar: readonly CalendarVersion[] }>`
    select k.id, k.metric, k.priority, k.target_seconds, k.warn_percent, k.calendar_id, k.started_at, k.state, k.used_seconds,
      k.counting_since, k.due_at, k.warn_at, k.warned_at, k.look_at, k.missed_at, k.missed_because, k.stopped_at, k.outcome,
      people.published_working_time(k.calendar_id, k.started_at) as calendar
    from cases.case_clocks k
    where k.case_id = ${case_id} order by k.metric`.execute(tx)
  return rows.map(row => ({ ...row, calendar: workingTimeFrom(row.calendar_id, row.calendar) }))
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
