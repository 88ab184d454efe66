import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import type { Elsewhere } from '#rooms/catalogue/index.ts'
import { countNamed, type PointedAt } from '#rooms/people/index.ts'

/** Has mailboxes and conversations of one team be another's; a mailbox with a category goes where that goes. */
export async function pointMailElsewhere(
  tx: Write,
  _author: Author,
  { team_id, teamFor }: Elsewhere,
  _now: Date,
): Promise<Record<string, number>> {
  const { rows } = await sql<{ id: string; path: string | null }>`
    select m.id, k.path from channels.mailboxes m left join catalogue.published_categories k on k.id = m.category_id
    where m.team_id = ${team_id} order by m.id for update of m`.execute(tx)
  for (const { id, path } of rows)
    await tx
      .updateTable('channels.mailboxes')
      .set({ team_id: teamFor(path) })
      .where('id', '=', id)
      .execute()
  const hooks = await tx
    .updateTable('channels.hooks')
    .set({ team_id: teamFor(null) })
    .where('team_id', '=', team_id)
    .executeTakeFirst()
  return { mailboxes: rows.length, hooks: Number(hooks.numUpdatedRows) }
}

/** What of this room points at a team. */
export const mailOfTeam = (tx: Read, team_id: string): Promise<PointedAt[]> =>
  Promise.all([
    countNamed(
      tx,
      'Mailboxes whose cases go to it',
      sql`select address as name from channels.mailboxes where team_id = ${team_id}`,
    ),
    countNamed(
      tx,
      'Conversations that are told of its cases',
      sql`select name from channels.hooks where team_id = ${team_id}`,
    ),
  ])
