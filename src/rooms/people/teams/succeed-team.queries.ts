import { type RawBuilder, sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

/** How much of a kind points at a team, and the first of it by name. */
export interface PointedAt {
  readonly kind: string
  readonly many: number
  readonly names: readonly string[]
}

/** Counts what a query finds, which gives each a `name`. */
export async function countNamed(tx: Read, kind: string, query: RawBuilder<unknown>): Promise<PointedAt> {
  const { rows } = await sql<{ many: number; names: string[] | null }>`
    select count(*) as many, (array_agg(distinct name))[1:5] as names from (${query}) named`.execute(tx)
  return { kind, many: rows[0]?.many ?? 0, names: rows[0]?.names ?? [] }
}

/** What of this room points at a team: who works in it, its rotas, and groups that put people in it. */
export const peopleOfTeam = (tx: Read, team_id: string): Promise<PointedAt[]> =>
  Promise.all([
    countNamed(
      tx,
      'People in the team',
      sql`select p.name from people.published_team_members m join people.persons p on p.id = m.person_id where m.team_id = ${team_id}`,
    ),
    countNamed(tx, 'Rotas', sql`select name from people.rotas where team_id = ${team_id}`),
    countNamed(
      tx,
      'Sign-in groups that put people in it',
      sql`select group_name as name from people.group_grants where team_id = ${team_id}`,
    ),
  ])
