import type { Read, Write } from '#platform/database/transaction.ts'
import type { Calendar } from '#rooms/clock/index.ts'
import { peopleProblems } from '../problems.ts'

export interface CalendarRow extends Calendar {
  readonly id: string
  readonly organisation_id: string
  readonly name: string
}

const COLUMNS = ['id', 'organisation_id', 'name', 'zone', 'hours', 'holidays', 'openings', 'closures'] as const

// Written through calendarProblem, which refuses anything that is not a calendar.
const asCalendar = (row: object) => row as CalendarRow

/** An organisation's calendars by name. */
export async function listCalendarsIn(tx: Read, organisation_id: string): Promise<CalendarRow[]> {
  const rows = await tx
    .selectFrom('people.calendars')
    .select(COLUMNS)
    .where('organisation_id', '=', organisation_id)
    .orderBy('name')
    .execute()
  return rows.map(asCalendar)
}

/** Raises `people.calendar-not-found`. */
export async function getCalendarRow(tx: Read, id: string): Promise<CalendarRow> {
  const row = await tx.selectFrom('people.calendars').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row ? asCalendar(row) : peopleProblems.raise('calendar-not-found')
}

/** Raises `people.calendar-not-found` for another organisation's calendar. */
export async function requireCalendarOf(tx: Read, organisation_id: string, id: string): Promise<CalendarRow> {
  const calendar = await getCalendarRow(tx, id)
  return calendar.organisation_id === organisation_id ? calendar : peopleProblems.raise('calendar-not-found')
}

export async function lockCalendar(tx: Write, id: string): Promise<CalendarRow> {
  const row = await tx
    .selectFrom('people.calendars')
    .select(COLUMNS)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? asCalendar(row) : peopleProblems.raise('calendar-not-found')
}
