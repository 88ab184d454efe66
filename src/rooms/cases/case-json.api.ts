import { z } from '#platform/http/api.ts'
import { CHANNELS } from './case.rules.ts'

export const channel = z.enum(CHANNELS)

/** Impact and urgency: 1, 2 or 3. */
export const level = z.union([z.literal(1), z.literal(2), z.literal(3)], 'This is not 1, 2 or 3')
