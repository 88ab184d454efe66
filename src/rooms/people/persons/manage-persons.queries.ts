import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export interface Entry {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly job_title: string | null
  readonly active: boolean
  readonly roles: readonly string[]
}

/** An organisation's people by name, those who have left too; `typed` is looked for in names and addresses. */
export async function listEntries(
  tx: Read,
  organisation_id: string,
  { typed, most, skip }: { typed: string; most: number; skip: number },
): Promise<Entry[]> {
  const looked = typed.trim().toLowerCase()
  const { rows } = await sql<Entry>`
    select p.id, p.name, p.email, p.job_title, p.active,
      coalesce((select json_agg(r.role order by r.role) from people.role_assignments r where r.person_id = p.id), '[]') as roles
    from people.persons p
    where p.organisation_id = ${organisation_id}
      and (${looked} = '' or position(${looked} in p.name_key) > 0 or position(${looked} in coalesce(p.email_key, '')) > 0)
    order by p.name_key, p.id limit ${most} offset ${skip}`.execute(tx)
  return rows
}

/** A person's roles, by organisation, as far as the asker may see. */
export const listAssignments = (tx: Read, person_id: string) =>
  tx
    .selectFrom('people.role_assignments')
    .select(['organisation_id', 'role'])
    .where('person_id', '=', person_id)
    .execute()
