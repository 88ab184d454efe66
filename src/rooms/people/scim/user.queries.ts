import { type RawBuilder, sql } from 'kysely'
import { isId } from '#platform/database/id.ts'
import type { Read } from '#platform/database/transaction.ts'
import { scimProblems } from './problems.ts'
import { ENTERPRISE_URN } from './schema.rules.ts'

/** A resource as it lies in the database: what stands in columns, and the rest in the names of RFC 7643. */
export interface Row {
  readonly id: string
  readonly external_id: string | null
  readonly user_name: string
  readonly name: string
  readonly active: boolean
  readonly created_at: Date
  readonly changed_at: Date
  readonly json: Readonly<Record<string, unknown>>
}

export interface Wanted {
  readonly condition: RawBuilder<boolean>
  readonly order: RawBuilder<unknown>
  readonly skip: number
  readonly most: number
}

/*
 * Everybody of an organisation, as the directory has them: those an administrator added too, so that a directory finds them and takes
 * them over instead of making them again. What we keep ourselves is said as we have it.
 */
const users = (organisation_id: string) => sql`
  select p.id, d.external_id, coalesce(d.user_name, p.email, p.id::text) as user_name, p.name, p.active, p.created_at,
    greatest(p.changed_at, d.changed_at) as changed_at,
    coalesce(d.attributes, jsonb_build_object('name', jsonb_strip_nulls(jsonb_build_object(
      'givenName', split_part(p.name, ' ', 1), 'familyName', nullif(substr(p.name, strpos(p.name || ' ', ' ') + 1), '')))))
    || jsonb_strip_nulls(jsonb_build_object('title', p.job_title))
    || jsonb_build_object(
      'emails', coalesce(d.attributes -> 'emails', '[]') || case
        when p.email is null or exists (select from jsonb_array_elements(coalesce(d.attributes -> 'emails', '[]')) e where lower(e ->> 'value') = p.email_key)
        then '[]' else jsonb_build_array(jsonb_build_object('value', p.email, 'type', 'work', 'primary', d.attributes -> 'emails' is null)) end,
      'phoneNumbers', coalesce(d.attributes -> 'phoneNumbers', '[]') || case
        when p.phone is null or exists (select from jsonb_array_elements(coalesce(d.attributes -> 'phoneNumbers', '[]')) e where e ->> 'value' = p.phone)
        then '[]' else jsonb_build_array(jsonb_build_object('value', p.phone, 'type', 'work')) end,
      'groups', coalesce((select jsonb_agg(jsonb_build_object('value', g.id, 'display', g.name, 'type', 'direct') order by g.name)
        from people.directory_group_members m join people.directory_groups g on g.id = m.group_id where m.person_id = p.id), '[]'),
      ${sql.lit(ENTERPRISE_URN)}, coalesce(d.attributes -> ${sql.lit(ENTERPRISE_URN)}, '{}')
        || jsonb_strip_nulls(jsonb_build_object('department', p.department, 'employeeNumber', p.employee_number))) as json
  from people.persons p left join people.directory_users d on d.person_id = p.id
  where p.organisation_id = ${organisation_id} and d.removed_at is null`

/** A page of an organisation's people, and how many there are in all. */
export async function listUsers(
  tx: Read,
  organisation_id: string,
  { condition, order, skip, most }: Wanted,
): Promise<{ total: number; rows: Row[] }> {
  const [counted, found] = await Promise.all([
    sql<{ total: number }>`select count(*) as total from (${users(organisation_id)}) r where ${condition}`.execute(tx),
    sql<Row>`select * from (${users(organisation_id)}) r where ${condition} order by ${order}, r.id limit ${most} offset ${skip}`.execute(
      tx,
    ),
  ])
  return { total: counted.rows[0]?.total ?? 0, rows: found.rows }
}

/** Raises `scim.not-found` for nobody, for somebody of another organisation, and for whom the directory has deleted. */
export async function getUser(tx: Read, organisation_id: string, id: string): Promise<Row> {
  if (!isId(id)) return scimProblems.raise('not-found')
  const { rows } = await sql<Row>`select * from (${users(organisation_id)}) r where r.id = ${id}`.execute(tx)
  return rows[0] ?? scimProblems.raise('not-found')
}

/** Who has a user name already; `not` is left out. */
export async function findByUserName(
  tx: Read,
  organisation_id: string,
  user_name: string,
  not?: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select r.id from (${users(organisation_id)}) r
    where lower(r.user_name) = lower(${user_name}) and r.id::text is distinct from ${not ?? null} limit 1`.execute(tx)
  return rows[0]?.id
}

/** Somebody the directory deleted under this user name, the last first. */
export async function findRemoved(tx: Read, organisation_id: string, user_name: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from people.directory_users
    where organisation_id = ${organisation_id} and user_name_key = lower(${user_name}) and removed_at is not null
    order by removed_at desc limit 1`.execute(tx)
  return rows[0]?.id
}

/** Somebody with this address whom no directory names now: added by hand, imported, or deleted from the directory. */
export async function findUnclaimed(tx: Read, organisation_id: string, email: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select p.id from people.persons p left join people.directory_users d on d.person_id = p.id
    where p.organisation_id = ${organisation_id} and p.email_key = lower(${email}) and (d.person_id is null or d.removed_at is not null)`.execute(
    tx,
  )
  return rows[0]?.id
}
