import { z } from 'zod'
import { defineEvent } from '#platform/events/event.ts'

const text = z.string()

/** Told on the case: somebody does not accept that its clock stood still. */
export const pauseDisputed = defineEvent(
  'case.pauseDisputed',
  'staff',
  z.object({ dispute_id: text, reason: text, from: text, because: text }),
)
export const disputeSettled = defineEvent(
  'case.disputeSettled',
  'staff',
  z.object({ dispute_id: text, raised_by: text, reason: text, from: text, state: text, words: text }),
)
