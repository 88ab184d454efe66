import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import { requireCalendarOf } from '../calendars/calendar.queries.ts'
import { teamAdded, teamEdited, teamMembersChanged, teamPlaceDated } from '../events.ts'
import { lockOrganisation } from '../organisations/organisation.queries.ts'
import { peopleProblems } from '../problems.ts'
import type { Term } from '../roles/term.rules.ts'
import { listCandidates, lockTeam } from './team.queries.ts'
import { slugOf } from './team.rules.ts'

const asSubject = (organisation_id: string) => ({ id: organisation_id, organisation_id })

/** Adds a team, which may begin on a later day: until then nothing can be given to it. */
export async function addTeam(
  tx: Write,
  author: Author,
  command: {
    organisation_id: string
    name: string
    calendar_id: string | null
    starts_at: Date | null
    shared?: boolean
  },
  now: Date,
): Promise<{ id: string }> {
  const { short_name } = await lockOrganisation(tx, command.organisation_id)
  if (command.calendar_id) await requireCalendarOf(tx, command.organisation_id, command.calendar_id)
  const id = newId()
  const slug = slugOf(`${short_name} ${command.name}`)
  await tx
    .insertInto('people.teams')
    .values({ ...command, id, slug })
    .execute()
  await record(tx, author, teamAdded, asSubject(command.organisation_id), { team_id: id, name: command.name }, now)
  return { id }
}

/** Renames a team or gives it other hours. Its address stays, so that bookmarks do. */
export async function editTeam(
  tx: Write,
  author: Author,
  command: { id: string; name: string; calendar_id: string | null },
  now: Date,
): Promise<void> {
  const { id, ...fields } = command
  const team = await lockTeam(tx, id)
  if (fields.calendar_id) await requireCalendarOf(tx, team.organisation_id, fields.calendar_id)
  const changes = changesBetween({ ...team }, fields)
  if (Object.keys(changes).length === 0) return
  await lockOrganisation(tx, team.organisation_id)
  await tx.updateTable('people.teams').set(fields).where('id', '=', id).execute()
  await record(tx, author, teamEdited, asSubject(team.organisation_id), { team_id: id, name: team.name, changes }, now)
}

/** Sets who works in a team and who leads it: exactly these, of those who may. */
export async function setMembers(
  tx: Write,
  author: Author,
  command: { id: string; members: readonly string[]; leads: readonly string[] },
  now: Date,
): Promise<void> {
  const team = await lockTeam(tx, command.id)
  await lockOrganisation(tx, team.organisation_id)
  const before = await listCandidates(tx, team)
  const after = before.filter(({ id }) => command.members.includes(id))
  const leads = after.filter(({ id }) => command.leads.includes(id))
  const joined = after.filter(({ member }) => !member)
  const left = before.filter(({ id, member }) => member && !command.members.includes(id))
  const led = before.filter(candidate => candidate.leads).map(({ id }) => id)
  const sameLeads = leads.length === led.length && leads.every(({ id }) => led.includes(id))
  if (joined.length === 0 && left.length === 0 && sameLeads) return
  // Who worked in it until a day that is over stays on record.
  const was = await tx
    .deleteFrom('people.team_members')
    .where('team_id', '=', team.id)
    .where(eb => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
    .returning(['person_id', 'provider_id'])
    .execute()
  // Who stays keeps the days from and until which they work in it, and that a group of theirs put them there.
  const rows = after.map(({ id, starts_at, ends_at, leads_from, leads_until }) => ({
    team_id: team.id,
    organisation_id: team.organisation_id,
    person_id: id,
    leads: leads.some(lead => lead.id === id),
    ...{ starts_at, ends_at, leads_from, leads_until },
    provider_id: was.find(({ person_id }) => person_id === id)?.provider_id ?? null,
  }))
  if (rows.length > 0)
    await tx
      .insertInto('people.team_members')
      .values(rows)
      .onConflict(conflict =>
        conflict.columns(['team_id', 'person_id']).doUpdateSet(eb => ({
          leads: eb.ref('excluded.leads'),
          leads_from: eb.ref('excluded.leads_from'),
          leads_until: eb.ref('excluded.leads_until'),
          starts_at: eb.ref('excluded.starts_at'),
          ends_at: eb.ref('excluded.ends_at'),
          provider_id: eb.ref('excluded.provider_id'),
        })),
      )
      .execute()
  const names = (people: readonly { name: string }[]) => people.map(({ name }) => name)
  const payload = { team_id: team.id, name: team.name, joined: names(joined), left: names(left), leads: names(leads) }
  await record(tx, author, teamMembersChanged, asSubject(team.organisation_id), payload, now)
}

/** Somebody works in it; leads it for as long; or leads it for a time and works in it before and after. */
export type PlaceAs = 'member' | 'lead' | 'lead for a time'

/**
 * Has somebody work in a team from a day on, until a day, or both, or lead it for that time; who is in it already gets these dates.
 * Raises `people.may-not-work-there` for somebody who may not work on its cases.
 */
export async function placeInTeam(
  tx: Write,
  author: Author,
  command: { id: string; person_id: string; as: PlaceAs; term: Term },
  now: Date,
): Promise<void> {
  const { person_id, as, term } = command
  const team = await lockTeam(tx, command.id)
  await lockOrganisation(tx, team.organisation_id)
  const candidate = (await listCandidates(tx, team)).find(({ id }) => id === person_id)
  if (!candidate) return peopleProblems.raise('may-not-work-there')
  const { starts_at, ends_at } = term
  const leads = as !== 'member'
  const leads_only = as === 'lead for a time' && candidate.member
  const leading = { leads, leads_from: leads_only ? starts_at : null, leads_until: leads_only ? ends_at : null }
  const placed = leads_only ? leading : { ...leading, starts_at, ends_at, provider_id: null }
  await tx
    .insertInto('people.team_members')
    .values({ team_id: team.id, organisation_id: team.organisation_id, person_id, ...leading, starts_at, ends_at })
    .onConflict(conflict => conflict.columns(['team_id', 'person_id']).doUpdateSet(placed))
    .execute()
  const payload = {
    ...{ team_id: team.id, name: team.name, person: candidate.name, leads, leads_only },
    ...{ starts_at: starts_at?.toISOString() ?? null, ends_at: ends_at?.toISOString() ?? null },
  }
  await record(tx, author, teamPlaceDated, asSubject(team.organisation_id), payload, now)
}
