/* People, teams and an organisation that another desk knew, made here if they are not here yet. Each act may be repeated. */
import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import type { Calendar, Spell } from '#rooms/clock/index.ts'
import { calendarFrom } from '../organisations/organisation.queries.ts'
import { slugOf } from './slug.rules.ts'

export interface NewOrganisation {
  readonly id: string
  readonly name: string
  readonly short_name: string
  readonly kind: 'partner' | 'customer'
  readonly zone: string
}

/** Makes an organisation for imported cases. The identity must already name its `id`. */
export async function importOrganisation(tx: Write, organisation: NewOrganisation): Promise<void> {
  await tx.insertInto('people.organisations').values(organisation).execute()
}

const ALL_DAY: readonly Spell[] = [['00:00', '24:00']]
const EVERY_DAY = { mon: ALL_DAY, tue: ALL_DAY, wed: ALL_DAY, thu: ALL_DAY, fri: ALL_DAY, sat: ALL_DAY, sun: ALL_DAY }

/** A calendar that never closes. */
export const alwaysOpen = (zone: string): Calendar => ({ zone, hours: EVERY_DAY, holidays: [] })

/** The organisation's calendar that is always open, on which promises in real time are counted. */
export async function ensureAlwaysOpen(
  tx: Write,
  organisation_id: string,
  zone: string,
): Promise<{ id: string; calendar: Calendar }> {
  const name = 'All hours'
  const made = await tx
    .insertInto('people.calendars')
    .values({ id: newId(), organisation_id, name })
    .onConflict(conflict => conflict.constraint('calendars_name_unique').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) {
    const version = { id: newId(), organisation_id, calendar_id: made.id, number: 1, effective_from: new Date(0) }
    const content = { zone, hours: JSON.stringify(EVERY_DAY), because: 'For promises in real time' }
    await tx
      .insertInto('people.calendar_versions')
      .values({ ...version, ...content })
      .execute()
  }
  const { id, ...row } = await tx
    .selectFrom('people.published_calendars')
    .select(['id', 'zone', 'hours', 'holidays', 'openings', 'closures'])
    .where('organisation_id', '=', organisation_id)
    .where('name', '=', name)
    .$narrowType<{ id: string }>()
    .executeTakeFirstOrThrow()
  return { id, calendar: calendarFrom(id, row) }
}

/** Makes teams of this organisation that it does not have. May be repeated. */
export async function importTeams(
  tx: Write,
  organisation: { id: string; short_name: string },
  names: readonly string[],
): Promise<void> {
  const rows = names.map(name => ({ id: newId(), name, slug: slugOf(`${organisation.short_name} ${name}`) }))
  await sql`
    insert into people.teams (id, organisation_id, name, slug)
    select t.id, ${organisation.id}, t.name,
      -- Two names may make one slug ("R&D", "R D"): the later one gets a longer one.
      case when exists (select from people.teams o where o.slug = t.slug) or row_number() over (partition by t.slug order by t.name) > 1
        then t.slug || '-' || right(t.id::text, 6) else t.slug end
    from json_to_recordset(${JSON.stringify(rows)}::json) as t(id uuid, name text, slug text)
    where not exists (select from people.teams h where h.organisation_id = ${organisation.id} and h.name = t.name)`.execute(
    tx,
  )
}

export interface ImportedPerson {
  /** What the other desk calls them: one person here for each. */
  readonly reference: string
  readonly name: string
  /** Works on cases: those the desk serves may see the name. */
  readonly desk_staff: boolean
}

/** Makes people of an organisation that it does not have, by another desk's reference. May be repeated. */
export async function importPersons(
  tx: Write,
  organisation_id: string,
  persons: readonly ImportedPerson[],
): Promise<void> {
  const rows = JSON.stringify(persons.map(person => ({ ...person, id: newId() })))
  await sql`
    insert into people.persons (id, organisation_id, name, external_reference, desk_staff)
    select p.id, ${organisation_id}::uuid, p.name, p.reference, p.desk_staff
    from json_to_recordset(${rows}::json) as p(id uuid, reference text, name text, desk_staff boolean)
    on conflict (organisation_id, external_reference) where external_reference is not null do nothing`.execute(tx)
}
