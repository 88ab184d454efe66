import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { countNamed, type PointedAt } from '#rooms/people/index.ts'

/** Has the lists that a team shares, and the words beneath its replies, be another's: its own words stay, where it has some. */
export async function pointOwnElsewhere(
  tx: Write,
  _author: Author,
  { team_id, to_team_id }: { team_id: string; to_team_id: string },
  _now: Date,
): Promise<Record<string, number>> {
  const views = await tx
    .updateTable('cases.saved_views')
    .set({ team_id: to_team_id })
    .where('team_id', '=', team_id)
    .executeTakeFirst()
  const signatures = await sql`insert into cases.team_signatures (team_id, organisation_id, body)
    select ${to_team_id}, organisation_id, body from cases.team_signatures where team_id = ${team_id}
    on conflict (team_id) do nothing`.execute(tx)
  return { views: Number(views.numUpdatedRows), signatures: Number(signatures.numAffectedRows) }
}

/** What of cases is a team's, as far as the asker may see. */
export const workOfTeam = (tx: Read, team_id: string): Promise<PointedAt[]> =>
  Promise.all([
    countNamed(
      tx,
      'Tasks to do',
      sql`select title as name from cases.tasks where team_id = ${team_id} and state = 'to_do'`,
    ),
    countNamed(tx, 'Saved views that it shares', sql`select name from cases.saved_views where team_id = ${team_id}`),
  ])

export interface OpenByState {
  readonly state: string
  readonly many: number
}

/** Its open cases by state. */
export async function openCasesOf(tx: Read, team_id: string): Promise<OpenByState[]> {
  const { rows } = await sql<OpenByState>`
    select state, count(*) as many from cases.cases where team_id = ${team_id} and is_open group by state order by state`.execute(
    tx,
  )
  return rows
}
