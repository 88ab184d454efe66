import { Hono } from 'hono'
import { holds } from '#platform/http/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { may } from '#platform/http/may.ts'
import { html } from '#platform/ui/layout/render.ts'
import { ReportsPage } from './index.pages.tsx'
import { reportPaths } from './paths.ts'

export const reportIndexRoutes = new Hono<Env>().get(reportPaths.index.pattern, may('reports.read'), async c =>
  c.html(html(<ReportsPage chrome={await c.var.chrome()} readsCases={holds(c.var.actor, 'cases.read')} />)),
)
