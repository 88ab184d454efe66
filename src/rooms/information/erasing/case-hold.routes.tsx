import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { parseForm, type RefusedForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { platformProblems } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { type Case, getCase } from '#rooms/cases/index.ts'
import { listRules } from '../keeping/rules.queries.ts'
import { ruleOf } from '../keeping/rules.rules.ts'
import { informationPaths } from '../paths.ts'
import { CaseHoldPage } from './case-hold.pages.tsx'
import { setHold } from './holds.actions.ts'
import { listHolds } from './holds.queries.ts'

const because = z.string('Say why').trim().min(1, 'Say why').max(2000, 'Say it in 2,000 characters or fewer')

/** A case, for who manages the information of its organisation. */
async function caseOf(c: Context<Env>, tx: Read): Promise<Case> {
  const theCase = await getCase(tx, c.req.param('reference') ?? '')
  if (!holdsIn(c.var.actor, 'information.manage', theCase.organisation_id)) platformProblems.raise('not-allowed')
  return theCase
}

async function show(c: Context<Env>, wrong?: RefusedForm) {
  const facts = await c.var.read(async tx => {
    const theCase = await caseOf(c, tx)
    const { id, organisation_id, requester_id } = theCase
    const rule = ruleOf(await listRules(tx, organisation_id), 'case')
    return { theCase, rule, holds: await listHolds(tx, [organisation_id, requester_id, id]) }
  })
  const page = <CaseHoldPage chrome={await c.var.chrome()} facts={{ ...facts, wrong, now: now() }} />
  return c.html(html(page), wrong?.status ?? 200)
}

/** How long a case is kept, and keeping it for a reason whatever the rule says. */
export const caseHoldRoutes = new Hono<Env>()
  .get(informationPaths.holdCase.pattern, may('information.manage'), c => show(c))
  .post(informationPaths.holdCase.pattern, may('information.manage'), async c => {
    const parsed = await parseForm(z.object({ because }), c.req.raw)
    if (!parsed.ok) return show(c, { status: 422, ...parsed })
    await c.var.write(async tx => {
      const { id: subject_id, organisation_id } = await caseOf(c, tx)
      const command = { organisation_id, kind: 'case', subject_id, because: parsed.value.because } as const
      await setHold(tx, c.var.actor, command, now())
    })
    return c.redirect(informationPaths.holdCase({ reference: c.req.param('reference') }), 303)
  })
