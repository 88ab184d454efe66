import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { Permission } from '../permissions.ts'
import { MAY, ROLES, type Role } from './roles.rules.ts'

/**
 * For a join to `people.held_roles r`: whether that role gives a permission in that organisation, as it usually does or as the
 * organisation has changed it.
 */
export const gives = (permission: Permission) => sql<boolean>`coalesce(
  (select d.granted from people.role_permissions d
    where d.organisation_id = r.organisation_id and d.role = r.role and d.permission = ${permission}),
  r.role = any (${ROLES.filter(role => MAY[role].includes(permission))}::text[]))`

/** Whether a person may do something in an organisation now: for a job, which has no actor. Who has left may nothing. */
export async function mayNow(
  tx: Read,
  person_id: string,
  organisation_id: string,
  permission: Permission,
): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select exists (select from people.held_roles r join people.persons p on p.id = r.person_id and p.active
      where r.person_id = ${person_id} and r.organisation_id = ${organisation_id}
        and ${gives(permission)}) as held`.execute(tx)
  return rows[0]?.held === true
}

export interface Holder {
  readonly id: string
  readonly name: string
  readonly email: string | null
}

/** Everybody who may do something in an organisation now, by name. */
export async function listHolders(tx: Read, organisation_id: string, permission: Permission): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    select distinct p.id, p.name, p.email from people.held_roles r join people.persons p on p.id = r.person_id and p.active
    where r.organisation_id = ${organisation_id} and ${gives(permission)}
    order by p.name, p.id`.execute(tx)
  return rows
}

/** Everybody who has a role in an organisation now, by name. */
export async function listInRole(tx: Read, organisation_id: string, role: Role): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    select p.id, p.name, p.email from people.held_roles r join people.persons p on p.id = r.person_id and p.active
    where r.organisation_id = ${organisation_id} and r.role = ${role} order by p.name, p.id`.execute(tx)
  return rows
}

/** Whether some organisation, of those the asker may not see too, would have nobody to manage its people without this person. */
export async function isLastManager(tx: Read, person_id: string): Promise<boolean> {
  const usually = ROLES.filter(role => MAY[role].includes('people.manage'))
  const { rows } = await sql<{
    last: boolean
  }>`select people.is_last_manager(${person_id}, ${usually}) as last`.execute(tx)
  return rows[0]?.last === true
}

/** The organisation a team belongs to, whoever asks; undefined for none. */
export async function homeOfTeam(tx: Read, team_id: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`select people.home_of_team(${team_id}) as id`.execute(tx)
  return rows[0]?.id ?? undefined
}

/** The organisation a person belongs to, whoever asks; undefined for nobody. Jobs need it to find a person's own settings. */
export async function homeOf(tx: Read, person_id: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`select people.home_of(${person_id}) as id`.execute(tx)
  return rows[0]?.id ?? undefined
}

/** Whether an address is known to be this person's by more than a message that came from it. */
export async function isKnownAddress(tx: Read, person_id: string, address: string): Promise<boolean> {
  const { rows } = await sql<{
    known: boolean
  }>`select people.is_known_address(${person_id}, ${address}) as known`.execute(tx)
  return rows[0]?.known === true
}

export interface TeamWorker {
  readonly person_id: string
  readonly leads: boolean
}

/** Who works in a team now, whosever team it is. What they may see of a case is asked of each. */
export async function listWorkersOf(tx: Read, team_id: string): Promise<TeamWorker[]> {
  const { rows } = await sql<TeamWorker>`select person_id, leads from people.workers_of(${team_id})`.execute(tx)
  return rows
}
