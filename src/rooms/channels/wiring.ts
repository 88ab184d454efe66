import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import type { JobKind } from '#platform/jobs/define.ts'
import { mailboxRoutes } from './mailboxes/mailbox.routes.tsx'
import { serverRoutes } from './mailboxes/server.routes.tsx'
import { failedRoutes } from './notifying/failed.routes.tsx'
import { hookRoutes } from './notifying/hooks.routes.tsx'
import { noticeWordsRoutes } from './notifying/notice-words.routes.tsx'
import { notificationRoutes } from './notifying/notifications.routes.tsx'
import { reachRoutes } from './notifying/reach.routes.tsx'
import { settingsRoutes } from './notifying/settings.routes.tsx'
import { textRoutes } from './notifying/texts.routes.tsx'
import { unsubscribeRoutes } from './notifying/unsubscribe.routes.tsx'
import { quarantineRoutes } from './quarantine/quarantine.routes.tsx'
import { receivedRoutes } from './quarantine/received.routes.tsx'
import { sentRoutes } from './sending/sent.routes.tsx'
import { suppressedRoutes } from './sending/suppressed.routes.tsx'

export const channelRoutes = new Hono<Env>()
  .route('/', mailboxRoutes)
  .route('/', serverRoutes)
  .route('/', quarantineRoutes)
  .route('/', receivedRoutes)
  .route('/', notificationRoutes)
  .route('/', noticeWordsRoutes)
  .route('/', hookRoutes)
  .route('/', textRoutes)
  .route('/', failedRoutes)
  .route('/', reachRoutes)
  .route('/', settingsRoutes)
  .route('/', unsubscribeRoutes)
  .route('/', sentRoutes)
  .route('/', suppressedRoutes)

export const channelJobs: readonly JobKind[] = []

export { channelHoldings } from './holdings.ts'
// What ends when an organisation leaves.
export { countMail, endMail, type Mail } from './mailboxes/end-mail.actions.ts'
