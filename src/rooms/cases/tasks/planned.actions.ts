/* Tasks that begin with every case of a category: side by side, each once (requirements S-42, S-59). */
import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { type Case, getCaseById } from '../case.queries.ts'
import type { ClosureCode } from '../case.rules.ts'
import { listClocks } from '../clocks/clocks.queries.ts'
import { taskChanged } from '../events.ts'
import { caseProblems } from '../problems.ts'
import { setAlarm } from './overdue.jobs.ts'
import { type Planned, plannedDue, type Terms } from './planned-due.rules.ts'
import { addTo } from './task.actions.ts'

interface Wanted extends Planned {
  readonly id: string
  readonly title: string
  readonly required: boolean
  /** Null where it is the case's own, or its team no longer works for this organisation. */
  readonly team_id: string | null
}

async function termsOf(tx: Read, { id, logged_at }: Case): Promise<Terms> {
  const clocks = await listClocks(tx, id)
  const fix = clocks.find(({ metric }) => metric === 'resolve') ?? clocks[0]
  return { calendar: fix?.calendar, logged_at, due_at: fix?.due_at ?? null }
}

/** Begins what the case's category plans and the case does not have yet. Done again, it adds nothing. */
export async function beginPlanned(tx: Write, author: Author, case_id: string, now: Date): Promise<void> {
  const { rows } = await sql<Wanted>`
    select p.id, p.title, p.days, p.counted_from, p.required, t.id as team_id
    from cases.cases c join catalogue.published_planned_tasks p on p.category_id = c.category_id
      left join people.published_teams t on t.id = p.team_id and (t.organisation_id = c.organisation_id or t.shared)
    where c.id = ${case_id} and not exists (select from cases.tasks k where k.case_id = c.id and k.planned_id = p.id)
    order by p.id`.execute(tx)
  if (rows.length === 0) return
  const theCase = await getCaseById(tx, case_id)
  const terms = await termsOf(tx, theCase)
  for (const { id: planned_id, title, required, team_id, ...planned } of rows) {
    const due_at = plannedDue(planned, terms)
    await addTo(tx, author, theCase, { title, team_id, assignee_id: null, due_at, planned_id, required }, now)
  }
}

/** The case is due at another time now: what counts from that falls due anew, unless somebody gave it a day of its own. */
export async function movePlanned(
  tx: Write,
  author: Author,
  { theCase, was_due }: { theCase: Case; was_due: Date | null },
  now: Date,
): Promise<void> {
  const { rows } = await sql<Planned & { id: string; title: string; due_at: Date | null }>`
    select k.id, k.title, k.due_at, p.days, p.counted_from
    from cases.tasks k join catalogue.published_planned_tasks p on p.id = k.planned_id
    where k.case_id = ${theCase.id} and k.state = 'to_do' and p.counted_from = 'due' and p.days is not null order by k.position`.execute(
    tx,
  )
  if (rows.length === 0) return
  const terms = await termsOf(tx, theCase)
  for (const { id, title, due_at, ...planned } of rows) {
    const before = plannedDue(planned, { ...terms, due_at: was_due })
    const after = plannedDue(planned, terms)
    if (before?.getTime() !== due_at?.getTime() || after?.getTime() === due_at?.getTime()) continue
    await tx
      .updateTable('cases.tasks')
      .set({ due_at: after, changed_at: now, alerted: null })
      .where('id', '=', id)
      .execute()
    await setAlarm(tx, { id, organisation_id: theCase.organisation_id, state: 'to_do', due_at: after }, now)
    const said = (due: Date | null) => due?.toISOString() ?? null
    const changes = { due_at: { before: said(due_at), after: said(after) } }
    await record(tx, author, taskChanged, theCase, { task_id: id, title, changes }, now)
  }
}

/** The tasks a case waits for: it cannot be resolved before they are done or not needed. */
export async function listRequiredLeft(tx: Read, case_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('cases.tasks')
    .select('title')
    .where('case_id', '=', case_id)
    .where('required', '=', true)
    .where('state', '=', 'to_do')
    .orderBy('position')
    .execute()
  return rows.map(({ title }) => title)
}

/** What ended without being done waits for nothing. */
const UNDONE: readonly ClosureCode[] = ['cancelled', 'duplicate', 'merged', 'not_ours']

/** Raises `cases.tasks-left` when a case is to end as done and a task it waits for is not. */
export async function mustHaveDone(tx: Read, case_id: string, closure_code: ClosureCode): Promise<void> {
  if (UNDONE.includes(closure_code)) return
  const left = await listRequiredLeft(tx, case_id)
  if (left.length > 0) caseProblems.raise('tasks-left', { tasks: left }, `First finish: ${left.join('; ')}.`)
}
