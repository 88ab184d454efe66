import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { peopleProblems } from '../problems.ts'
import { ROLE_NAMES, ROLES } from '../roles/roles.rules.ts'

export interface Person {
  readonly id: string
  readonly organisation_id: string
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
  readonly job_title: string | null
  readonly department: string | null
  readonly location: string | null
  readonly assistance: string | null
  /** How they want to be reached: contact.rules.ts. */
  readonly contact_by: string | null
  readonly employee_number: string | null
  readonly active: boolean
}

const COLUMNS = [
  'id',
  'organisation_id',
  'name',
  'email',
  'phone',
  'job_title',
  'department',
  'location',
  'assistance',
  'contact_by',
  'employee_number',
  'active',
] as const

export const findPerson = (tx: Read, id: string): Promise<Person | undefined> =>
  tx.selectFrom('people.persons').select(COLUMNS).where('id', '=', id).executeTakeFirst()

/** Raises `people.not-found` for nobody, and for somebody of an organisation the asker may not see. */
export async function getPerson(tx: Read, id: string): Promise<Person> {
  return (await findPerson(tx, id)) ?? peopleProblems.raise('not-found')
}

/** Loads a person for change, and keeps others from changing them until the transaction ends. Raises `people.not-found`. */
export async function lockPerson(tx: Write, id: string): Promise<Person> {
  const row = await tx
    .selectFrom('people.persons')
    .select(COLUMNS)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row ?? peopleProblems.raise('not-found')
}

export const findPersonByEmail = (tx: Read, organisation_id: string, email: string): Promise<Person | undefined> =>
  tx
    .selectFrom('people.persons')
    .select(COLUMNS)
    .where('organisation_id', '=', organisation_id)
    .where('email_key', '=', email.trim().toLowerCase())
    .executeTakeFirst()

/** Names by identifier, for those the asker may see: their own organisations' people, and those of the shared desk. */
export async function namesOf(tx: Read, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter(id => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await tx.selectFrom('people.persons').select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(rows.map(row => [row.id, row.name]))
}

/**
 * People whose name, or a later part of it, or whose address begins with what was typed; at most `most`. Asked per organisation, so
 * that the index by name serves beneath the policy.
 */
export async function listPersonsLike(
  tx: Read,
  organisations: readonly string[],
  typed: string,
  most = 8,
): Promise<Person[]> {
  const start = typed.trim().toLowerCase()
  if (start === '') return []
  const end = `${start}\u{10FFFF}`
  return tx
    .selectFrom('people.persons')
    .select(COLUMNS)
    .where('organisation_id', 'in', [...organisations])
    .where('active', '=', true)
    .where(eb =>
      eb.or([
        eb.and([eb('name_key', '>=', start), eb('name_key', '<', end)]),
        eb.and([eb('email_key', '>=', start), eb('email_key', '<', end)]),
        sql<boolean>`position(${` ${start}`} in name_key) > 0`,
        eb('phone', '=', typed.trim()),
      ]),
    )
    .orderBy('name_key')
    .limit(most)
    .execute()
}

/** The names of the roles a person holds in the organisations the asker may see. */
export async function listRolesOf(tx: Read, person_id: string): Promise<string[]> {
  const rows = await tx.selectFrom('people.held_roles').select('role').where('person_id', '=', person_id).execute()
  return ROLES.filter(role => rows.some(row => row.role === role)).map(role => ROLE_NAMES[role])
}

/** Identifiers of an organisation's people by another system's references; those it does not have are left out. */
export async function idsByReference(
  tx: Read,
  organisation_id: string,
  references: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; reference: string }>`
    select id, external_reference as reference from people.persons
    where organisation_id = ${organisation_id} and external_reference = any (${references}::text[])`.execute(tx)
  return new Map(rows.map(({ id, reference }) => [reference, id]))
}
