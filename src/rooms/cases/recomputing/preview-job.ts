import { z } from 'zod'

/** The job that looks a proposal over, as it stands in the queue: one for each. */
export const previewJob = { name: 'cases.previewChange' as const, payload: z.object({ proposal_id: z.uuid() }) }
export const previewKey = (proposal_id: string) => `preview:${proposal_id}`
