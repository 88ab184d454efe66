import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { CalendarVersion, WorkingTime } from '#rooms/clock/index.ts'
import { workingTimeFrom } from '#rooms/people/index.ts'

/** Every calendar the reader sees, with every version: what was worked is measured by the hours in force then. */
export async function calendarsOf(tx: Read): Promise<ReadonlyMap<string, WorkingTime>> {
  const { rows } = await sql<{ id: string; versions: readonly CalendarVersion[] }>`
    select id, people.published_working_time(id, '-infinity') as versions from people.published_calendars`.execute(tx)
  return new Map(rows.map(({ id, versions }) => [id, workingTimeFrom(id, versions)]))
}
