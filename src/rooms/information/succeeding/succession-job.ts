import { z } from 'zod'

/** The job's name and what it is told; what it does is in succession.jobs.ts. */
export const SUCCESSION_JOB = { name: 'information.carryOut', payload: z.object({ plan_id: z.uuid() }) }
