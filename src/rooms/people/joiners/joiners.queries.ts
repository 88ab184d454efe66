import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { getProposal } from '../changes/proposal.queries.ts'
import { peopleProblems } from '../problems.ts'
import type { Known, Team } from './directory.rules.ts'
import { type Plan, planOf } from './plan.rules.ts'
import type { Row, Wrong } from './row.rules.ts'

/** A file as it was read, kept until it is applied or dropped. */
export interface Kept {
  readonly file: string
  readonly everybody: boolean
  readonly rows: readonly Row[]
  readonly wrong: readonly Wrong[]
  readonly passed_over: readonly string[]
}

/** An organisation's people and teams, as a file is compared with. */
export async function peopleNow(tx: Read, organisation_id: string): Promise<{ people: Known[]; teams: Team[] }> {
  const [people, teams] = await Promise.all([
    sql<Known>`
      select p.id, p.name, p.email, p.phone, p.job_title, p.department, p.location, p.employee_number, p.manager_id, p.active,
        coalesce((select json_agg(r.role) from people.held_roles r where r.person_id = p.id and r.organisation_id = ${organisation_id}), '[]') as roles,
        coalesce((select json_agg(m.team_id) from people.published_team_members m where m.person_id = p.id), '[]') as teams
      from people.persons p where p.organisation_id = ${organisation_id} order by p.name_key, p.id`.execute(tx),
    sql<Team>`select id, name from people.teams where organisation_id = ${organisation_id} order by name`.execute(tx),
  ])
  return { people: people.rows, teams: teams.rows }
}

/** Changes with everything that a plan depends on. */
export async function stateOfPeople(tx: Read, organisation_id: string): Promise<string> {
  const { rows } = await sql<{ state: string }>`
    select md5(concat(
      (select string_agg(p.id::text || p.changed_at::text, ',' order by p.id) from people.persons p where p.organisation_id = ${organisation_id}),
      (select string_agg(r.person_id::text || r.role, ',' order by r.person_id, r.role) from people.held_roles r where r.organisation_id = ${organisation_id}),
      (select string_agg(m.person_id::text || m.team_id::text, ',' order by m.person_id, m.team_id) from people.published_team_members m where m.organisation_id = ${organisation_id}),
      (select string_agg(t.id::text || t.name, ',' order by t.id) from people.teams t where t.organisation_id = ${organisation_id}))) as state`.execute(
    tx,
  )
  return rows[0]?.state ?? ''
}

export interface Looked {
  readonly id: string
  readonly kept: Kept
  readonly plan: Plan
  readonly decision: string | null
  readonly proposed_by_name: string
  /** Nobody has changed anything it depends on since it was read. */
  readonly fresh: boolean
}

/** A kept file and what it would change by now. Raises `people.proposal-not-found`. */
export async function lookAtPlan(
  tx: Read,
  organisation_id: string,
  { id, asker }: { id: string; asker: string | undefined },
): Promise<Looked> {
  const proposal = await getProposal(tx, organisation_id, id)
  if (proposal.kind !== 'people') return peopleProblems.raise('proposal-not-found')
  // Written by keepPlan.
  const kept = proposal.content as Kept
  const plan = planOf({ ...kept, ...(await peopleNow(tx, organisation_id)), asker })
  const fresh = proposal.base === (await stateOfPeople(tx, organisation_id))
  return { id, kept, plan, fresh, decision: proposal.decision, proposed_by_name: proposal.proposed_by_name }
}
