/*
 * A task that nobody touches by its due time is brought to its owner, and a working day later to the lead of its team (requirement
 * S-40). One timer for each task, in the queue under its key: changing a task replaces its timer, and finishing it takes it away.
 */
import { z } from 'zod'
import type { Read, Write } from '#platform/database/transaction.ts'
import { record } from '#platform/events/record.ts'
import { defineJob } from '#platform/jobs/define.ts'
import { enqueue, unqueue } from '#platform/jobs/enqueue.ts'
import { endOfWorkingDay } from '#rooms/clock/index.ts'
import { listWorkersOf, namesOf } from '#rooms/people/index.ts'
import { getCaseById, lockCase } from '../case.queries.ts'
import { listClocks } from '../clocks/clocks.queries.ts'
import { taskOverdue } from '../events.ts'
import { getTask, type Task } from './task.queries.ts'

const DAY_MS = 86_400_000
const keyOf = (task_id: string) => `task:${task_id}`

type Timed = Pick<Task, 'id' | 'organisation_id' | 'state' | 'due_at'>

/** Sets a task's timer to its due time, or to now when that has passed; takes it away when there is nothing to wait for. */
export async function setAlarm(tx: Write, task: Timed, now: Date): Promise<void> {
  const { due_at } = task
  if (task.state !== 'to_do' || !due_at) return unqueue(tx, keyOf(task.id))
  await ring(tx, task, due_at > now ? due_at : now)
}

const ring = (tx: Write, task: Timed, at: Date) =>
  enqueue(tx, checkTask, task.organisation_id, { task_id: task.id }, { at, key: keyOf(task.id) })

/** When a timer goes off: tells whoever is next to be told, if the task is still untouched. */
export const checkTask = defineJob('cases.checkTask', z.object({ task_id: z.uuid() }), async (context, { task_id }) => {
  await context.write(async tx => {
    const { case_id } = await getTask(tx, task_id)
    const theCase = await lockCase(tx, (await getCaseById(tx, case_id)).reference)
    const task = await getTask(tx, task_id)
    const { due_at } = task
    if (task.state !== 'to_do' || !due_at || due_at > context.now || task.alerted === 'lead') return
    const alerted = task.alerted === 'owner' ? 'lead' : 'owner'
    await tx.updateTable('cases.tasks').set({ alerted }).where('id', '=', task.id).execute()
    if (alerted === 'owner') await ring(tx, task, await workingDayAfter(tx, case_id, context.now))
    const persons = alerted === 'owner' && task.assignee ? [task.assignee] : await leadsOf(tx, task)
    const payload = { task_id, title: task.title, due_at: due_at.toISOString(), alerted, persons } as const
    await record(tx, context.service, taskOverdue, theCase, payload, context.now, { topics: ['cases'] })
  })
})

/** The end of the next working day in the case's calendar; a case that was promised nothing has none, and then it is a day. */
async function workingDayAfter(tx: Read, case_id: string, now: Date): Promise<Date> {
  const [clock] = await listClocks(tx, case_id)
  const end = clock && endOfWorkingDay(clock.calendar, now.getTime(), 1)
  return new Date(end ?? now.getTime() + DAY_MS)
}

/** The names of those who lead a task's team; of a task nobody has, they are its owners from the start. */
async function leadsOf(tx: Read, { team_id }: Task): Promise<string[]> {
  if (!team_id) return []
  const leads = (await listWorkersOf(tx, team_id)).filter(worker => worker.leads)
  return [
    ...(
      await namesOf(
        tx,
        leads.map(({ person_id }) => person_id),
      )
    ).values(),
  ].sort()
}
