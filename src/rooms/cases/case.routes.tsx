import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { html } from '#platform/ui/layout/render.ts'
import { CasePage } from './case.pages.tsx'
import { getCase } from './case.queries.ts'
import { casePaths } from './paths.ts'

export const caseRoutes = new Hono<Env>().get(casePaths.show.pattern, may('cases.read'), async c => {
  const theCase = await c.var.read(tx => getCase(tx, c.req.param('reference')))
  const chrome = await c.var.chrome({ live: [theCase.id] })
  return c.html(html(<CasePage chrome={chrome} theCase={theCase} />))
})
