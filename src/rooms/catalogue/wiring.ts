import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { categoryRoutes } from './categories/category.routes.tsx'
import { matrixRoutes } from './matrix/matrix.routes.tsx'
import { targetRoutes } from './targets/targets.routes.tsx'

export const catalogueRoutes = new Hono<Env>()
  .route('/', matrixRoutes)
  .route('/', targetRoutes)
  .route('/', categoryRoutes)
