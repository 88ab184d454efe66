import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { todayRoutes } from './dashboards/today.routes.tsx'
import { behindRoutes } from './listing/behind.routes.tsx'

export const reportRoutes = new Hono<Env>().route('/', todayRoutes).route('/', behindRoutes)
