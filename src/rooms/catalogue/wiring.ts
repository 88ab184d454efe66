import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import { agreementRoutes } from './agreements/agreements.routes.tsx'
import { agreementVersionRoutes } from './agreements/version.routes.tsx'
import { categoryRoutes } from './categories/category.routes.tsx'
import { takeCategoriesRoutes } from './categories/take-categories.routes.tsx'
import type { CatalogueHooks } from './hooks.ts'
import { matrixRoutes } from './matrix/matrix.routes.tsx'
import { pauseRoutes } from './pausing/pauses.routes.tsx'
import { lifeEventRoutes } from './planning/life-events.routes.tsx'
import { planRoutes } from './planning/plan.routes.tsx'
import { changeTargetsRoutes } from './targets/change-targets.routes.tsx'
import { targetRoutes } from './targets/targets.routes.tsx'

/** Every page of this room. What it asks of rooms below it is handed in. */
export const catalogueRoutes = (hooks: CatalogueHooks) =>
  new Hono<Env>()
    .route('/', matrixRoutes)
    .route('/', agreementVersionRoutes)
    .route('/', agreementRoutes(hooks))
    .route('/', pauseRoutes(hooks))
    .route('/', targetRoutes(hooks))
    .route('/', changeTargetsRoutes(hooks))
    .route('/', categoryRoutes)
    .route('/', takeCategoriesRoutes)
    .route('/', planRoutes)
    .route('/', lifeEventRoutes)
