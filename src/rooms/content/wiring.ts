import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { noticeRoutes } from './notices/notice.routes.tsx'
import { statementRoutes } from './pages/statement.routes.tsx'
import { templateRoutes } from './templates/template.routes.tsx'

export const contentRoutes = new Hono<Env>()
  .route('/', noticeRoutes)
  .route('/', templateRoutes)
  .route('/', statementRoutes)
