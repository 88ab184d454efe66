import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export interface MyTask {
  readonly id: string
  readonly title: string
  readonly due_at: Date | null
  readonly reference: string
  readonly subject: string
}

/** What a person has to do on any case, what is due first. */
export async function listMyTasks(tx: Read, person_id: string, most: number): Promise<MyTask[]> {
  const { rows } = await sql<MyTask>`
    select t.id, t.title, t.due_at, c.reference, c.subject from cases.tasks t join cases.cases c on c.id = t.case_id
    where t.assignee_id = ${person_id} and t.state = 'to_do' order by t.due_at nulls last, t.id limit ${most}`.execute(
    tx,
  )
  return rows
}

export interface Change {
  readonly reference: string
  readonly subject: string
  readonly name: string
  readonly actor_name: string
  readonly payload: unknown
  readonly happened_at: Date
}

/** What others have done to a person's open cases since then, newest first. What the clock says of itself, and to whom, is told elsewhere. */
export async function listChanges(tx: Read, person_id: string, since: Date, most: number): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select c.reference, c.subject, e.name, e.actor_name, e.payload, e.happened_at
    from cases.cases c join platform.events e on e.subject_id = c.id
    where c.is_open and c.assignee_id = ${person_id} and e.happened_at > ${since} and e.actor_id is distinct from ${person_id}
      and e.name not in ('case.logged', 'case.targetWarned', 'case.escalated')
    order by e.happened_at desc, e.id desc limit ${most}`.execute(tx)
  return rows
}
