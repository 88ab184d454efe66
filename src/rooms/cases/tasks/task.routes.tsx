import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId } from '#platform/database/id.ts'
import type { Env } from '#platform/http/env.ts'
import { type FormError, type MistakenForm, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { parseLocal } from '#platform/time/say.ts'
import { html } from '#platform/ui/layout/render.ts'
import { type Case, getCase } from '../case.queries.ts'
import { casePaths, taskPaths } from '../paths.ts'
import { caseProblems } from '../problems.ts'
import { addTask, changeTask, moveTask, settleTask, type TaskTerms } from './task.actions.ts'
import { TaskPage, TasksPage } from './task.pages.tsx'
import { getTaskOf, listTasks, listWorkers } from './task.queries.ts'

const END_OF_DAY = '17:00'

const taskForm = z.object({
  title: z.string().trim().min(1, 'Enter what is to be done').max(200, 'Keep the task under 200 characters'),
  who: z
    .string()
    .regex(/^([0-9a-f-]{36}(\/[0-9a-f-]{36})?)?$/, 'Choose who does it from the list')
    .default(''),
  due_date: z.string().default(''),
  due_time: z.string().default(''),
})
type TaskForm = z.output<typeof taskForm>

const stateForm = z.object({ state: z.enum(['to_do', 'done', 'not_needed']) })
const moveForm = z.object({ direction: z.enum(['up', 'down']) })

const BAD_TIME: FormError = {
  field: 'due_date',
  message: 'Enter a date and time that exist, like 4 December 2026 at 14:30',
}

/** What was entered as a task's terms; undefined when there is no such time in the organisation's zone. */
function termsFrom(form: TaskForm, zone: string): TaskTerms | undefined {
  const [team_id = '', assignee_id = ''] = form.who.split('/')
  const timed = form.due_date !== '' || form.due_time !== ''
  const due_at = timed ? parseLocal(form.due_date, form.due_time || END_OF_DAY, zone) : null
  if (due_at === undefined) return undefined
  return { title: form.title, team_id: team_id || null, assignee_id: assignee_id || null, due_at }
}

async function tasksPage(c: Context<Env>, wrong?: MistakenForm) {
  const facts = await c.var.read(async tx => {
    const theCase = await getCase(tx, c.req.param('reference')!)
    return { theCase, tasks: await listTasks(tx, theCase.id), workers: await listWorkers(tx, theCase.organisation_id) }
  })
  const chrome = await c.var.chrome({ live: [facts.theCase.id] })
  return c.html(html(<TasksPage chrome={chrome} now={now()} {...facts} {...wrong} />), wrong ? 422 : 200)
}

const taskIn = (c: Context<Env>) => {
  const task = c.req.param('task')!
  return isId(task) ? task : caseProblems.raise('task-not-found')
}

async function taskPage(c: Context<Env>, wrong?: MistakenForm) {
  const id = taskIn(c)
  const facts = await c.var.read(async tx => {
    const theCase = await getCase(tx, c.req.param('reference')!)
    return {
      theCase,
      task: await getTaskOf(tx, theCase.id, id),
      workers: await listWorkers(tx, theCase.organisation_id),
    }
  })
  const chrome = await c.var.chrome()
  return c.html(html(<TaskPage chrome={chrome} now={now()} {...facts} {...wrong} />), wrong ? 422 : 200)
}

/** The terms that were sent, or what is wrong with them. */
async function readTerms(c: Context<Env>): Promise<{ theCase: Case; terms: TaskTerms } | MistakenForm> {
  const form = await parseForm(taskForm, c.req.raw)
  const theCase = await c.var.read(tx => getCase(tx, c.req.param('reference')!))
  if (!form.ok) return form
  const terms = termsFrom(form.value, theCase.zone)
  return terms ? { theCase, terms } : { entered: form.entered, errors: [BAD_TIME] }
}

/** After a change made on the case page one is there again; after one made among the tasks, among the tasks. */
const back = (c: Context<Env>) => {
  const reference = c.req.param('reference')!
  return c.redirect(c.req.query('from') === 'case' ? casePaths.show({ reference }) : taskPaths.list({ reference }), 303)
}

export const taskRoutes = new Hono<Env>()
  .get(taskPaths.list.pattern, may('cases.work'), c => tasksPage(c))
  .post(taskPaths.list.pattern, may('cases.work'), async c => {
    const sent = await readTerms(c)
    if ('errors' in sent) return tasksPage(c, sent)
    const { reference } = sent.theCase
    await c.var.write(tx => addTask(tx, c.var.actor, { reference, ...sent.terms }, now()))
    return back(c)
  })
  .get(taskPaths.show.pattern, may('cases.work'), c => taskPage(c))
  .post(taskPaths.show.pattern, may('cases.work'), async c => {
    const task_id = taskIn(c)
    const sent = await readTerms(c)
    if ('errors' in sent) return taskPage(c, sent)
    const { reference } = sent.theCase
    await c.var.write(tx => changeTask(tx, c.var.actor, { reference, task_id, ...sent.terms }, now()))
    return back(c)
  })
  .post(taskPaths.settle.pattern, may('cases.work'), async c => {
    const command = { reference: c.req.param('reference'), task_id: taskIn(c) }
    const form = await parseForm(stateForm, c.req.raw)
    if (!form.ok) return caseProblems.raise('task-not-found')
    await c.var.write(tx => settleTask(tx, c.var.actor, { ...command, ...form.value }, now()))
    return back(c)
  })
  .post(taskPaths.move.pattern, may('cases.work'), async c => {
    const command = { reference: c.req.param('reference'), task_id: taskIn(c) }
    const form = await parseForm(moveForm, c.req.raw)
    if (!form.ok) return caseProblems.raise('task-not-found')
    await c.var.write(tx => moveTask(tx, c.var.actor, { ...command, ...form.value }, now()))
    return back(c)
  })
