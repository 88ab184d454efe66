import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { teamEnded } from '../events.ts'
import { lockOrganisation } from '../organisations/organisation.queries.ts'
import { lockTeam } from './team.queries.ts'

export interface SucceedTeam {
  readonly team_id: string
  /** What comes in its place. */
  readonly to_team_id: string
  /** Whether who works in it, and its rotas, go along. */
  readonly people_go: boolean
}

/**
 * Has people, rotas and groups of one team go to another. Who worked in it until now stays on record there. Done again, it finds
 * nothing more to do. Returns how many rows of each kind went.
 */
export async function moveTeamsPeople(
  tx: Write,
  _author: Author,
  { team_id, to_team_id, people_go }: SucceedTeam,
  now: Date,
): Promise<Record<string, number>> {
  for (const id of [team_id, to_team_id].sort()) await lockTeam(tx, id)
  const groups = await sql`update people.group_grants g set team_id = ${to_team_id} where g.team_id = ${team_id}
    and not exists (select from people.group_grants o where o.provider_id = g.provider_id and o.group_name = g.group_name and o.team_id = ${to_team_id})`.execute(
    tx,
  )
  const pointed = { groups: Number(groups.numAffectedRows) }
  if (!people_go) return pointed
  const members = await sql`insert into people.team_members
      (team_id, person_id, organisation_id, leads, starts_at, ends_at, provider_id, leads_from, leads_until)
    select ${to_team_id}, person_id, organisation_id, leads, starts_at, ends_at, provider_id, leads_from, leads_until
    from people.team_members where team_id = ${team_id} and (ends_at is null or ends_at > ${now})
    on conflict (team_id, person_id) do nothing`.execute(tx)
  await sql`delete from people.team_members where team_id = ${team_id} and starts_at >= ${now}`.execute(tx)
  await sql`update people.team_members set ends_at = ${now} where team_id = ${team_id} and (ends_at is null or ends_at > ${now})`.execute(
    tx,
  )
  const rotas = await sql`update people.rotas r set team_id = ${to_team_id} where r.team_id = ${team_id}
    and not exists (select from people.rotas o where o.team_id = ${to_team_id} and o.name = r.name)`.execute(tx)
  return { ...pointed, members: Number(members.numAffectedRows), rotas: Number(rotas.numAffectedRows) }
}

/** Ends a team: its past stays under its name, and nothing can be given to it any more. */
export async function endTeam(
  tx: Write,
  author: Author,
  { id, in_place }: { id: string; in_place: readonly string[] },
  now: Date,
): Promise<void> {
  const team = await lockTeam(tx, id)
  if (team.ends_at && team.ends_at <= now) return
  const { organisation_id, name } = team
  await lockOrganisation(tx, organisation_id)
  // One that was to begin later never began.
  const starts_at = team.starts_at && team.starts_at >= now ? null : team.starts_at
  await tx.updateTable('people.teams').set({ ends_at: now, starts_at }).where('id', '=', id).execute()
  const names = await tx
    .selectFrom('people.teams')
    .select('name')
    .where('id', 'in', [...in_place])
    .execute()
  const payload = { team_id: id, name, in_place: names.map(one => one.name) }
  await record(tx, author, teamEnded, { id: organisation_id, organisation_id }, payload, now)
}
