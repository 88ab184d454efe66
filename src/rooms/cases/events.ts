import { z } from 'zod'
import { defineEvent } from '#platform/events/event.ts'

const id = z.string()
const text = z.string()
const perhaps = z.string().nullable()
/** A message's text is not in the event, so that a listener cannot leak it; its hash is, so that a changed message shows. */
const message = z.object({ message_id: id, sha256: text })

export const caseLogged = defineEvent(
  'case.logged',
  'everyone',
  message.extend({ reference: text, channel: text, priority: text, team: perhaps }),
)
export const caseAssigned = defineEvent(
  'case.assigned',
  'everyone',
  z.object({
    team_id: perhaps,
    team: perhaps,
    assignee_id: perhaps,
    assignee: perhaps,
    before: z.object({ team: perhaps, assignee: perhaps }),
  }),
)
export const caseClassified = defineEvent(
  'case.classified',
  'staff',
  z.object({ category_id: perhaps, category: perhaps, before: perhaps }),
)
export const casePrioritised = defineEvent(
  'case.prioritised',
  'everyone',
  z.object({ priority: text, impact: z.number(), urgency: z.number(), before: text, because: perhaps }),
)
export const caseEdited = defineEvent(
  'case.edited',
  'staff',
  z.object({ field: text, before: perhaps, after: perhaps }),
)
export const caseReplied = defineEvent(
  'case.replied',
  'everyone',
  message.extend({ side: z.enum(['requester', 'staff']) }),
)
export const caseNoted = defineEvent('case.noted', 'staff', message)
const files = z.object({ message_id: id, files: z.array(z.object({ id, sha256: text })) })
export const filesAttached = defineEvent('case.filesAttached', 'everyone', files)
export const filesAttachedForStaff = defineEvent('case.filesAttachedForStaff', 'staff', files)
export const caseHeld = defineEvent('case.held', 'everyone', z.object({ reason: text, until: perhaps, note: perhaps }))
export const caseResumed = defineEvent('case.resumed', 'everyone', z.object({ reason: text, because: text }))
export const caseResolved = defineEvent(
  'case.resolved',
  'everyone',
  z.object({ closure_code: text, resolution: text, outcomes: z.record(text, text) }),
)
export const caseClosed = defineEvent('case.closed', 'everyone', z.object({ closure_code: text, because: perhaps }))
export const caseReopened = defineEvent('case.reopened', 'everyone', z.object({ because: text }))
export const targetWarned = defineEvent('case.targetWarned', 'staff', z.object({ metric: text, due_at: text }))
export const targetMissed = defineEvent(
  'case.targetMissed',
  'staff',
  z.object({ metric: text, due_at: text, because: text }),
)
