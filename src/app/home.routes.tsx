import { Hono } from 'hono'
import { type Actor, holds } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { actUnder, signedIn } from '#platform/http/may.ts'
import { showMyWork, showRequesterHome } from '#rooms/cases/index.ts'
import { showToday } from '#rooms/reports/index.ts'

const leads = (actor: Actor) => holds(actor, 'cases.lead') || !holds(actor, 'cases.work')

/** Where each person begins: those who lead with today, those who work with their work, everyone else with what they asked for. */
export const homeRoutes = new Hono<Env>().get('/', signedIn(), c => {
  const { actor } = c.var
  if (holds(actor, 'reports.read') && leads(actor)) {
    actUnder(c, 'reports.read')
    return showToday(c, '/')
  }
  if (holds(actor, 'cases.work')) {
    actUnder(c, 'cases.work')
    return showMyWork(c, '/')
  }
  if (holds(actor, 'cases.ask')) actUnder(c, 'cases.ask')
  return showRequesterHome(c)
})
