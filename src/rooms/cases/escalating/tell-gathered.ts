import { z } from 'zod'

/** The job that tells somebody at once of all that passed while nothing ran, as it stands in the queue. */
export const tellGatheredJob = { name: 'cases.tellGathered' as const, payload: z.object({ person_id: z.uuid() }) }
export const gatheredKey = (person_id: string) => `escalations-gathered:${person_id}`
