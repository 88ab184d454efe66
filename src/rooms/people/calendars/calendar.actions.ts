import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import type { Calendar } from '#rooms/clock/index.ts'
import { calendarAdded, calendarEdited } from '../events.ts'
import { lockOrganisation } from '../organisations/organisation.queries.ts'
import { lockCalendar } from './calendar.queries.ts'

export type CalendarFields = Pick<Calendar, 'zone' | 'hours' | 'holidays'> & { readonly name: string }

const asSubject = (organisation_id: string) => ({ id: organisation_id, organisation_id })
const columns = ({ name, zone, hours, holidays }: CalendarFields) => ({
  ...{ name, zone, hours: JSON.stringify(hours), holidays: JSON.stringify(holidays) },
})

/** Adds a calendar. The caller has asked `calendarProblem`: the sums take a sound calendar for granted. */
export async function addCalendar(
  tx: Write,
  author: Author,
  command: { organisation_id: string; fields: CalendarFields },
  now: Date,
): Promise<{ id: string }> {
  const { organisation_id, fields } = command
  await lockOrganisation(tx, organisation_id)
  const id = newId()
  await tx
    .insertInto('people.calendars')
    .values({ ...columns(fields), id, organisation_id })
    .execute()
  await record(tx, author, calendarAdded, asSubject(organisation_id), { calendar_id: id, name: fields.name }, now)
  return { id }
}

/**
 * Changes a calendar. Clocks already running keep the due time they were given until something changes them; what starts or goes on
 * from now on follows the new hours.
 */
export async function editCalendar(
  tx: Write,
  author: Author,
  command: { id: string; fields: CalendarFields },
  now: Date,
): Promise<void> {
  const calendar = await lockCalendar(tx, command.id)
  const changes = changesBetween(columns(calendar), columns(command.fields))
  if (Object.keys(changes).length === 0) return
  await lockOrganisation(tx, calendar.organisation_id)
  await tx.updateTable('people.calendars').set(columns(command.fields)).where('id', '=', calendar.id).execute()
  const payload = { calendar_id: calendar.id, name: calendar.name, changes }
  await record(tx, author, calendarEdited, asSubject(calendar.organisation_id), payload, now)
}
