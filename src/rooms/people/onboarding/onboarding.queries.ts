import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { peopleProblems } from '../problems.ts'
import type { NotNeeded, Standing } from './steps.rules.ts'

export interface Onboarding {
  readonly organisation_id: string
  readonly begun_at: Date
  readonly proved_at: Date | null
  readonly leaks: number | null
  readonly live_at: Date | null
}

const SELECT = sql`select organisation_id, begun_at, proved_at, leaks::float8 as leaks, live_at from people.onboardings`

/** How far an organisation is taken on; undefined for one that never was. */
export async function findOnboarding(tx: Read, organisation_id: string): Promise<Onboarding | undefined> {
  const { rows } = await sql<Onboarding>`${SELECT} where organisation_id = ${organisation_id}`.execute(tx)
  return rows[0]
}

/** Raises `people.not-being-taken-on`. */
export async function lockOnboarding(tx: Write, organisation_id: string): Promise<Onboarding> {
  const { rows } = await sql<Onboarding>`${SELECT} where organisation_id = ${organisation_id} for update`.execute(tx)
  return rows[0] ?? peopleProblems.raise('not-being-taken-on')
}

export const listNotNeeded = (tx: Read, organisation_id: string): Promise<NotNeeded[]> =>
  tx
    .selectFrom('people.onboarding_steps')
    .select(['step', 'because', 'decided_by_name'])
    .where('organisation_id', '=', organisation_id)
    .execute()

/** What this room has of an organisation. */
export type OwnStanding = Omit<Standing, 'targets' | 'categories' | 'mailboxes' | 'notices'>

export async function findOwnStanding(tx: Read, organisation_id: string): Promise<OwnStanding> {
  const { rows } = await sql<OwnStanding>`
    select (select count(*)::int from people.calendars c where c.organisation_id = o.id) as calendars,
      (select count(*)::int from people.teams t where t.organisation_id = o.id) as teams,
      (select count(*)::int from people.persons p where p.organisation_id = o.id and p.active) as persons,
      o.logo is not null as has_logo,
      (select count(*)::int from people.identity_providers i where i.organisation_id = o.id and i.active) as providers,
      (select count(*)::int from people.persons p where p.organisation_id = o.id and p.active and people.has_password(p.id)) as passwords,
      b.proved_at, b.leaks::float8 as leaks
    from people.organisations o left join people.onboardings b on b.organisation_id = o.id where o.id = ${organisation_id}`.execute(
    tx,
  )
  return rows[0] ?? peopleProblems.raise('organisation-not-found')
}

/** The one of these organisations that takes others on: the shared service; where there is none, any. */
export async function findShared(tx: Read, organisations: readonly string[]): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`
    select people.keeper_of_bank_holidays(${[...organisations]}::uuid[]) as id`.execute(tx)
  return rows[0]?.id ?? undefined
}

/** Somebody of theirs for each role that is held there, with everything they may do anywhere. */
export interface Asker {
  readonly person_id: string
  readonly name: string
  readonly role: string
  readonly assignments: { organisation_id: string; role: string; changed?: Record<string, boolean> | null }[]
}

export async function listAskers(tx: Read, organisation_id: string): Promise<Asker[]> {
  const { rows } = await sql<Asker>`
    select distinct on (r.role) p.id as person_id, p.name, r.role, people.assignments_of(p.id) as assignments
    from people.held_roles r join people.persons p on p.id = r.person_id
    where r.organisation_id = ${organisation_id} and p.organisation_id = ${organisation_id} and p.active
    order by r.role, p.id`.execute(tx)
  return rows
}

/** Calendars of other organisations that may be copied. */
export async function listCalendarsElsewhere(tx: Read, organisation_id: string) {
  const { rows } = await sql<{ id: string; name: string; organisation: string }>`
    select c.id, c.name, o.name as organisation from people.calendars c join people.organisations o on o.id = c.organisation_id
    where o.id <> ${organisation_id} order by o.kind desc, o.name, c.name limit 100`.execute(tx)
  return rows
}
