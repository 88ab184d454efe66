import { z } from 'zod'
import { defineEvent } from '#platform/events/event.ts'

const text = z.string()

export const majorDeclared = defineEvent(
  'major.declared',
  'staff',
  z.object({ reference: text, title: text, case_reference: text, because: text }),
)
export const majorChanged = defineEvent('major.changed', 'staff', z.object({ what: text, now: text }))
/** What was said is on the incident; who hears of it looks there. */
export const majorUpdated = defineEvent('major.updated', 'staff', z.object({ update_id: text, shown_to: text }))
/** Nobody affected has heard anything for as long as was promised. */
export const majorUpdateDue = defineEvent('major.updateDue', 'staff', z.object({ reference: text, due_at: text }))
export const majorResolved = defineEvent('major.resolved', 'staff', z.object({ resolution: text, cases: z.number() }))
export const majorReopened = defineEvent('major.reopened', 'staff', z.object({ because: text }))
export const majorReviewed = defineEvent('major.reviewed', 'staff', z.object({ reference: text }))
export const majorClosed = defineEvent('major.closed', 'staff', z.object({ reference: text }))

/** Told on the case. */
export const caseJoinedMajor = defineEvent('case.joinedMajor', 'staff', z.object({ reference: text, title: text }))
export const caseLeftMajor = defineEvent('case.leftMajor', 'staff', z.object({ reference: text }))
