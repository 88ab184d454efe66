import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'

/** Where what went to one team goes from now on: by the category's path, or none. */
export interface Elsewhere {
  readonly team_id: string
  readonly teamFor: (path: string | null) => string
}

/** Has the categories that send their cases to one team send them to others. Returns how many did. */
export async function routeElsewhere(
  tx: Write,
  _author: Author,
  { team_id, teamFor }: Elsewhere,
  _now: Date,
): Promise<number> {
  const categories = await tx
    .selectFrom('catalogue.categories')
    .select(['id', 'path'])
    .where('team_id', '=', team_id)
    .orderBy('id')
    .forUpdate()
    .execute()
  await planElsewhere(tx, { team_id, teamFor })
  await pass(tx, 'catalogue.categories', teamFor, categories)
  return categories.length
}

/** Planned tasks go where the work of their category goes. */
async function planElsewhere(tx: Write, { team_id, teamFor }: Elsewhere): Promise<void> {
  const planned = await tx
    .selectFrom('catalogue.planned_tasks as p')
    .innerJoin('catalogue.categories as c', 'c.id', 'p.category_id')
    .select(['p.id', 'c.path'])
    .where('p.team_id', '=', team_id)
    .execute()
  await pass(tx, 'catalogue.planned_tasks', teamFor, planned)
}

/** Gives each row the team that its category's work goes to, all in one statement. */
async function pass(
  tx: Write,
  table: 'catalogue.categories' | 'catalogue.planned_tasks',
  teamFor: Elsewhere['teamFor'],
  those: readonly { id: string; path: string }[],
): Promise<void> {
  if (those.length === 0) return
  const rows = those.map(({ id, path }) => ({ id, team_id: teamFor(path) }))
  await sql`update ${sql.table(table)} c set team_id = to_team.team_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as to_team(id uuid, team_id uuid) where c.id = to_team.id`.execute(
    tx,
  )
}
