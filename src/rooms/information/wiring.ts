import { Hono } from 'hono'
import type { Held } from '#platform/holdings/holding.ts'
import type { Env } from '#platform/http/env.ts'
import type { JobKind } from '#platform/jobs/define.ts'
import { aboutRoutes } from './about/about.routes.tsx'
import { caseHoldRoutes } from './erasing/case-hold.routes.tsx'
import { erasureRoutes } from './erasing/erasure.routes.tsx'
import { archiveRoutes } from './exporting/archives.routes.tsx'
import { makeArchive } from './exporting/make-archive.jobs.ts'
import { keepingRoutes } from './keeping/keeping.routes.tsx'
import { leaveOnTheDay } from './leaving/leave.jobs.ts'
import { leavingRoutes } from './leaving/leaving.routes.tsx'
import { heldRoutes } from './listing/held.routes.tsx'
import { splitRoutes } from './splitting/split.routes.tsx'
import { planRoutes } from './succeeding/plan.routes.tsx'
import { carryOut } from './succeeding/succession.jobs.ts'

export { eraseAsked } from './erasing/erase.jobs.ts'
export { informationHoldings } from './holdings.ts'
export { expireHeld } from './keeping/expire.jobs.ts'
export { destroyLeft } from './leaving/destroy.ts'

/** Every page of this room. What is held is handed in: this room knows no table but its own. */
export const informationRoutes = (held: Held) =>
  new Hono<Env>()
    .route('/', heldRoutes(held))
    .route('/', archiveRoutes)
    .route('/', aboutRoutes(held))
    .route('/', erasureRoutes(held))
    .route('/', caseHoldRoutes)
    .route('/', keepingRoutes(held))
    .route('/', planRoutes(held))
    .route('/', splitRoutes(held))
    .route('/', leavingRoutes(held))

/** Each job's payload is its own business: the worker checks it against the job's schema. */
export const informationJobs = (held: Held) =>
  [makeArchive(held), carryOut(held), leaveOnTheDay] as unknown as readonly JobKind[]
