import { z } from 'zod'
import { defineEvent } from '#platform/events/event.ts'

const text = z.string()
const clock = z.object({ metric: text, agreement_id: text })

/** A due moment was agreed with the requester or a partner, and stays whatever the terms become. */
export const duePinned = defineEvent(
  'case.duePinned',
  'staff',
  clock.extend({ due: text, because: text, before: text.nullable() }),
)
export const dueUnpinned = defineEvent('case.dueUnpinned', 'staff', clock.extend({ because: text, before: text }))
