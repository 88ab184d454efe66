import { z } from 'zod'

/** The job's name and what it is told; what it does is in carry-out.jobs.ts. */
export const REORGANISING_JOB = { name: 'cases.reorganiseTeam', payload: z.object({ plan_id: z.uuid() }) }
