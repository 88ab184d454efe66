import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { type Entered, parseForm, type RefusedForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getCase, getCaseById } from '../case.queries.ts'
import { listPauses } from '../clocks/clocks.queries.ts'
import { accountOf } from '../explaining/account.queries.ts'
import { casePaths } from '../paths.ts'
import { forgetDesk } from '../queue/recall-desk.ts'
import { disputePause, settleDispute, withdrawDispute } from './dispute.actions.ts'
import { DisputePage, DisputesPage } from './dispute.pages.tsx'
import { getDispute, listDisputes } from './dispute.queries.ts'
import { whyNotDispute } from './dispute.rules.ts'
import { disputePaths } from './paths.ts'
import { disputeProblems } from './problems.ts'
import { RaisePage } from './raise.pages.tsx'
import { weigh } from './weigh.rules.ts'

const words = (missing: string) => z.string().trim().min(1, missing).max(2000, 'Keep it under 2,000 characters')
const raiseForm = z.object({ because: words('Say why the clock should not have stood still') })
const settleForm = z.object({
  words: words('Say why you decide so'),
  decision: z.enum(['upheld', 'rejected'], 'Choose whether you uphold or reject it'),
})
const PAGE = z.coerce.number().int().min(1).max(1000).catch(1)

/** A rule's refusal is said beside the form; what is not there is for the error page. */
function refusalOf(error: unknown, field: string, entered: Entered): RefusedForm {
  if (!(error instanceof Problem) || error.status !== 409) throw error
  return { status: 409, entered, errors: [{ field, message: error.message }] }
}

async function showRaise(c: Context<Env>, wrong?: RefusedForm) {
  const facts = await c.var.read(async tx => {
    const theCase = await getCase(tx, c.req.param('reference') ?? '')
    const pause = (await listPauses(tx, theCase.id)).find(({ id }) => id === c.req.param('pause'))
    return { theCase, pause: pause ?? disputeProblems.raise('no-such-pause') }
  })
  const { entered = {}, errors = [] } = wrong ?? {}
  const page = <RaisePage chrome={await c.var.chrome()} {...facts} {...{ entered, errors }} />
  return c.html(html(page), wrong?.status ?? 200)
}

async function showOne(c: Context<Env>, wrong?: RefusedForm) {
  const { actor } = c.var
  const at = now()
  const { dispute, weighed } = await c.var.read(async tx => {
    const dispute = await getDispute(tx, c.req.param('id') ?? '')
    const account = await accountOf(tx, await getCaseById(tx, dispute.case_id))
    return { dispute, weighed: weigh(account, dispute.from_time, at) }
  })
  const holds = (permission: string) => holdsIn(actor, permission, dispute.organisation_id)
  const { entered = {}, errors = [] } = wrong ?? {}
  const page = (
    <DisputePage
      chrome={await c.var.chrome({ live: [dispute.case_id] })}
      {...{ dispute, weighed, entered, errors }}
      maySettle={holds('cases.lead') && whyNotDispute.settle(dispute, actor.person_id) === null}
      mayWithdraw={holds('cases.dispute') && whyNotDispute.withdraw(dispute, actor.person_id) === null}
    />
  )
  return c.html(html(page), wrong?.status ?? 200)
}

export const disputeRoutes = new Hono<Env>()
  .get(disputePaths.list.pattern, may('cases.lead', 'cases.dispute'), async c => {
    const open = c.req.query('show') !== 'settled'
    const page = PAGE.parse(c.req.query('page'))
    const found = await c.var.read(tx => listDisputes(tx, { open, page }))
    const chrome = await c.var.chrome()
    return c.html(html(<DisputesPage {...{ chrome, open, page, ...found }} now={now()} />))
  })
  .get(disputePaths.show.pattern, may('cases.lead', 'cases.dispute'), c => showOne(c))
  .post(disputePaths.settle.pattern, may('cases.lead'), async c => {
    const id = c.req.param('id')
    const form = await parseForm(settleForm, c.req.raw)
    if (!form.ok) return showOne(c, { status: 422, entered: form.entered, errors: form.errors })
    try {
      await c.var.write(tx => settleDispute(tx, c.var.actor, { id, ...form.value }, now()))
    } catch (error) {
      return showOne(c, refusalOf(error, 'words', form.entered))
    }
    forgetDesk(c.var.actor)
    return c.redirect(disputePaths.show({ id }), 303)
  })
  .post(disputePaths.withdraw.pattern, may('cases.dispute'), async c => {
    const { reference } = await c.var.write(tx => withdrawDispute(tx, c.var.actor, { id: c.req.param('id') }, now()))
    return c.redirect(casePaths.clock({ reference }), 303)
  })
  .get(disputePaths.raise.pattern, may('cases.dispute'), c => showRaise(c))
  .post(disputePaths.raise.pattern, may('cases.dispute'), async c => {
    const { reference, pause: pause_id } = c.req.param()
    const form = await parseForm(raiseForm, c.req.raw)
    if (!form.ok) return showRaise(c, { status: 422, entered: form.entered, errors: form.errors })
    try {
      await c.var.write(tx => disputePause(tx, c.var.actor, { reference, pause_id, ...form.value }, now()))
    } catch (error) {
      return showRaise(c, refusalOf(error, 'because', form.entered))
    }
    return c.redirect(casePaths.clock({ reference }), 303)
  })
