import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Calendar, CalendarVersion, WorkingTime } from '#rooms/clock/index.ts'
import { peopleProblems } from '../problems.ts'

export interface Organisation {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly short_name: string
  readonly accent: string
  /** By what it holds: where it is shown from. */
  readonly logo: string | null
  readonly zone: string
  readonly auto_close_days: number
  readonly reopen_days: number
  /** Since when there is no such organisation any more: only its history. */
  readonly ended_at: Date | null
  /** Whoever came in its place. */
  readonly succeeded_by_id: string | null
}

const COLUMNS = [
  'id',
  'kind',
  'name',
  'short_name',
  'accent',
  'logo',
  'zone',
  'auto_close_days',
  'reopen_days',
  'ended_at',
  'succeeded_by_id',
] as const

/** The organisations the asker may see, the shared service first. */
export const listOrganisations = (tx: Read): Promise<Organisation[]> =>
  tx.selectFrom('people.organisations').select(COLUMNS).orderBy('kind', 'desc').orderBy('name').execute()

/** The organisations the asker may see that are not live yet. */
export async function listPreparing(tx: Read): Promise<string[]> {
  const { rows } = await sql<{
    organisation_id: string
  }>`select organisation_id from people.published_preparing`.execute(tx)
  return rows.map(row => row.organisation_id)
}

/** Raises `people.organisation-not-found`. */
export async function getOrganisation(tx: Read, id: string): Promise<Organisation> {
  const found = await tx.selectFrom('people.organisations').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return found ?? peopleProblems.raise('organisation-not-found')
}

/** By its short name, as it is written. */
export const findOrganisationNamed = (tx: Read, short_name: string): Promise<Organisation | undefined> =>
  tx.selectFrom('people.organisations').select(COLUMNS).where('short_name', '=', short_name).executeTakeFirst()

/** Keeps others from changing an organisation, and what is its own to decide, until the transaction ends. */
export async function lockOrganisation(tx: Write, id: string): Promise<Organisation> {
  const row = await tx
    .selectFrom('people.organisations')
    .select(COLUMNS)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row ?? peopleProblems.raise('organisation-not-found')
}

export interface Team {
  readonly id: string
  readonly organisation_id: string
  readonly name: string
  readonly slug: string
}

/** The teams there are and were, of the asker's organisations and the shared desk: what past cases are told with. */
export async function listAllTeams(tx: Read): Promise<DatedTeam[]> {
  const { rows } = await sql<DatedTeam>`
    select id, organisation_id, name, slug, shared, starts_at, ends_at, stands from people.published_teams order by name`.execute(
    tx,
  )
  return rows
}

/** The teams that may be given a case: those that have begun and have not ended. */
export const listTeams = async (tx: Read): Promise<Team[]> =>
  (await listAllTeams(tx))
    .filter(({ stands }) => stands)
    .map(({ id, organisation_id, name, slug }) => ({ id, organisation_id, name, slug }))

/** Identifiers of an organisation's own teams by name. */
export async function teamIdsByName(tx: Read, organisation_id: string): Promise<ReadonlyMap<string, string>> {
  const own = (await listAllTeams(tx)).filter(team => team.organisation_id === organisation_id)
  return new Map(own.map(({ id, name }) => [name, id]))
}

/** Raises `people.team-not-found`. */
export async function getTeamBySlug(tx: Read, slug: string): Promise<Team> {
  const team = await tx
    .selectFrom('people.teams')
    .select(['id', 'organisation_id', 'name', 'slug'])
    .where('slug', '=', slug)
    .executeTakeFirst()
  return team ?? peopleProblems.raise('team-not-found')
}

export interface DatedTeam extends Team {
  /** The shared desk's: it works for those it serves too. */
  readonly shared: boolean
  readonly starts_at: Date | null
  readonly ends_at: Date | null
  /** It has begun and has not ended. */
  readonly stands: boolean
}

export interface TeamMember {
  readonly team_id: string
  readonly person_id: string
  readonly name: string
  readonly leads: boolean
}

/** Who works in the teams the asker may see. */
export async function listTeamMembers(tx: Read): Promise<TeamMember[]> {
  const { rows } = await sql<TeamMember>`
    select m.team_id, m.person_id, p.name, m.leads
    from people.published_team_members m join people.persons p on p.id = m.person_id and p.active order by p.name`.execute(
    tx,
  )
  return rows
}

/** The teams a person works in. */
export const listTeamsOf = (tx: Read, person_id: string): Promise<Team[]> =>
  tx
    .selectFrom('people.published_team_members as m')
    .innerJoin('people.teams as t', 't.id', 'm.team_id')
    .select(['t.id', 't.organisation_id', 't.name', 't.slug'])
    .where('m.person_id', '=', person_id)
    .orderBy('t.name')
    .execute()

// Calendars are treated as values and remembered by the object, so one row must stay one object while it is unchanged.
const remembered = new Map<string, { text: string; time: WorkingTime }>()

export function calendarFrom(id: string, row: object): Calendar {
  // Written through calendarProblem, which refuses anything that is not a calendar.
  return keptOnce(id, row as Calendar)
}

/** A calendar's versions, as `people.published_working_time` gives them, for the clock's sums. */
export function workingTimeFrom(id: string, versions: readonly CalendarVersion[]): WorkingTime {
  return keptOnce(`${id} ${versions.map(({ name }) => name).join()}`, versions)
}

function keptOnce<Time extends WorkingTime>(key: string, time: Time): Time {
  const text = JSON.stringify(time)
  const known = remembered.get(key)
  // What was kept under this text was made from it.
  if (known?.text === text) return known.time as Time
  remembered.set(key, { text, time })
  return time
}
