import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import type { Held } from '#platform/holdings/holding.ts'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { type MistakenForm, parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { listHoldsOf } from '../erasing/holds.queries.ts'
import { informationPaths } from '../paths.ts'
import { informationProblems } from '../problems.ts'
import { foresee, inTheWay } from './foresee.queries.ts'
import { confirmLeaving, planLeaving, settleLeaving, withdrawLeaving } from './leaving.actions.ts'
import { LeavingPage } from './leaving.pages.tsx'
import { getLeaving, type Leaving, listLeavings, underwayOf } from './leaving.queries.ts'
import { enteredOf, leavingForm } from './leaving-form.ts'
import { LeavingsPage } from './leavings.pages.tsx'
import { takeStatement } from './statement.ts'

/** A leaving, for who looks after its organisation; for everybody else there is none. */
async function own(c: Context<Env>, tx: Read): Promise<Leaving> {
  const leaving = await getLeaving(tx, c.req.param('id') ?? '')
  const looksAfter = holdsIn(c.var.actor, 'information.manage', leaving.organisation_id)
  return looksAfter ? leaving : informationProblems.raise('leaving-not-found')
}

async function list(c: Context<Env>, wrong?: MistakenForm) {
  const facts = await c.var.read(async tx => {
    const organisation = await getOrganisation(tx, c.req.param('organisation') ?? '')
    return { organisation, leavings: await listLeavings(tx, organisation.id) }
  })
  const page = <LeavingsPage chrome={await c.var.chrome()} facts={{ ...facts, ...wrong }} />
  return c.html(html(page), wrong ? 422 : 200)
}

interface Shown {
  /** Whether it is the settling or the confirming that went wrong. */
  readonly settling?: MistakenForm
  readonly confirming?: MistakenForm
}

async function show(c: Context<Env>, held: Held, wrong: Shown = {}) {
  const at = now()
  const facts = await c.var.read(async tx => {
    const leaving = await own(c, tx)
    const { organisation_id } = leaving
    const organisation = await getOrganisation(tx, organisation_id)
    const draft = leaving.state === 'draft'
    return {
      ...{ leaving, organisation, holds: await listHoldsOf(tx, organisation_id) },
      underway: await underwayOf(tx, organisation_id),
      foreseen: draft ? await foresee(tx, held, organisation_id) : [],
      way: draft ? await inTheWay(tx, organisation_id, at) : undefined,
    }
  })
  const entered = enteredOf(facts.leaving, facts.organisation.zone)
  const goesWithIt = c.var.actor.home_organisation_id === facts.leaving.organisation_id
  const chrome = await c.var.chrome({ live: [facts.leaving.id] })
  const page = <LeavingPage chrome={chrome} facts={{ ...facts, entered, goesWithIt, ...wrong, now: at }} />
  return c.html(html(page), wrong.settling || wrong.confirming ? 422 : 200)
}

async function plan(c: Context<Env>) {
  const organisation_id = c.req.param('organisation') ?? ''
  const { zone } = await c.var.read(tx => getOrganisation(tx, organisation_id))
  const parsed = await parseForm(leavingForm(zone, now()), c.req.raw)
  if (!parsed.ok) return list(c, parsed)
  const id = await c.var.write(tx => planLeaving(tx, c.var.actor, { organisation_id, ...parsed.value }, now()))
  return c.redirect(informationPaths.leaving({ id }), 303)
}

async function settle(c: Context<Env>, held: Held) {
  const { id, zone } = await c.var.read(async tx => {
    const { id, organisation_id } = await own(c, tx)
    return { id, zone: (await getOrganisation(tx, organisation_id)).zone }
  })
  const parsed = await parseForm(leavingForm(zone, now()), c.req.raw)
  if (!parsed.ok) return show(c, held, { settling: parsed })
  await c.var.write(tx => settleLeaving(tx, c.var.actor, { id, ...parsed.value }, now()))
  return c.redirect(informationPaths.leaving({ id }), 303)
}

async function confirm(c: Context<Env>, held: Held) {
  const { id, short_name } = await c.var.read(async tx => {
    const { id, organisation_id } = await own(c, tx)
    return { id, short_name: (await getOrganisation(tx, organisation_id)).short_name }
  })
  const same = z.object({
    short_name: z
      .string('Type the short name')
      .refine(typed => typed.trim() === short_name, `Type it as it is: ${short_name}`),
  })
  const parsed = await parseForm(same, c.req.raw)
  if (!parsed.ok) return show(c, held, { confirming: parsed })
  await c.var.write(tx => confirmLeaving(tx, c.var.actor, { id }, now()))
  return c.redirect(informationPaths.leaving({ id }), 303)
}

/** An organisation leaves: planned and counted, settled, confirmed by name; and the statement of what was destroyed long after. */
export const leavingRoutes = (held: Held) =>
  new Hono<Env>()
    .get(informationPaths.leavings.pattern, may('information.manage'), c => list(c))
    .post(informationPaths.leavings.pattern, may('information.manage'), plan)
    .get(informationPaths.leaving.pattern, may('information.manage'), c => show(c, held))
    .post(informationPaths.settleLeaving.pattern, may('information.manage'), c => settle(c, held))
    .post(informationPaths.confirmLeaving.pattern, may('information.manage'), c => confirm(c, held))
    .post(informationPaths.withdrawLeaving.pattern, may('information.manage'), async c => {
      const { id } = await c.var.read(tx => own(c, tx))
      await c.var.write(tx => withdrawLeaving(tx, c.var.actor, { id }, now()))
      return c.redirect(informationPaths.leaving({ id }), 303)
    })
    .get(informationPaths.statement.pattern, may('information.manage'), async c => {
      const { words, name } = await c.var.write(async tx => {
        const { id } = await own(c, tx)
        return takeStatement(tx, c.var.actor, { id, held }, now())
      })
      return c.body(words, 200, {
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'private, no-store',
      })
    })
