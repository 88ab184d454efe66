import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { idsByPath } from '../category.queries.ts'
import { branchesOf } from './category-path.rules.ts'

/**
 * Makes the categories of some paths ("Hardware / Laptop") that an organisation does not have, those above them included, of the kind
 * given. May be repeated.
 */
export async function importCategories(
  tx: Write,
  organisation_id: string,
  paths: readonly string[],
  kind: 'incident' | 'service_request',
): Promise<void> {
  const branches = branchesOf(paths)
  const all = branches.map(branch => branch.path)
  const here = await idsByPath(tx, organisation_id, all)
  const missing = branches.filter(branch => !here.has(branch.path)).map(branch => ({ ...branch, id: newId() }))
  // Parents come first, so that each finds the identifier of the one above it.
  const ids = new Map([...here, ...missing.map(({ path, id }) => [path, id] as const)])
  const rows = missing.map(({ id, path, name, parent }) => ({
    ...{ id, organisation_id, path, name, kind },
    parent_id: parent === null ? null : ids.get(parent),
  }))
  await sql`
    insert into catalogue.categories (id, organisation_id, parent_id, name, path, kind)
    select id, organisation_id, parent_id, name, path, kind
    from json_populate_recordset(null::catalogue.categories, ${JSON.stringify(rows)}::json)`.execute(tx)
}
