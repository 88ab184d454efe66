import { z } from 'zod'

/** A chore of the owner's, as the schedule names those: see app/upkeep.ts. */
export const ERASE_JOB = { name: 'information_erase', payload: z.object({ erasure_id: z.uuid() }) }
