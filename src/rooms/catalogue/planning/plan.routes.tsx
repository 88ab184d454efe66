import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId } from '#platform/database/id.ts'
import type { Read } from '#platform/database/transaction.ts'
import type { Env } from '#platform/http/env.ts'
import { type MistakenForm, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { listTeams } from '#rooms/people/index.ts'
import { getBranch } from '../categories/tree.queries.ts'
import { cataloguePaths } from '../paths.ts'
import { catalogueProblems } from '../problems.ts'
import { PlannedTaskPage, PlanPage } from './plan.pages.tsx'
import { changePlannedTask, dropPlannedTask, type PlannedTerms, planTask } from './planned-task.actions.ts'
import { getPlannedTask, listPlannedTasks } from './planned-task.queries.ts'

const SAID = { saved: 'The plan is saved. Cases that have begun keep theirs.' }
const DAYS = 'Enter working days as a number from 0 to 250, or nothing'

const form = z.object({
  title: z.string().trim().min(1, 'Enter what is to be done').max(200, 'Keep the task under 200 characters'),
  team_id: z
    .union([z.literal(''), z.uuid()], 'Choose a team from the list')
    .default('')
    .transform(id => id || null),
  days: z
    .string()
    .trim()
    .regex(/^\d{0,3}$/, DAYS)
    .default('')
    .transform(text => (text === '' ? null : Number(text)))
    .refine(days => days === null || days <= 250, DAYS),
  counted_from: z.enum(['logged', 'due'], 'Choose from when the days count').default('logged'),
  required: z
    .string()
    .default('')
    .transform(text => text === 'yes'),
})

const aboutOf = async (c: Context<Env>, tx: Read) => ({
  category: await getBranch(tx, c.req.param('id') ?? ''),
  teams: await listTeams(tx),
})

const taskIn = (c: Context<Env>) => {
  const id = c.req.param('planned') ?? ''
  return isId(id) ? id : catalogueProblems.raise('planned-task-not-found')
}

async function planPage(c: Context<Env>, wrong?: MistakenForm) {
  const facts = await c.var.read(async tx => {
    const about = await aboutOf(c, tx)
    return { ...about, tasks: await listPlannedTasks(tx, about.category.id) }
  })
  const chrome = withNotice(await c.var.chrome(), SAID, c.req.query('done'))
  return c.html(html(<PlanPage chrome={chrome} {...facts} {...wrong} />), wrong ? 422 : 200)
}

async function taskPage(c: Context<Env>, wrong?: MistakenForm) {
  const id = taskIn(c)
  const facts = await c.var.read(async tx => {
    const about = await aboutOf(c, tx)
    return { ...about, task: await getPlannedTask(tx, about.category.id, id) }
  })
  return c.html(html(<PlannedTaskPage chrome={await c.var.chrome()} {...facts} {...wrong} />), wrong ? 422 : 200)
}

const saved = (c: Context<Env>) =>
  c.redirect(cataloguePaths.plan({ id: c.req.param('id') ?? '' }, { done: 'saved' }), 303)

/** The tasks that begin with a case of a category. */
export const planRoutes = new Hono<Env>()
  .get(cataloguePaths.plan.pattern, may('catalogue.manage'), c => planPage(c))
  .post(cataloguePaths.plan.pattern, may('catalogue.manage'), async c => {
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return planPage(c, parsed)
    const terms: PlannedTerms = parsed.value
    await c.var.write(tx => planTask(tx, c.var.actor, { category_id: c.req.param('id'), terms }, now()))
    return saved(c)
  })
  .get(cataloguePaths.plannedTask.pattern, may('catalogue.manage'), c => taskPage(c))
  .post(cataloguePaths.plannedTask.pattern, may('catalogue.manage'), async c => {
    const parsed = await parseForm(form, c.req.raw)
    if (!parsed.ok) return taskPage(c, parsed)
    const command = { category_id: c.req.param('id'), id: taskIn(c), terms: parsed.value }
    await c.var.write(tx => changePlannedTask(tx, c.var.actor, command, now()))
    return saved(c)
  })
  .post(cataloguePaths.dropPlannedTask.pattern, may('catalogue.manage'), async c => {
    const command = { category_id: c.req.param('id'), id: taskIn(c) }
    await c.var.write(tx => dropPlannedTask(tx, c.var.actor, command, now()))
    return saved(c)
  })
