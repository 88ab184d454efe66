import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import type { Held } from '#platform/holdings/holding.ts'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, enteredFrom, listOf, type MistakenForm, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { listMailboxesOf } from '#rooms/channels/index.ts'
import {
  addressesOf,
  findByAddresses,
  findOrganisationNamed,
  getOrganisation,
  listGroupings,
  listTeams,
} from '#rooms/people/index.ts'
import { informationPaths } from '../paths.ts'
import { informationProblems } from '../problems.ts'
import { getPlan, listPlans, type Plan } from '../succeeding/plan.queries.ts'
import { newOrganisation } from '../succeeding/plan-form.ts'
import { countParting, foresee } from './dry-run.queries.ts'
import { changeSplit, confirmSplit, planSplit, withdrawSplit } from './split.actions.ts'
import { type Draft, SplitPage } from './split.pages.tsx'
import { getSplit } from './split.queries.ts'
import { type Chosen, CONFLICTS, waysOf } from './split.rules.ts'
import { saySplitStep } from './split-steps.rules.ts'
import { splitSteps } from './split-work.ts'
import { SplitsPage } from './splits.pages.tsx'

/** A plan to split an organisation, for who looks after it; for everybody else there is none. */
async function ownPlan(c: Context<Env>, tx: Read): Promise<Plan> {
  const plan = await getPlan(tx, c.req.param('id') ?? '')
  const theirs = plan.kind === 'split' && holdsIn(c.var.actor, 'information.manage', plan.organisation_id)
  return theirs ? plan : informationProblems.raise('plan-not-found')
}

async function list(c: Context<Env>, wrong?: MistakenForm) {
  const facts = await c.var.read(async tx => {
    const organisation = await getOrganisation(tx, c.req.param('organisation') ?? '')
    const plans = (await listPlans(tx, organisation.id)).filter(({ kind }) => kind === 'split')
    return { organisation, plans }
  })
  const page = <SplitsPage chrome={await c.var.chrome()} facts={{ ...facts, ...wrong }} />
  return c.html(html(page), wrong ? 422 : 200)
}

/** What was chosen, as its form has it. */
const enteredOf = async (tx: Read, { also, but_not, ...chosen }: Chosen): Promise<Entered> => ({
  ...Object.fromEntries(Object.entries(chosen).map(([name, values]) => [name, values.join('\n')])),
  also: (await addressesOf(tx, also)).join('\n'),
  but_not: (await addressesOf(tx, but_not)).join('\n'),
})

async function draftOf(tx: Read, held: Held, plan: Plan, wrong?: MistakenForm): Promise<Draft> {
  const split = await getSplit(tx, plan.id)
  const foreseen = await foresee(tx, plan, split)
  const { parts } = foreseen
  const teams = await listTeams(tx)
  return {
    ...{ split, foreseen },
    counted: parts.persons.length > 0 ? await countParting(tx, held, { plan, parts, ways: split.ways }) : [],
    choosing: {
      id: plan.id,
      teams: teams.filter(({ organisation_id }) => organisation_id === plan.organisation_id),
      mailboxes: await listMailboxesOf(tx, plan.organisation_id),
      groupings: await listGroupings(tx, plan.organisation_id),
      entered: wrong?.entered ?? (await enteredOf(tx, split.chosen)),
      errors: wrong?.errors,
    },
  }
}

async function show(c: Context<Env>, held: Held, wrong?: MistakenForm) {
  const facts = await c.var.read(async tx => {
    const plan = await ownPlan(c, tx)
    const draft = plan.state === 'draft' ? await draftOf(tx, held, plan, wrong) : undefined
    const in_use = (await getSplit(tx, plan.id)).come_up.includes('in_use')
    return { plan, draft, in_use, organisation: await getOrganisation(tx, plan.organisation_id) }
  })
  const steps = splitSteps(held)
  const done = Math.max(0, steps.indexOf(facts.plan.step))
  const progress = { doing: saySplitStep(facts.plan.step, held), done, total: steps.length }
  const chrome = await c.var.chrome({ live: [facts.plan.organisation_id] })
  const page = <SplitPage chrome={chrome} facts={{ ...facts, ...wrong, progress, now: now() }} />
  return c.html(html(page), wrong ? 422 : 200)
}

async function make(c: Context<Env>) {
  const organisation_id = c.req.param('organisation') ?? ''
  const { zone } = await c.var.read(tx => getOrganisation(tx, organisation_id))
  const parsed = await parseForm(z.object(newOrganisation(zone)), c.req.raw)
  if (!parsed.ok) return list(c, parsed)
  if (await c.var.read(tx => findOrganisationNamed(tx, parsed.value.short_name)))
    return list(c, {
      entered: parsed.entered,
      errors: [{ field: 'short_name', message: 'Another organisation has that short name' }],
    })
  const id = await c.var.write(tx => planSplit(tx, c.var.actor, { organisation_id, ...parsed.value }, now()))
  return c.redirect(informationPaths.split({ id }), 303)
}

async function choose(c: Context<Env>, held: Held) {
  const entered = enteredFrom(new URLSearchParams(await c.req.text()))
  const { id, wrong, chosen } = await c.var.read(async tx => {
    const plan = await ownPlan(c, tx)
    const { organisation_id } = plan
    const own = <Row extends { id: string }>(rows: readonly Row[], field: string) =>
      listOf(entered[field]).filter(value => rows.some(row => row.id === value))
    const also = await findByAddresses(tx, organisation_id, listOf(entered.also))
    const but_not = await findByAddresses(tx, organisation_id, listOf(entered.but_not))
    const unknown = Object.entries({ also: also.unknown, but_not: but_not.unknown })
    return {
      id: plan.id,
      wrong: unknown.flatMap(([field, addresses]) =>
        addresses.length > 0
          ? [{ field, message: `Nobody here has the address ${addresses.slice(0, 3).join(', ')}` }]
          : [],
      ),
      chosen: {
        teams: own(
          (await listTeams(tx)).filter(team => team.organisation_id === organisation_id),
          'teams',
        ),
        mailboxes: own(await listMailboxesOf(tx, organisation_id), 'mailboxes'),
        departments: listOf(entered.departments),
        locations: listOf(entered.locations),
        domains: listOf(entered.domains),
        ...{ also: also.ids, but_not: but_not.ids },
      },
    }
  })
  if (wrong.length > 0) return show(c, held, { entered, errors: wrong })
  await c.var.write(tx => changeSplit(tx, c.var.actor, { id, chosen }, now()))
  return c.redirect(informationPaths.split({ id }), 303)
}

async function settle(c: Context<Env>) {
  const { id } = await c.var.read(tx => ownPlan(c, tx))
  const entered = enteredFrom(new URLSearchParams(await c.req.text()))
  const kinds = Object.keys(CONFLICTS) as (keyof typeof CONFLICTS)[]
  const ways = Object.fromEntries(
    kinds.flatMap(kind => {
      const way = entered[kind]
      return way !== undefined && way in waysOf(kind) ? [[kind, way]] : []
    }),
  )
  await c.var.write(tx => changeSplit(tx, c.var.actor, { id, ways }, now()))
  return c.redirect(informationPaths.split({ id }), 303)
}

async function confirm(c: Context<Env>, held: Held) {
  const { id, short_name } = await c.var.read(tx => ownPlan(c, tx))
  const same = z.object({
    short_name: z
      .string('Type the short name')
      .refine(typed => typed.trim() === short_name, `Type it as it is: ${short_name}`),
  })
  const parsed = await parseForm(same, c.req.raw)
  if (!parsed.ok) return show(c, held, parsed)
  await c.var.write(tx => confirmSplit(tx, c.var.actor, { id }, now()))
  return c.redirect(informationPaths.split({ id }), 303)
}

/** Splitting an organisation: who goes is chosen, everything is counted and settled, and then it is confirmed by name. */
export const splitRoutes = (held: Held) =>
  new Hono<Env>()
    .get(informationPaths.splits.pattern, may('information.manage'), c => list(c))
    .post(informationPaths.splits.pattern, may('information.manage'), make)
    .get(informationPaths.split.pattern, may('information.manage'), c => show(c, held))
    .post(informationPaths.chooseSplit.pattern, may('information.manage'), c => choose(c, held))
    .post(informationPaths.settleSplit.pattern, may('information.manage'), settle)
    .post(informationPaths.confirmSplit.pattern, may('information.manage'), c => confirm(c, held))
    .post(informationPaths.withdrawSplit.pattern, may('information.manage'), async c => {
      const { id } = await c.var.read(tx => ownPlan(c, tx))
      await c.var.write(tx => withdrawSplit(tx, c.var.actor, { id }, now()))
      return c.redirect(informationPaths.split({ id }), 303)
    })
