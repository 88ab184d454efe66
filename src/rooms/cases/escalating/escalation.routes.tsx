import { Hono } from 'hono'
import { isId } from '#platform/database/id.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { casePaths, escalationPaths } from '../paths.ts'
import { caseProblems } from '../problems.ts'
import { acknowledge } from './acknowledge.actions.ts'
import { listEscalatedTo } from './escalation.queries.ts'
import { EscalationsPage } from './list.pages.tsx'

export const escalationRoutes = new Hono<Env>()
  .get(escalationPaths.list.pattern, may('cases.read'), async c => {
    const filter = { all: c.req.query('show') === 'all', page: Math.max(1, Number(c.req.query('page')) || 1) }
    const facts = await c.var.read(tx => listEscalatedTo(tx, c.var.actor.person_id, filter))
    return c.html(html(<EscalationsPage chrome={await c.var.chrome()} {...facts} {...filter} now={now()} />))
  })
  // Whoever was told may say that they have it, though they only read cases.
  .post(escalationPaths.acknowledge.pattern, may('cases.read'), async c => {
    const { reference, escalation: escalation_id } = c.req.param()
    if (!isId(escalation_id)) return caseProblems.raise('escalation-not-found')
    await c.var.write(tx => acknowledge(tx, c.var.actor, { reference, escalation_id }, now()))
    const back = c.req.query('from') === 'list' ? escalationPaths.list() : casePaths.show({ reference })
    return c.redirect(back, 303)
  })
