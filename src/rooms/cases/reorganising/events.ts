import { z } from 'zod'
import { defineEvent } from '#platform/events/event.ts'

const planned = z.object({ plan_id: z.string(), team: z.string(), in_place: z.array(z.string()), day: z.string() })

/** From a day on other teams come in the place of one: confirmed, taken back before its day, and carried out. */
export const reorganisationConfirmed = defineEvent('organisation.reorganisationConfirmed', 'staff', planned)
export const reorganisationWithdrawn = defineEvent(
  'organisation.reorganisationWithdrawn',
  'staff',
  planned.omit({ day: true }),
)
export const teamReorganised = defineEvent(
  'organisation.teamReorganised',
  'staff',
  planned.omit({ day: true }).extend({ cases: z.number(), pointed: z.record(z.string(), z.number()) }),
)
