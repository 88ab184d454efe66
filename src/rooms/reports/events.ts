import { z } from 'zod'
import { defineEvent } from '#platform/events/event.ts'

const text = z.string()

/** A month's figures are kept as somebody answered for them. */
export const reportMadeFinal = defineEvent('organisation.reportMadeFinal', 'staff', z.object({ month: text }))
export const goalSet = defineEvent(
  'organisation.goalSet',
  'staff',
  z.object({ metric: text, priority: text, percent: z.number(), before: z.number().nullable() }),
)
export const limitSet = defineEvent(
  'organisation.limitSet',
  'staff',
  z.object({ what: text, hours: z.number(), before: z.number() }),
)
/** Somebody asked whether the record is whole. */
export const recordVerifying = defineEvent('organisation.recordVerifying', 'staff', z.object({ verification_id: text }))
/** Somebody took the trail away as a file. */
export const trailExported = defineEvent(
  'organisation.trailExported',
  'staff',
  z.object({ rows: z.number(), filters: z.record(text, text) }),
)
