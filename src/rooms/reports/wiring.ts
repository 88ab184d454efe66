import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { auditRoutes } from './audit/audit.routes.tsx'
import { backlogRoutes } from './backlog/backlog.routes.tsx'
import { channelsRoutes } from './channels/channels.routes.tsx'
import { todayRoutes } from './dashboards/today.routes.tsx'
import { hygieneRoutes } from './hygiene/hygiene.routes.tsx'
import { reportIndexRoutes } from './index.routes.tsx'
import { behindRoutes } from './listing/behind.routes.tsx'
import { partiesRoutes } from './parties/parties.routes.tsx'
import { performanceRoutes } from './performance/performance.routes.tsx'

export const reportRoutes = new Hono<Env>()
  .route('/', reportIndexRoutes)
  .route('/', todayRoutes)
  .route('/', behindRoutes)
  .route('/', backlogRoutes)
  .route('/', channelsRoutes)
  .route('/', performanceRoutes)
  .route('/', partiesRoutes)
  .route('/', hygieneRoutes)
  .route('/', auditRoutes)
