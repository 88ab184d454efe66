import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { isId } from '#platform/database/id.ts'
import type { Env } from '#platform/http/env.ts'
import { type FormError, type MistakenForm, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { parseLocal } from '#platform/time/say.ts'
import { withNotice } from '#platform/ui/layout/frame.ts'
import { html } from '#platform/ui/layout/render.ts'
import { reorganisingPaths } from './paths.ts'
import { confirmReorganisation, planReorganisation, withdrawReorganisation } from './plan.actions.ts'
import { ReorganisationPage } from './reorganisation.pages.tsx'
import { getReorganisation } from './reorganisation.queries.ts'
import { ReorganisePage } from './reorganise.pages.tsx'
import { foresee, getTeamToPlan } from './team-plan.queries.ts'

const SAID = {
  planned: 'It is planned. Look at what it would do, then confirm it.',
  confirmed: 'It is confirmed.',
  withdrawn: 'It is withdrawn. Nothing was changed.',
}

async function planning(c: Context<Env>, wrong?: MistakenForm) {
  const id = c.req.param('id') ?? ''
  const facts = await c.var.read(tx => getTeamToPlan(tx, id, c.var.organisations))
  const page = <ReorganisePage chrome={await c.var.chrome()} facts={facts} {...wrong} now={now()} />
  return c.html(html(page), wrong ? 422 : 200)
}

const NEW = 'new'
const form = (zone: string) =>
  z
    .looseObject({
      to: z
        .string()
        .default('')
        .refine(to => to === NEW || isId(to), 'Choose what comes in its place'),
      name: z.string().trim().max(100, 'That name is too long: use 100 letters').default(''),
      people: z.enum(['go', 'stay'], 'Say whether its people go along'),
      day: z.string().default(''),
    })
    .transform((value, ctx) => {
      const { to, name, people, day } = value
      const at = day === '' ? now() : parseLocal(day, '00:00', zone)
      if (to === NEW && name === '') ctx.addIssue({ code: 'custom', path: ['name'], message: 'Enter its name' })
      if (!at) ctx.addIssue({ code: 'custom', path: ['day'], message: 'Enter a day that exists, such as 2027-04-01' })
      return {
        to: to === NEW ? { name } : { team_id: to },
        ...{ people_go: people === 'go', takes_effect_at: at ?? now(), divided: dividedIn(value) },
      }
    })

/** Where each category goes that was given to another team than the rest. */
const dividedIn = (value: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, path]) => {
      const team = value[name.replace('path_', 'goes_')]
      return /^path_\d+$/.test(name) && typeof path === 'string' && typeof team === 'string' && team !== ''
        ? [[path, z.uuid().parse(team)]]
        : []
    }),
  )

async function plan(c: Context<Env>) {
  const id = c.req.param('id') ?? ''
  const { organisation } = await c.var.read(tx => getTeamToPlan(tx, id, c.var.organisations))
  const parsed = await parseForm(form(organisation.zone), c.req.raw)
  if (!parsed.ok) return planning(c, parsed)
  const command = { team_id: id, ...parsed.value }
  try {
    const made = await c.var.write(tx => planReorganisation(tx, c.var.actor, command, now()))
    return c.redirect(reorganisingPaths.show({ id: made }, { done: 'planned' }), 303)
  } catch (error) {
    return planning(c, { entered: parsed.entered, errors: [atItsCause(error)] })
  }
}

/** What is wrong with the teams that were chosen, said next to them. */
function atItsCause(error: unknown): FormError {
  if (!(error instanceof Problem)) throw error
  const taken = error.code === 'platform.already-exists'
  if (taken) return { field: 'name', message: 'There is a team of that name already. Choose it, or enter another name' }
  if (error.code === 'cases.heir-elsewhere') return { field: 'to', message: error.message }
  if (error.code === 'cases.team-over') return { field: 'day', message: error.message }
  throw error
}

/** Whose plan it is must be theirs to manage: for everybody else there is none. */
async function ownPlan(c: Context<Env>): Promise<string> {
  const id = c.req.param('id') ?? ''
  await c.var.read(async tx => getTeamToPlan(tx, (await getReorganisation(tx, id)).team_id, c.var.organisations))
  return id
}

/** Re-organising teams: planned, looked at, confirmed, and carried out on its day. */
export const reorganiseRoutes = new Hono<Env>()
  .get(reorganisingPaths.team.pattern, may('people.manage'), c => planning(c))
  .post(reorganisingPaths.team.pattern, may('people.manage'), plan)
  .get(reorganisingPaths.show.pattern, may('people.manage'), async c => {
    const facts = await c.var.read(tx => foresee(tx, c.req.param('id'), c.var.organisations))
    const live = { live: [facts.plan.organisation_id] }
    const chrome = withNotice(await c.var.chrome(live), SAID, c.req.query('done'))
    return c.html(html(<ReorganisationPage chrome={chrome} facts={facts} now={now()} />))
  })
  .post(reorganisingPaths.confirm.pattern, may('people.manage'), async c => {
    const id = await ownPlan(c)
    await c.var.write(tx => confirmReorganisation(tx, c.var.actor, { id }, now()))
    return c.redirect(reorganisingPaths.show({ id }, { done: 'confirmed' }), 303)
  })
  .post(reorganisingPaths.withdraw.pattern, may('people.manage'), async c => {
    const id = await ownPlan(c)
    await c.var.write(tx => withdrawReorganisation(tx, c.var.actor, { id }, now()))
    return c.redirect(reorganisingPaths.show({ id }, { done: 'withdrawn' }), 303)
  })
