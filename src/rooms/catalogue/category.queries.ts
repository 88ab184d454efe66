import type { Read } from '#platform/database/transaction.ts'
import type { Level } from '#rooms/clock/index.ts'

export interface Category {
  readonly id: string
  readonly organisation_id: string
  readonly parent_id: string | null
  readonly name: string
  readonly path: string
  readonly kind: string
  readonly team_id: string | null
  readonly impact: Level | null
  readonly urgency: Level | null
  /** Only its team knows of the cases logged here. */
  readonly restricted: boolean
}

const COLUMNS = [
  ...(['id', 'organisation_id', 'parent_id', 'name', 'path', 'kind', 'team_id', 'impact', 'urgency'] as const),
  'restricted' as const,
]

/** An organisation's tree of categories in use, in reading order. */
export async function listCategories(tx: Read, organisation_id: string): Promise<Category[]> {
  const rows = await tx
    .selectFrom('catalogue.categories')
    .select(COLUMNS)
    .where('organisation_id', '=', organisation_id)
    .where('active', '=', true)
    .orderBy('path')
    .execute()
  // impact and urgency are checked to be 1, 2 or 3 by the table.
  return rows as Category[]
}

/** A category of that organisation; undefined when it is another's, or none. */
export async function findCategory(tx: Read, organisation_id: string, id: string): Promise<Category | undefined> {
  const row = await tx
    .selectFrom('catalogue.categories')
    .select(COLUMNS)
    .where('organisation_id', '=', organisation_id)
    .where('id', '=', id)
    .executeTakeFirst()
  return row as Category | undefined
}

/** A category of that organisation by its path, "Hardware / Laptop". */
export async function findCategoryAt(tx: Read, organisation_id: string, path: string): Promise<Category | undefined> {
  const row = await tx
    .selectFrom('catalogue.categories')
    .select(COLUMNS)
    .where('organisation_id', '=', organisation_id)
    .where('path', '=', path)
    .executeTakeFirst()
  // impact and urgency are checked to be 1, 2 or 3 by the table.
  return row as Category | undefined
}

/** Identifiers of an organisation's categories by path; those it does not have are left out. */
export async function idsByPath(
  tx: Read,
  organisation_id: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (paths.length === 0) return new Map()
  const rows = await tx
    .selectFrom('catalogue.categories')
    .select(['id', 'path'])
    .where('organisation_id', '=', organisation_id)
    .where('path', 'in', [...paths])
    .execute()
  return new Map(rows.map(({ id, path }) => [path, id]))
}
