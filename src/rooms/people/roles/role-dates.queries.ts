import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { Term } from './term.rules.ts'

/** A role somebody holds in an organisation, held, will hold or held. */
export interface DatedRole extends Term {
  readonly organisation_id: string
  readonly role: string
}

/** A person's roles with their dates, those to come and those over too, as far as the asker may see. */
export async function listDatedRoles(tx: Read, person_id: string): Promise<DatedRole[]> {
  const { rows } = await sql<DatedRole>`
    select organisation_id, role, starts_at, ends_at from people.role_assignments
    where person_id = ${person_id} order by starts_at nulls first, role`.execute(tx)
  return rows
}
