import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { Difference, Group } from './matrix.rules.ts'

/** Where an organisation lets roles do other than they usually may. */
export const listDifferences = (tx: Read, organisation_id: string): Promise<Difference[]> =>
  tx
    .selectFrom('people.role_permissions')
    .select(['role', 'permission', 'granted'])
    .where('organisation_id', '=', organisation_id)
    .orderBy('role')
    .orderBy('permission')
    .execute()

/** Everybody who holds roles in an organisation now, by which they hold together. */
export async function listGroups(tx: Read, organisation_id: string): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select roles, count(*)::int as people, (array_agg(name order by name))[1:10] as names
    from (select p.name, array_agg(r.role order by r.role) as roles
      from people.held_roles r join people.persons p on p.id = r.person_id and p.active
      where r.organisation_id = ${organisation_id} group by p.id, p.name) held
    group by roles order by people desc`.execute(tx)
  return rows
}

/** The roles somebody holds in an organisation now. */
export async function listHeldIn(tx: Read, organisation_id: string, person_id: string): Promise<string[]> {
  const { rows } = await sql<{ role: string }>`
    select role from people.held_roles where organisation_id = ${organisation_id} and person_id = ${person_id}`.execute(
    tx,
  )
  return rows.map(({ role }) => role)
}
