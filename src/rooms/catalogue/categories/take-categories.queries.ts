import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

/** An organisation whose categories another may have too. */
export interface Giver {
  readonly id: string
  readonly name: string
}

/** Those the asker may see that have categories, the shared service first. */
export async function listGivers(tx: Read, organisation_id: string): Promise<Giver[]> {
  const { rows } = await sql<Giver>`
    select o.id, o.name from people.published_organisations o where o.id <> ${organisation_id}
      and exists (select from catalogue.categories c where c.organisation_id = o.id and c.active)
    order by o.kind = 'shared_service' desc, o.name limit 100`.execute(tx)
  return rows
}
