import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import type { Level } from '#rooms/clock/index.ts'
import { listTeams, lockOrganisation } from '#rooms/people/index.ts'
import { categoryAdded, categoryEdited, categoryRestored, categoryRetired } from '../events.ts'
import { catalogueProblems } from '../problems.ts'
import { getBranch, lockBranch } from './tree.queries.ts'

export interface CategoryFields {
  readonly name: string
  readonly parent_id: string | null
  readonly kind: string
  readonly team_id: string | null
  readonly impact: Level | null
  readonly urgency: Level | null
  /** What is logged here only its team may know of. */
  readonly restricted: boolean
}

const asSubject = (organisation_id: string) => ({ id: organisation_id, organisation_id })

/** "Hardware / Laptop". Raises when the place is another organisation's, or the team cannot be seen. */
async function pathFor(
  tx: Write,
  organisation_id: string,
  { name, parent_id, team_id }: CategoryFields,
): Promise<string> {
  if (team_id && !(await listTeams(tx)).some(({ id }) => id === team_id)) catalogueProblems.raise('not-yours')
  if (!parent_id) return name
  const parent = await getBranch(tx, parent_id)
  if (parent.organisation_id !== organisation_id) catalogueProblems.raise('category-not-found')
  if (!parent.active) catalogueProblems.raise('parent-retired')
  return `${parent.path} / ${name}`
}

/** Adds a category. Raises `platform.already-exists` when there is one of that name in that place. */
export async function addCategory(
  tx: Write,
  author: Author,
  command: { organisation_id: string; fields: CategoryFields },
  now: Date,
): Promise<{ id: string }> {
  const { organisation_id, fields } = command
  await lockOrganisation(tx, organisation_id)
  const path = await pathFor(tx, organisation_id, fields)
  const id = newId()
  await tx
    .insertInto('catalogue.categories')
    .values({ ...fields, id, organisation_id, path })
    .execute()
  await record(tx, author, categoryAdded, asSubject(organisation_id), { category_id: id, path }, now)
  return { id }
}

/** Renames, moves or changes a category; its parts go with it. Raises `catalogue.inside-itself`. */
export async function editCategory(
  tx: Write,
  author: Author,
  command: { id: string; fields: CategoryFields },
  now: Date,
): Promise<void> {
  const { id, fields } = command
  const { organisation_id } = await getBranch(tx, id)
  await lockOrganisation(tx, organisation_id)
  const [category, ...parts] = await lockBranch(tx, id)
  if (!category) return catalogueProblems.raise('category-not-found')
  if ([category, ...parts].some(part => part.id === fields.parent_id)) catalogueProblems.raise('inside-itself')
  const changes = changesBetween({ ...category }, { ...fields })
  if (Object.keys(changes).length === 0) return
  const path = await pathFor(tx, organisation_id, fields)
  await tx
    .updateTable('catalogue.categories')
    .set({ ...fields, path })
    .where('id', '=', id)
    .execute()
  if (path !== category.path && parts.length > 0)
    await sql`update catalogue.categories set path = ${path} || substr(path, ${category.path.length + 1})
      where id = any (${parts.map(part => part.id)}::uuid[])`.execute(tx)
  await record(tx, author, categoryEdited, asSubject(organisation_id), { category_id: id, path, changes }, now)
}

/** Retires a category with its parts, or brings it back: cases keep the one they have, and new ones cannot choose it. */
export async function setCategoryActive(
  tx: Write,
  author: Author,
  command: { id: string; active: boolean },
  now: Date,
): Promise<void> {
  const { id, active } = command
  const { organisation_id } = await getBranch(tx, id)
  await lockOrganisation(tx, organisation_id)
  const branch = await lockBranch(tx, id)
  const [category] = branch
  if (!category || category.active === active) return
  if (active && category.parent_id && !(await getBranch(tx, category.parent_id)).active)
    catalogueProblems.raise('parent-retired')
  await tx
    .updateTable('catalogue.categories')
    .set({ active })
    .where(
      'id',
      'in',
      branch.map(part => part.id),
    )
    .execute()
  const payload = { category_id: id, path: category.path }
  await record(tx, author, active ? categoryRestored : categoryRetired, asSubject(organisation_id), payload, now)
}
