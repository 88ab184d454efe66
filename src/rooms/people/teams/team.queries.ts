import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { peopleProblems } from '../problems.ts'
import { gives } from '../roles/holders.queries.ts'
import type { Term } from '../roles/term.rules.ts'

export interface TeamWhole extends Term {
  readonly id: string
  readonly organisation_id: string
  readonly name: string
  readonly slug: string
  readonly calendar_id: string | null
  /** The shared desk's: cases of those it serves are given to it too. */
  readonly shared: boolean
  readonly members: number
}

/** An organisation's own teams, with how many work in each. */
export async function listTeamsIn(tx: Read, organisation_id: string): Promise<TeamWhole[]> {
  const { rows } = await sql<TeamWhole>`
    select t.id, t.organisation_id, t.name, t.slug, t.calendar_id, t.shared, t.starts_at, t.ends_at,
      (select count(*)::int from people.published_team_members m where m.team_id = t.id) as members
    from people.teams t where t.organisation_id = ${organisation_id}
    order by t.ends_at is not null and t.ends_at <= now(), t.name`.execute(tx)
  return rows
}

type TeamRow = Omit<TeamWhole, 'members'>
const COLUMNS = ['id', 'organisation_id', 'name', 'slug', 'calendar_id', 'shared', 'starts_at', 'ends_at'] as const

/** Raises `people.team-not-found`, for a team of the shared desk too when it is not the asker's to manage. */
export async function getTeam(tx: Read, id: string, organisations: readonly string[]): Promise<TeamRow> {
  const team = await tx.selectFrom('people.teams').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return team && organisations.includes(team.organisation_id) ? team : peopleProblems.raise('team-not-found')
}

export async function lockTeam(tx: Write, id: string): Promise<TeamRow> {
  const team = await tx
    .selectFrom('people.teams')
    .select(COLUMNS)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return team ?? peopleProblems.raise('team-not-found')
}

export interface Candidate extends Term {
  readonly id: string
  readonly name: string
  readonly job_title: string | null
  /** Works in it, or will from a day on. */
  readonly member: boolean
  readonly leads: boolean
  /** From when until when they lead it, where that is not as long as they work in it. */
  readonly leads_from: Date | null
  readonly leads_until: Date | null
}

/** Who is in a team, and who could be: those who work on cases for its organisation. */
export async function listCandidates(tx: Read, team: { id: string; organisation_id: string }): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select p.id, p.name, p.job_title, m.person_id is not null as member, coalesce(m.leads, false) as leads, m.starts_at, m.ends_at,
      m.leads_from, m.leads_until
    from people.persons p left join people.team_members m
      on m.team_id = ${team.id} and m.person_id = p.id and (m.ends_at is null or m.ends_at > now())
    where m.person_id is not null or (p.active and p.id in (
      select person_id from people.held_roles r where r.organisation_id = ${team.organisation_id} and ${gives('cases.work')}))
    order by p.name`.execute(tx)
  return rows
}
