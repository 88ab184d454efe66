import { sql } from 'kysely'
import { isOrFollows } from '#platform/database/standing.ts'
import type { Read } from '#platform/database/transaction.ts'
import { caseProblems } from '../problems.ts'

export type TaskState = 'to_do' | 'done' | 'not_needed'

/** Something to be done on a case. Tasks do not wait for each other (requirement S-42); their order is only how they are read. */
export interface Task {
  readonly id: string
  readonly organisation_id: string
  readonly case_id: string
  readonly title: string
  readonly state: TaskState
  readonly position: number
  readonly team_id: string | null
  readonly team: string | null
  readonly assignee_id: string | null
  readonly assignee: string | null
  readonly due_at: Date | null
  readonly changed_at: Date
  readonly alerted: 'owner' | 'lead' | null
}

const SELECT = sql`
  select k.id, k.organisation_id, k.case_id, k.title, k.state, k.position, k.team_id, t.name as team, k.assignee_id, p.name as assignee,
    k.due_at, k.changed_at, k.alerted
  from cases.tasks k
    left join people.published_teams t on t.id = k.team_id
    left join people.published_persons p on p.id = k.assignee_id`

/** A task, whichever case it is on by now. Raises `cases.task-not-found`. */
export async function getTask(tx: Read, id: string): Promise<Task> {
  const { rows } = await sql<Task>`${SELECT} where k.id = ${id}`.execute(tx)
  return rows[0] ?? caseProblems.raise('task-not-found')
}

/** A task of that case. Raises `cases.task-not-found` alike for none, another case's and another council's. */
export async function getTaskOf(tx: Read, case_id: string, id: string): Promise<Task> {
  const task = await getTask(tx, id)
  return task.case_id === case_id ? task : caseProblems.raise('task-not-found')
}

/** A case's tasks in their order. */
export async function listTasks(tx: Read, case_id: string): Promise<Task[]> {
  const { rows } = await sql<Task>`${SELECT} where k.case_id = ${case_id} order by k.position, k.id`.execute(tx)
  return rows
}

/** How much is still to be done: said before a case is resolved, which it does not stop. */
export async function countOpenTasks(tx: Read, case_id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from cases.tasks where case_id = ${case_id} and state = 'to_do'`.execute(tx)
  return rows[0]!.count
}

/** Who may be given a case's work: a team of its organisation or a shared one, and perhaps somebody in it. */
export interface Worker {
  readonly team_id: string
  readonly team: string
  readonly person_id: string | null
  readonly person: string | null
}

/** Each team that serves an organisation as a whole, then its members. */
export async function listWorkers(tx: Read, organisation_id: string): Promise<Worker[]> {
  const { rows } = await sql<Worker>`
    select t.id as team_id, t.name as team, w.person_id, w.person
    from people.published_teams t cross join lateral (
      select null::uuid as person_id, null as person
      union all
      select p.id, p.name from people.published_team_members m join people.published_persons p on p.id = m.person_id
      where m.team_id = t.id and p.active) w
    where t.stands and (t.shared or ${isOrFollows('t.organisation_id', organisation_id)})
    order by t.name, t.id, w.person nulls first`.execute(tx)
  return rows
}
