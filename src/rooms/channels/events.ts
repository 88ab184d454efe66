import { z } from 'zod'
import { defineEvent } from '#platform/events/event.ts'

const id = z.string()

/** A message is safely stored. Whoever listens files it; what it says is not in the event. */
export const messageReceived = defineEvent('message.received', 'staff', z.object({ mailbox_id: id, size: z.number() }))
/** Filed, put to one side, or left alone, and why. */
export const messageSettled = defineEvent(
  'message.settled',
  'staff',
  z.object({ outcome: z.string(), reason: z.string().nullable(), reference: z.string().nullable() }),
)
