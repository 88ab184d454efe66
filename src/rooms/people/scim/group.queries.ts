import { sql } from 'kysely'
import { isId } from '#platform/database/id.ts'
import type { Read } from '#platform/database/transaction.ts'
import { scimProblems } from './problems.ts'
import type { Row, Wanted } from './user.queries.ts'

/** An organisation's groups, in the columns of user.queries.ts. Members are left out where nobody asked: there may be thousands. */
const groups = (organisation_id: string, members: boolean) => sql`
  select g.id, g.external_id, g.name as user_name, g.name, true as active, g.created_at, g.changed_at,
    jsonb_build_object('members', ${
      members
        ? sql`coalesce((select jsonb_agg(jsonb_build_object('value', p.id, 'display', p.name, 'type', 'User') order by p.name_key, p.id)
            from people.directory_group_members m join people.persons p on p.id = m.person_id where m.group_id = g.id), '[]')`
        : sql`'[]'::jsonb`
    }) as json
  from people.directory_groups g where g.organisation_id = ${organisation_id}`

/** A page of an organisation's groups, and how many there are in all. */
export async function listGroups(
  tx: Read,
  organisation_id: string,
  { condition, order, skip, most, members }: Wanted & { members: boolean },
): Promise<{ total: number; rows: Row[] }> {
  const [counted, found] = await Promise.all([
    sql<{
      total: number
    }>`select count(*) as total from (${groups(organisation_id, true)}) r where ${condition}`.execute(tx),
    sql<Row>`
      with page as (select r.id, row_number() over (order by ${order}, r.id) as place
        from (${groups(organisation_id, true)}) r where ${condition} order by place limit ${most} offset ${skip})
      select r.* from (${groups(organisation_id, members)}) r join page on page.id = r.id order by page.place`.execute(
      tx,
    ),
  ])
  return { total: counted.rows[0]?.total ?? 0, rows: found.rows }
}

/** Raises `scim.not-found` for none, and for another organisation's. */
export async function getGroup(tx: Read, organisation_id: string, id: string, members = true): Promise<Row> {
  if (!isId(id)) return scimProblems.raise('not-found')
  const { rows } = await sql<Row>`select * from (${groups(organisation_id, members)}) r where r.id = ${id}`.execute(tx)
  return rows[0] ?? scimProblems.raise('not-found')
}

/** Who of those named is somebody of this organisation. */
export async function knownAmong(
  tx: Read,
  organisation_id: string,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from people.persons p left join people.directory_users d on d.person_id = p.id
    where p.organisation_id = ${organisation_id} and p.id = any (${ids.filter(isId)}::uuid[]) and d.removed_at is null
    order by p.name_key`.execute(tx)
  return rows
}

/** The groups somebody is in, by their names and by the directory's identifiers: a grant may name either. */
export async function directoryGroupsOf(tx: Read, person_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('people.directory_group_members as m')
    .innerJoin('people.directory_groups as g', 'g.id', 'm.group_id')
    .select(['g.name', 'g.external_id'])
    .where('m.person_id', '=', person_id)
    .execute()
  return rows.flatMap(namesOf)
}

/** What every group of an organisation is called. */
export async function namesOfGroups(tx: Read, organisation_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('people.directory_groups')
    .select(['name', 'external_id'])
    .where('organisation_id', '=', organisation_id)
    .execute()
  return rows.flatMap(namesOf)
}

/** What one group is called. */
export const namesOf = ({ name, external_id }: { name: string; external_id: string | null }): string[] =>
  external_id ? [name, external_id] : [name]
