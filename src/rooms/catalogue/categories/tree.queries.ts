import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Category } from '../category.queries.ts'
import { catalogueProblems } from '../problems.ts'

export interface Branch extends Category {
  readonly active: boolean
}

const SELECT = sql`
  select id, organisation_id, parent_id, name, path, kind, team_id, impact, urgency, active, restricted from catalogue.categories`

/** An organisation's whole tree, what is retired too, in reading order. */
export async function listTree(tx: Read, organisation_id: string): Promise<Branch[]> {
  const { rows } = await sql<Branch>`${SELECT} where organisation_id = ${organisation_id} order by path`.execute(tx)
  return rows
}

/** Raises `catalogue.category-not-found`. */
export async function getBranch(tx: Read, id: string): Promise<Branch> {
  const { rows } = await sql<Branch>`${SELECT} where id = ${id}`.execute(tx)
  return rows[0] ?? catalogueProblems.raise('category-not-found')
}

/** Locks a category with all its parts, itself first: their paths change together. */
export async function lockBranch(tx: Write, id: string): Promise<Branch[]> {
  const { rows } = await sql<Branch>`
    with recursive branch as (
      select id, 0 as depth from catalogue.categories where id = ${id}
      union all
      select c.id, b.depth + 1 from catalogue.categories c join branch b on c.parent_id = b.id)
    ${SELECT} where id in (select id from branch) order by path for update`.execute(tx)
  const whole = rows.find(row => row.id === id) ?? catalogueProblems.raise('category-not-found')
  return [whole, ...rows.filter(row => row.id !== id)]
}
