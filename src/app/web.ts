import type { Hono } from 'hono'
import type { Db } from '#platform/database/connect.ts'
import { createApp } from '#platform/http/app.tsx'
import type { Env } from '#platform/http/env.ts'
import type { Hub } from '#platform/live/hub.ts'
import { liveRoutes } from '#platform/live/stream.routes.tsx'
import type { Assets } from '#platform/ui/layout/frame.ts'
import { caseRoutes } from '#rooms/cases/index.ts'
import { catalogueRoutes } from '#rooms/catalogue/index.ts'
import { channelRoutes } from '#rooms/channels/index.ts'
import { contentRoutes } from '#rooms/content/index.ts'
import { informationRoutes } from '#rooms/information/index.ts'
import { apiFor } from '#rooms/integration/index.ts'
import { actorFinder, peopleRoutes, renewing, scimFace } from '#rooms/people/index.ts'
import { reportRoutes } from '#rooms/reports/index.ts'
import { adminRoutes } from './admin.routes.tsx'
import { chromeMaker } from './chrome.ts'
import { healthRoutes } from './health.routes.ts'
import { held } from './holdings.ts'
import { homeRoutes } from './home.routes.tsx'
import { catalogueHooks, peopleHooks } from './hooks.ts'
import { paletteRoutes } from './palette.routes.tsx'
import { problemPage } from './problem-page.tsx'

export interface WebParts {
  db: Db
  hub: Hub
  assets: Assets
  /** Requests a second that each API token may make. */
  apiRate?: number
}

/** The whole web application: the platform's frame with every room's routes. */
export function createWeb({ db, hub, assets, apiRate = 200 }: WebParts): Hono<Env> {
  const app = createApp({
    db,
    hub,
    dev: assets.dev === true,
    findActor: actorFinder(db, hub),
    chromeFor: chromeMaker(assets),
    problemPage,
    faces: [scimFace],
  })
  for (const routes of [
    renewing,
    healthRoutes,
    homeRoutes,
    liveRoutes,
    paletteRoutes,
    peopleRoutes(peopleHooks),
    caseRoutes,
    contentRoutes,
    channelRoutes,
    catalogueRoutes(catalogueHooks),
    adminRoutes,
    reportRoutes,
    informationRoutes(held),
    apiFor(apiRate),
  ])
    app.route('/', routes)
  return app
}
