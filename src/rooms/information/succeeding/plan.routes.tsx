import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import type { Held } from '#platform/holdings/holding.ts'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { enteredFrom, type MistakenForm, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { findOrganisationNamed, getOrganisation, listOrganisations } from '#rooms/people/index.ts'
import { informationPaths } from '../paths.ts'
import { informationProblems } from '../problems.ts'
import { countPassing, listClashes, standingOf, unsettled } from './dry-run.queries.ts'
import { sayStep, stepsOf } from './passing.rules.ts'
import { confirmPlan, planMerge, settlePlan, withdrawPlan } from './plan.actions.ts'
import { PlanPage } from './plan.pages.tsx'
import { concerned, getPlan, listPlans, type Plan } from './plan.queries.ts'
import { newOrganisation } from './plan-form.ts'
import { PlansPage } from './plans.pages.tsx'

/** A plan, for who looks after every organisation it concerns; for everybody else there is none. */
async function ownPlan(c: Context<Env>, tx: Read): Promise<Plan> {
  const plan = await getPlan(tx, c.req.param('id') ?? '')
  const theirs = concerned(plan).every(id => holdsIn(c.var.actor, 'information.manage', id))
  return theirs && plan.kind === 'merge' ? plan : informationProblems.raise('plan-not-found')
}

async function plans(c: Context<Env>, wrong?: MistakenForm) {
  const facts = await c.var.read(async tx => {
    const organisation = await getOrganisation(tx, c.req.param('organisation') ?? '')
    const all = await listOrganisations(tx)
    const others = all.filter(one => one.id !== organisation.id && one.ended_at === null)
    const seen = (await listPlans(tx, organisation.id)).filter(
      plan => plan.kind === 'merge' && concerned(plan).every(id => holdsIn(c.var.actor, 'information.manage', id)),
    )
    return { organisation, others, plans: seen, names: new Map(all.map(({ id, name }) => [id, name])) }
  })
  const page = <PlansPage chrome={await c.var.chrome()} facts={{ ...facts, ...wrong, now: now() }} />
  return c.html(html(page), wrong ? 422 : 200)
}

async function show(c: Context<Env>, held: Held, wrong?: MistakenForm) {
  const facts = await c.var.read(async tx => {
    const plan = await ownPlan(c, tx)
    const ahead = ['draft', 'confirmed'].includes(plan.state)
    const clashes = ahead ? await listClashes(tx, held, plan) : []
    return {
      ...{ plan, clashes, left: unsettled(clashes, plan).length },
      first: await getOrganisation(tx, plan.organisation_id),
      second: await getOrganisation(tx, plan.other_id ?? plan.organisation_id),
      counted: ahead ? await countPassing(tx, held, plan) : [],
      standing: await standingOf(tx, plan),
    }
  })
  const steps = stepsOf(held)
  const progress = {
    doing: sayStep(facts.plan.step, held),
    done: Math.max(0, steps.indexOf(facts.plan.step)),
    total: steps.length,
  }
  const chrome = await c.var.chrome({ live: [facts.plan.organisation_id] })
  return c.html(
    html(<PlanPage chrome={chrome} facts={{ ...facts, ...wrong, progress, now: now() }} />),
    wrong ? 422 : 200,
  )
}

const form = (zone: string) => z.object({ other_id: z.uuid('Choose the other organisation'), ...newOrganisation(zone) })

async function make(c: Context<Env>) {
  const organisation_id = c.req.param('organisation') ?? ''
  const { zone } = await c.var.read(tx => getOrganisation(tx, organisation_id))
  const parsed = await parseForm(form(zone), c.req.raw)
  if (!parsed.ok) return plans(c, parsed)
  const { other_id, short_name } = parsed.value
  const wrong = (field: string, message: string) => plans(c, { entered: parsed.entered, errors: [{ field, message }] })
  const both = [organisation_id, other_id].every(id => holdsIn(c.var.actor, 'information.manage', id))
  if (!both || other_id === organisation_id) return wrong('other_id', 'Choose the other organisation')
  if (await c.var.read(tx => findOrganisationNamed(tx, short_name)))
    return wrong('short_name', 'Another organisation has that short name')
  const id = await c.var.write(tx => planMerge(tx, c.var.actor, { organisation_id, ...parsed.value }, now()))
  return c.redirect(informationPaths.succession({ id }), 303)
}

/** Merging organisations in two steps: planned and counted, settled, and then confirmed by name. */
export const planRoutes = (held: Held) =>
  new Hono<Env>()
    .get(informationPaths.successions.pattern, may('information.manage'), c => plans(c))
    .post(informationPaths.successions.pattern, may('information.manage'), make)
    .get(informationPaths.succession.pattern, may('information.manage'), c => show(c, held))
    .post(informationPaths.settleSuccession.pattern, may('information.manage'), async c => {
      const { id, clashes } = await c.var.read(async tx => {
        const plan = await ownPlan(c, tx)
        return { id: plan.id, clashes: await listClashes(tx, held, plan) }
      })
      const entered = enteredFrom(new URLSearchParams(await c.req.text()))
      const settled = Object.fromEntries(
        clashes.flatMap(({ table, ways }) => {
          const way = ways.find(one => one === entered[table])
          return way ? [[table, way]] : []
        }),
      )
      await c.var.write(tx => settlePlan(tx, c.var.actor, { id, settled }, now()))
      return c.redirect(informationPaths.succession({ id }), 303)
    })
    .post(informationPaths.confirmSuccession.pattern, may('information.manage'), async c => {
      const { id, short_name } = await c.var.read(tx => ownPlan(c, tx))
      const same = z.object({
        short_name: z
          .string('Type the short name')
          .refine(typed => typed.trim() === short_name, `Type it as it is: ${short_name}`),
      })
      const parsed = await parseForm(same, c.req.raw)
      if (!parsed.ok) return show(c, held, parsed)
      await c.var.write(tx => confirmPlan(tx, c.var.actor, { id, held }, now()))
      return c.redirect(informationPaths.succession({ id }), 303)
    })
    .post(informationPaths.withdrawSuccession.pattern, may('information.manage'), async c => {
      const { id } = await c.var.read(tx => ownPlan(c, tx))
      await c.var.write(tx => withdrawPlan(tx, c.var.actor, { id, held }, now()))
      return c.redirect(informationPaths.succession({ id }), 303)
    })
