import { Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '#platform/http/env.ts'
import { parseForm } from '#platform/http/form.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { fragment } from '#platform/ui/layout/render.ts'
import { getCase } from '../case.queries.ts'
import { casePaths } from '../paths.ts'
import { Others } from './present.pages.tsx'
import { beHere, leave, markRead } from './viewers.actions.ts'
import { listViewers } from './viewers.queries.ts'

const form = z.object({ doing: z.enum(['looking', 'writing', 'leaving']).catch('looking') })

/** Said by the browser every 15 seconds, and on leaving; answered with who else is here. */
export const presenceRoutes = new Hono<Env>().post(casePaths.presence.pattern, may('cases.read'), async c => {
  const parsed = await parseForm(form, c.req.raw)
  const doing = parsed.ok ? parsed.value.doing : 'looking'
  const at = now()
  const { actor } = c.var
  const viewers = await c.var.write(async tx => {
    const theCase = await getCase(tx, c.req.param('reference'))
    if (doing === 'leaving') await leave(tx, actor.person_id, theCase)
    else await beHere(tx, actor, theCase, doing, at)
    if (theCase.unread && theCase.assignee_id === actor.person_id) await markRead(tx, theCase)
    return listViewers(tx, theCase.id, at)
  })
  return c.html(fragment(<Others viewers={viewers} reader_id={actor.person_id} />))
})
