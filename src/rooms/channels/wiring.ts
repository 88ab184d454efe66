import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import type { JobKind } from '#platform/jobs/define.ts'

export const channelRoutes = new Hono<Env>()

export const channelJobs: readonly JobKind[] = []
