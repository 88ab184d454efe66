import type { Listener } from '#platform/jobs/define.ts'
import { getTask } from '../tasks/task.queries.ts'
import { leadsOf } from './readers.queries.ts'
import { telling } from './teller.ts'

/** Tells whoever was given a task, once for each that gets it. */
const tellGiven: Listener<{ task_id: string }> = (context, event) =>
  telling(context, event, async ({ tx, tell }) => {
    const task = await getTask(tx, event.payload.task_id)
    if (!task.assignee_id || task.state !== 'to_do') return
    const facts = { task_id: task.id, title: task.title, due_at: task.due_at?.toISOString() ?? null }
    await tell('task_assigned', [task.assignee_id], facts, { key: `task_assigned:${task.id}:${task.assignee_id}` })
  })

export const tellTaskAdded: Listener<{ task_id: string }> = tellGiven
export const tellTaskChanged: Listener<{ task_id: string }> = tellGiven

interface Overdue {
  readonly task_id: string
  readonly title: string
  readonly due_at: string
  readonly alerted: 'owner' | 'lead'
}

/** A task nobody did: its owner is told, and a working day later those who lead its team (requirement S-40). */
export const tellTaskOverdue: Listener<Overdue> = (context, event) =>
  telling(context, event, async ({ tx, tell, tellHooks }) => {
    const { task_id, title, due_at, alerted } = event.payload
    const task = await getTask(tx, task_id)
    const facts = { task_id, title, due_at }
    const leads = await leadsOf(tx, task.team_id)
    if (alerted === 'owner') return tell('task_due', task.assignee_id ? [task.assignee_id] : leads, facts)
    await tell('task_escalated', leads, facts)
    await tellHooks('task_escalated', facts)
  })
