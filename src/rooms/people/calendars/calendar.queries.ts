import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Calendar } from '#rooms/clock/index.ts'
import { peopleProblems } from '../problems.ts'
import type { Nation } from './calendar-form.rules.ts'

/** What a version of a calendar says: when it is open, whose bank holidays it keeps, and why single days differ. */
export interface CalendarContent extends Calendar {
  readonly openings: NonNullable<Calendar['openings']>
  readonly closures: NonNullable<Calendar['closures']>
  readonly nation: Nation
  readonly reasons: Readonly<Record<string, string>>
}

/** A calendar as it is now: its version in force. */
export interface CalendarRow extends CalendarContent {
  readonly id: string
  readonly organisation_id: string
  readonly name: string
  /** The number of the version in force. */
  readonly version: number
  readonly cover_calendar_id: string | null
}

export interface CalendarVersion extends CalendarContent {
  readonly id: string
  readonly number: number
  readonly effective_from: Date
  /** When the next version takes over; null when none does. */
  readonly effective_until: Date | null
  readonly because: string
  readonly made_by_name: string
  readonly made_at: Date
  readonly withdrawn_at: Date | null
}

const IN_FORCE = sql`
  select c.id, c.organisation_id, c.name, c.cover_calendar_id, v.number as version, v.zone, v.hours, v.nation, v.holidays, v.openings,
    v.closures, v.reasons
  from people.calendars c cross join lateral (
    select * from people.calendar_versions v where v.calendar_id = c.id and v.effective_from <= now() and v.withdrawn_at is null
    order by v.effective_from desc, v.number desc limit 1) v`

/** An organisation's calendars by name. */
export async function listCalendarsIn(tx: Read, organisation_id: string): Promise<CalendarRow[]> {
  const { rows } =
    await sql<CalendarRow>`${IN_FORCE} where c.organisation_id = ${organisation_id} order by c.name`.execute(tx)
  return rows
}

/** Raises `people.calendar-not-found`. */
export async function getCalendarRow(tx: Read, id: string): Promise<CalendarRow> {
  const { rows } = await sql<CalendarRow>`${IN_FORCE} where c.id = ${id}`.execute(tx)
  return rows[0] ?? peopleProblems.raise('calendar-not-found')
}

/** Raises `people.calendar-not-found` for another organisation's calendar. */
export async function requireCalendarOf(tx: Read, organisation_id: string, id: string): Promise<CalendarRow> {
  const calendar = await getCalendarRow(tx, id)
  return calendar.organisation_id === organisation_id ? calendar : peopleProblems.raise('calendar-not-found')
}

export async function lockCalendar(tx: Write, id: string): Promise<CalendarRow> {
  const { rows } = await sql<CalendarRow>`${IN_FORCE} where c.id = ${id} for no key update of c`.execute(tx)
  return rows[0] ?? peopleProblems.raise('calendar-not-found')
}

/** Every version a calendar has had or will have, the one that counts last first; those withdrawn among them. */
export async function listVersions(tx: Read, calendar_id: string): Promise<CalendarVersion[]> {
  const { rows } = await sql<CalendarVersion>`
    select v.id, v.number, v.effective_from, p.effective_until, v.zone, v.hours, v.nation, v.holidays, v.openings, v.closures, v.reasons,
      v.because, v.made_by_name, v.made_at, v.withdrawn_at
    from people.calendar_versions v left join people.published_calendar_versions p on p.id = v.id and p.calendar_id = ${calendar_id}
    where v.calendar_id = ${calendar_id} order by v.effective_from desc, v.number desc`.execute(tx)
  return rows
}

/** The number of a calendar's latest version, as text: what a change is made from. */
export async function lastNumber(tx: Read, calendar_id: string): Promise<string> {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(number), 0) as last from people.calendar_versions where calendar_id = ${calendar_id}`.execute(
    tx,
  )
  return `${rows[0]?.last ?? 0}`
}
