import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import { calendarAdded, calendarChanged, calendarEdited } from '../events.ts'
import { lockOrganisation } from '../organisations/organisation.queries.ts'
import { peopleProblems } from '../problems.ts'
import { type CalendarContent, type CalendarRow, lockCalendar, requireCalendarOf } from './calendar.queries.ts'

/** A calendar as it was filled in: how it is called and who covers for it, and what a version says. */
export interface CalendarFields {
  readonly name: string
  readonly cover_calendar_id: string | null
  readonly content: CalendarContent
}

const asSubject = (organisation_id: string) => ({ id: organisation_id, organisation_id })

// Keys in one order: the database gives them back in its own.
const asJson = (value: object) =>
  JSON.stringify(
    Array.isArray(value) ? value : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))),
  )

/** What a version says, as its columns. */
export const contentColumns = ({ zone, hours, nation, holidays, openings, closures, reasons }: CalendarContent) => ({
  ...{ zone, nation, hours: asJson(hours), holidays: asJson(holidays) },
  ...{ openings: asJson(openings), closures: asJson(closures), reasons: asJson(reasons) },
})

/** When the first version of a calendar counts from: since ever, since a new calendar has nothing before it. */
const SINCE_EVER = new Date(0)

async function checkCover(tx: Write, organisation_id: string, id: string | undefined, cover: string | null) {
  if (cover === null) return
  if (cover === id) peopleProblems.raise('covers-itself')
  await requireCalendarOf(tx, organisation_id, cover)
}

/** Adds a calendar. The caller has asked `calendarProblem`: the sums take a sound calendar for granted. */
export async function addCalendar(
  tx: Write,
  author: Author,
  command: { organisation_id: string; fields: CalendarFields },
  now: Date,
): Promise<{ id: string }> {
  const { organisation_id, fields } = command
  const { name, cover_calendar_id, content } = fields
  await lockOrganisation(tx, organisation_id)
  await checkCover(tx, organisation_id, undefined, cover_calendar_id)
  const id = newId()
  await tx.insertInto('people.calendars').values({ id, organisation_id, name, cover_calendar_id }).execute()
  await tx
    .insertInto('people.calendar_versions')
    .values({
      ...contentColumns(content),
      ...{ id: newId(), organisation_id, calendar_id: id, number: 1, effective_from: SINCE_EVER, made_at: now },
      ...{ because: 'The first version', made_by: author.person_id ?? null, made_by_name: author.name },
    })
    .execute()
  await record(tx, author, calendarAdded, asSubject(organisation_id), { calendar_id: id, name }, now)
  return { id }
}

/** Renames a calendar, or names another to cover for it. What it says about hours is a version's: see `changeCalendar`. */
export async function editCalendar(
  tx: Write,
  author: Author,
  command: { id: string; name: string; cover_calendar_id: string | null },
  now: Date,
): Promise<void> {
  const { id, ...fields } = command
  const calendar = await lockCalendar(tx, id)
  const changes = changesBetween({ ...calendar }, fields)
  if (Object.keys(changes).length === 0) return
  await checkCover(tx, calendar.organisation_id, id, fields.cover_calendar_id)
  await lockOrganisation(tx, calendar.organisation_id)
  await tx.updateTable('people.calendars').set(fields).where('id', '=', id).execute()
  const payload = { calendar_id: id, name: calendar.name, changes }
  await record(tx, author, calendarEdited, asSubject(calendar.organisation_id), payload, now)
}

export interface ChangeCalendar {
  readonly id: string
  readonly content: CalendarContent
  /** From when it counts; at once when not said. Never earlier: what was measured stays as it was measured. */
  readonly effective_from?: Date | undefined
  readonly because: string
}

/** What is different between what a calendar says now and what it will say: by column, as text. */
export const contentChanges = (calendar: CalendarRow, content: CalendarContent) =>
  changesBetween(contentColumns(calendar), contentColumns(content))

/**
 * Gives a calendar a new version. Working time before it counts stays as it was measured; clocks that run are worked out again
 * afterwards, by whoever listens. Raises `people.calendar-in-the-past`.
 */
export async function changeCalendar(
  tx: Write,
  author: Author,
  command: ChangeCalendar,
  now: Date,
): Promise<{ number: number } | undefined> {
  const calendar = await lockCalendar(tx, command.id)
  const { organisation_id, name } = calendar
  const effective_from = command.effective_from ?? now
  if (effective_from < now) peopleProblems.raise('calendar-in-the-past')
  const changes = contentChanges(calendar, command.content)
  if (Object.keys(changes).length === 0) return undefined
  await lockOrganisation(tx, organisation_id)
  const { last } = await tx
    .selectFrom('people.calendar_versions')
    .select(eb => eb.fn.max('number').as('last'))
    .where('calendar_id', '=', calendar.id)
    .executeTakeFirstOrThrow()
  const number = last + 1
  await tx
    .insertInto('people.calendar_versions')
    .values({
      ...contentColumns(command.content),
      ...{ id: newId(), organisation_id, calendar_id: calendar.id, number, effective_from, because: command.because },
      ...{ made_by: author.person_id ?? null, made_by_name: author.name, made_at: now },
    })
    .execute()
  const from = effective_from.toISOString()
  const payload = {
    calendar_id: calendar.id,
    name,
    version: number,
    effective_from: from,
    because: command.because,
    changes,
  }
  await record(tx, author, calendarChanged, asSubject(organisation_id), payload, now, { topics: [calendar.id] })
  return { number }
}
