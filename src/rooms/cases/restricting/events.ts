import { z } from 'zod'
import { defineEvent } from '#platform/events/event.ts'

const text = z.string()
const perhaps = text.nullable()

/** Who may know of it from now on. */
export const caseRestricted = defineEvent(
  'case.restricted',
  'staff',
  z.object({ readers: z.array(text), shown_to_requester: z.boolean(), because: perhaps }),
)
const reader = z.object({ name: text, person_id: perhaps, team_id: perhaps })
export const readerAdded = defineEvent('case.readerAdded', 'staff', reader)
export const readerRemoved = defineEvent('case.readerRemoved', 'staff', reader)
export const requesterShown = defineEvent('case.requesterShown', 'staff', z.object({ shown_to_requester: z.boolean() }))
export const restrictionLifted = defineEvent('case.restrictionLifted', 'staff', z.object({ because: text }))
