import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

/** For each role of an organisation, how many hold it, and how many of those have a second factor. */
export async function countByRole(tx: Read, organisation_id: string) {
  const { rows } = await sql<{ role: string; all: number; with: number }>`
    select r.role, count(*)::int as "all", count(*) filter (where a.person_id is not null or k.person_id is not null)::int as "with"
    from people.held_roles r
    join people.persons p on p.id = r.person_id and p.active
    left join people.authenticators a on a.person_id = p.id and a.confirmed_at is not null
    left join (select distinct person_id from people.passkeys) k on k.person_id = p.id
    where r.organisation_id = ${organisation_id} group by r.role`.execute(tx)
  return new Map(rows.map(({ role, ...counts }) => [role, counts]))
}
