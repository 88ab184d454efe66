import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { countNamed, type PointedAt } from '#rooms/people/index.ts'

/** Has one team's canned replies be another's. Returns how many. */
export async function giveRepliesElsewhere(
  tx: Write,
  _author: Author,
  { team_id, to_team_id }: { team_id: string; to_team_id: string },
  _now: Date,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('content.templates')
    .set({ team_id: to_team_id })
    .where('team_id', '=', team_id)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** What of this room is a team's. */
export const repliesOfTeam = async (tx: Read, team_id: string): Promise<PointedAt[]> => [
  await countNamed(tx, 'Canned replies of its own', sql`select name from content.templates where team_id = ${team_id}`),
]
