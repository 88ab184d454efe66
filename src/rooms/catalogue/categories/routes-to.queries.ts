import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { countNamed, type PointedAt } from '#rooms/people/index.ts'

/** What of this room points at a team: the categories whose cases go to it, and what it agreed to. */
export const promisesOfTeam = (tx: Read, team_id: string): Promise<PointedAt[]> =>
  Promise.all([
    countNamed(
      tx,
      'Categories whose cases go to it',
      sql`select path as name from catalogue.categories where team_id = ${team_id} and active`,
    ),
    countNamed(
      tx,
      'Tasks of plans that are its own',
      sql`select title as name from catalogue.planned_tasks where team_id = ${team_id}`,
    ),
    countNamed(
      tx,
      'Agreements with it, which stay its own',
      sql`select name from catalogue.agreements where team_id = ${team_id} and retired_at is null`,
    ),
  ])

/** The paths of the categories whose cases go to a team, once each. */
export async function pathsRoutedTo(tx: Read, team_id: string): Promise<string[]> {
  const { rows } = await sql<{ path: string }>`
    select distinct path from catalogue.categories where team_id = ${team_id} and active order by path limit 200`.execute(
    tx,
  )
  return rows.map(({ path }) => path)
}
