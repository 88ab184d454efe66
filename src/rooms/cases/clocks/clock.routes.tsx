import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { now } from '#platform/time/now.ts'
import { html } from '#platform/ui/layout/render.ts'
import { getCase } from '../case.queries.ts'
import { casePaths } from '../paths.ts'
import { listEvents } from '../timeline/story.queries.ts'
import { ClockPage } from './clock.pages.tsx'
import { listClocks, listPauses } from './clocks.queries.ts'
import { explainClock, standstillsOf } from './explain-clock.rules.ts'

export const clockRoutes = new Hono<Env>().get(casePaths.clock.pattern, may('cases.read'), async c => {
  const at = now()
  const facts = await c.var.read(async tx => {
    const theCase = await getCase(tx, c.req.param('reference'))
    const events = await listEvents(tx, theCase.id, 'staff')
    const pauses = await listPauses(tx, theCase.id)
    const still = standstillsOf(pauses, events)
    const changed = events
      .filter(event => ['case.prioritised', 'case.targetsMoved'].includes(event.name))
      .map(event => event.happened_at)
    const clocks = await listClocks(tx, theCase.id)
    const explained = clocks.map(clock => ({ clock, explanation: explainClock(clock, still, changed, at) }))
    return { theCase, pauses, still, explained }
  })
  const chrome = await c.var.chrome({ live: [facts.theCase.id] })
  return c.html(html(<ClockPage chrome={chrome} now={at} {...facts} />))
})
