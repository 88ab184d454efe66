import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { Term } from './term.rules.ts'

/** A role somebody holds in an organisation, held, will hold or held. */
export interface DatedRole extends Term {
  readonly organisation_id: string
  readonly role: string
  /** The identity provider whose groups gave it; null when somebody did, by hand. */
  readonly given_by: string | null
}

/** A person's roles with their dates, those to come and those over too, as far as the asker may see. */
export async function listDatedRoles(tx: Read, person_id: string): Promise<DatedRole[]> {
  const { rows } = await sql<DatedRole>`
    select r.organisation_id, r.role, r.starts_at, r.ends_at,
      case when r.provider_id is not null then coalesce(i.name, 'an identity provider') end as given_by
    from people.role_assignments r left join people.identity_providers i on i.id = r.provider_id
    where r.person_id = ${person_id} order by r.starts_at nulls first, r.role`.execute(tx)
  return rows
}
