import { Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import type { JobKind } from '#platform/jobs/define.ts'
import { caseRoutes as showRoutes } from './case.routes.tsx'
import { checkClocks } from './clocks/keep-time.jobs.ts'

export const caseRoutes = new Hono<Env>().route('/', showRoutes)

// A job's payload type is its own business; the worker checks each against its own schema.
export const caseJobs = [checkClocks] as unknown as readonly JobKind[]
