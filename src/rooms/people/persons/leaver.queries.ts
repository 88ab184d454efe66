import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export interface Place {
  readonly id: string
  readonly name: string
}

/** The teams somebody works in or leads, the rotas they take turns on, and who reports to them. */
export async function placesOf(tx: Read, person_id: string) {
  const [teams, rotas, reports] = await Promise.all([
    sql<Place & { leads: boolean; alone: boolean }>`
      select t.id, t.name, m.leads,
        not exists (select from people.published_team_members o where o.team_id = t.id and o.leads and o.person_id <> ${person_id}) as alone
      from people.published_team_members m join people.teams t on t.id = m.team_id where m.person_id = ${person_id} order by t.name`.execute(
      tx,
    ),
    sql<Place>`select id, name from people.rotas where ${person_id}::uuid = any (persons) order by name`.execute(tx),
    sql<{ reports: number }>`
      select count(*) as reports from people.persons where manager_id = ${person_id} and active`.execute(tx),
  ])
  return { teams: teams.rows, rotas: rotas.rows, reports: reports.rows[0]?.reports ?? 0 }
}

/** The teams that could take over somebody's cases. */
export const listTeamsFor = (tx: Read, organisation_id: string) =>
  tx
    .selectFrom('people.published_teams')
    .select(['id', 'name'])
    .where(eb => eb.or([eb('organisation_id', '=', organisation_id), eb('shared', '=', true)]))
    .where('stands', '=', true)
    .orderBy('name')
    .$narrowType<{ id: string; name: string }>()
    .execute()
