import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import { holdsIn } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getAgreement } from '#rooms/catalogue/index.ts'
import { type Level, priorityOf } from '#rooms/clock/index.ts'
import { type Case, getCase } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { listPauses } from '../clocks/clocks.queries.ts'
import { listDisputesOf } from '../disputing/dispute.queries.ts'
import { casePaths } from '../paths.ts'
import type { Account } from './account.queries.ts'
import { accountOf } from './account.queries.ts'
import { ClockPage } from './clock.pages.tsx'
import { explainAll } from './explain.rules.ts'
import type { Tried } from './what-if.pages.tsx'
import { POLICY_NAMES, whatIf } from './what-if.rules.ts'

// The list holds 1, 2 and 3 and nothing else; an address typed by hand that says otherwise asks nothing.
const level = z.enum(['1', '2', '3']).transform(text => Number(text) as Level)
const asked = z.object({
  impact: level.optional().catch(undefined),
  urgency: level.optional().catch(undefined),
  policy: z.enum(POLICY_NAMES).optional().catch(undefined),
})

async function tryOut(tx: Read, c: Context<Env>, theCase: Case, account: Account, at: Date): Promise<Tried> {
  const { impact, urgency, policy } = asked.parse(c.req.query())
  const levels = { impact: impact ?? theCase.impact, urgency: urgency ?? theCase.urgency }
  const { matrix } = await getAgreement(tx, theCase.organisation_id)
  const priority = priorityOf(matrix, levels.impact, levels.urgency)
  const wants = impact !== undefined && urgency !== undefined
  return { ...levels, policy, priority, would: wants ? whatIf(account, { priority, policy }, at) : undefined }
}

export const clockRoutes = new Hono<Env>().get(casePaths.clock.pattern, may('cases.read'), async c => {
  const at = now()
  const facts = await c.var.read(async tx => {
    const theCase = await getCase(tx, c.req.param('reference'))
    const account = await accountOf(tx, theCase)
    const disputes = await listDisputesOf(tx, theCase.id)
    return {
      ...{ theCase, disputes, names: account.names, explained: explainAll(account, disputes, at) },
      pauses: await listPauses(tx, theCase.id),
      works: holdsIn(c.var.actor, 'cases.work', theCase.organisation_id) && whyNot.prioritise(theCase) === null,
      mayDispute: holdsIn(c.var.actor, 'cases.dispute', theCase.organisation_id),
      tried: await tryOut(tx, c, theCase, account, at),
    }
  })
  const chrome = await c.var.chrome({ live: [facts.theCase.id] })
  return c.html(html(<ClockPage chrome={chrome} facts={{ ...facts, now: at }} />))
})
