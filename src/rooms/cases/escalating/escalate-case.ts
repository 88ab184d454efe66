import { z } from 'zod'

/** The job that looks at a case's thresholds, as it stands in the queue: one for each case at most. */
export const escalateJob = { name: 'cases.escalateCase' as const, payload: z.object({ case_id: z.uuid() }) }
export const escalationKey = (case_id: string) => `escalate:${case_id}`
