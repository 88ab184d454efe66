import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import { isOrFollows } from '#platform/database/standing.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { taskAdded, taskChanged, taskSettled } from '../events.ts'
import { caseProblems, refuse } from '../problems.ts'
import { mustBeNamed } from '../restricting/must-be-named.ts'
import { setAlarm } from './overdue.jobs.ts'
import { getTaskOf, listTasks, type TaskState } from './task.queries.ts'

export interface TaskTerms {
  readonly title: string
  /** Without a team, the case's own has it. */
  readonly team_id: string | null
  readonly assignee_id: string | null
  readonly due_at: Date | null
}

interface OfTask {
  readonly reference: string
  readonly task_id: string
}

/** Adds something to be done, last in the list. Raises `cases.team-elsewhere`, `cases.assignee-elsewhere`. */
export async function addTask(
  tx: Write,
  author: Author,
  { reference, ...terms }: { readonly reference: string } & TaskTerms,
  now: Date,
): Promise<{ id: string }> {
  const theCase = await lockCase(tx, reference)
  refuse(whyNot.reply(theCase))
  return addTo(tx, author, theCase, terms, now)
}

/** Which planned task it is, and whether the case waits for it. */
interface Plan {
  readonly planned_id?: string
  readonly required?: boolean
}

/** For a case already locked, or just made, by the act that adds it. */
export async function addTo(
  tx: Write,
  author: Author,
  theCase: Case,
  { title, assignee_id, due_at, ...terms }: TaskTerms & Plan,
  now: Date,
): Promise<{ id: string }> {
  const { planned_id = null, required = false } = terms
  const team_id = terms.team_id ?? theCase.team_id
  const names = await namesFor(tx, theCase.organisation_id, team_id, assignee_id)
  if (theCase.restricted) await mustBeNamed(tx, theCase.id, assignee_id, 'not-named')
  const task = { id: newId(), organisation_id: theCase.organisation_id, case_id: theCase.id, due_at }
  await tx
    .insertInto('cases.tasks')
    .values({
      ...{ ...task, title, team_id, assignee_id, planned_id, required, created_at: now, changed_at: now },
      position: sql<number>`(select coalesce(max(position), 0) + 1 from cases.tasks where case_id = ${theCase.id})`,
    })
    .execute()
  await setAlarm(tx, { ...task, state: 'to_do' }, now)
  const payload = { task_id: task.id, title, ...names, due_at: due_at?.toISOString() ?? null }
  await record(tx, author, taskAdded, theCase, payload, now)
  return { id: task.id }
}

/** Gives a task other words, other hands or another time. Its alerts begin anew. */
export async function changeTask(tx: Write, author: Author, command: OfTask & TaskTerms, now: Date): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  refuse(whyNot.task(theCase))
  const task = await getTaskOf(tx, theCase.id, command.task_id)
  const { title, assignee_id, due_at } = command
  const team_id = command.team_id ?? theCase.team_id
  const names = await namesFor(tx, theCase.organisation_id, team_id, assignee_id)
  if (theCase.restricted) await mustBeNamed(tx, theCase.id, assignee_id, 'not-named')
  const said = (due: Date | null) => due?.toISOString() ?? null
  const changes = changesBetween({ ...task, due_at: said(task.due_at) }, { title, ...names, due_at: said(due_at) })
  if (Object.keys(changes).length === 0) return
  await tx
    .updateTable('cases.tasks')
    .set({ title, team_id, assignee_id, due_at, changed_at: now, alerted: null })
    .where('id', '=', task.id)
    .execute()
  await setAlarm(tx, { ...task, due_at }, now)
  await record(tx, author, taskChanged, theCase, { task_id: task.id, title, changes }, now)
}

/** Done, not needed, or to do again. Saying what is so already changes nothing. */
export async function settleTask(
  tx: Write,
  author: Author,
  command: OfTask & { readonly state: TaskState },
  now: Date,
): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  refuse(whyNot.task(theCase))
  const task = await getTaskOf(tx, theCase.id, command.task_id)
  const { state } = command
  if (task.state === state) return
  const settled =
    state === 'to_do' ? { done_at: null, done_by: null } : { done_at: now, done_by: author.person_id ?? null }
  await tx
    .updateTable('cases.tasks')
    .set({ state, ...settled, changed_at: now, alerted: null })
    .where('id', '=', task.id)
    .execute()
  await setAlarm(tx, { ...task, state }, now)
  const payload = { task_id: task.id, title: task.title, state, before: task.state }
  await record(tx, author, taskSettled, theCase, payload, now)
}

/** Moves a task one place up or down among those still to do. At the end of the list it stays. */
export async function moveTask(
  tx: Write,
  author: Author,
  command: OfTask & { readonly direction: 'up' | 'down' },
  now: Date,
): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  refuse(whyNot.task(theCase))
  const task = await getTaskOf(tx, theCase.id, command.task_id)
  const open = (await listTasks(tx, theCase.id)).filter(one => one.state === 'to_do')
  const at = open.findIndex(one => one.id === task.id)
  const other = at < 0 ? undefined : open[at + (command.direction === 'up' ? -1 : 1)]
  if (!other) return
  const place = (id: string, position: number) =>
    tx.updateTable('cases.tasks').set({ position }).where('id', '=', id).execute()
  await place(task.id, other.position)
  await place(other.id, task.position)
  const changes = changesBetween({ position: task.position }, { position: other.position })
  await record(tx, author, taskChanged, theCase, { task_id: task.id, title: task.title, changes }, now)
}

/** The names of those who get a task, only if the team serves the organisation and the person works in it (abuse case 18). */
async function namesFor(tx: Read, organisation_id: string, team_id: string | null, assignee_id: string | null) {
  if (!team_id) return assignee_id ? caseProblems.raise('assignee-elsewhere') : { team: null, assignee: null }
  const { rows } = await sql<{ team: string; assignee: string | null }>`
    select t.name as team, p.name as assignee from people.published_teams t
      left join people.published_team_members m on m.team_id = t.id and m.person_id = ${assignee_id}
      left join people.published_persons p on p.id = m.person_id and p.active
    where t.id = ${team_id} and t.stands and (t.shared or ${isOrFollows('t.organisation_id', organisation_id)})`.execute(
    tx,
  )
  const names = rows[0] ?? caseProblems.raise('team-elsewhere')
  return assignee_id && !names.assignee ? caseProblems.raise('assignee-elsewhere') : names
}
