import { z } from 'zod'

/** The job's name and what it is told; what it does is in leave.jobs.ts. */
export const LEAVING_JOB = { name: 'information.leave', payload: z.object({ leaving_id: z.uuid() }) }
