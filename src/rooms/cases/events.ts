import { z } from 'zod'
import { changes } from '#platform/events/changes.ts'
import { defineEvent } from '#platform/events/event.ts'

export * from './disputing/events.ts'
export * from './pinning/events.ts'
export * from './reorganising/events.ts'
export * from './restricting/events.ts'

const id = z.string()
const text = z.string()
const perhaps = z.string().nullable()
/** A message's text is not in the event, so that a listener cannot leak it; its hash is, so that a changed message shows. */
const message = z.object({ message_id: id, sha256: text })

export const caseLogged = defineEvent(
  'case.logged',
  'everyone',
  message.extend({
    ...{ reference: text, channel: text, priority: text, team: perhaps },
    ...{ team_id: perhaps.optional(), assignee_id: perhaps.optional() },
  }),
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
/** Said anew from a message that was held: who sent it, and by whom it was let in. */
const held = z.object({ held_id: id, from: text })
export const messageAccepted = defineEvent('case.messageAccepted', 'staff', held)
export const messageRejected = defineEvent('case.messageRejected', 'staff', held)
export const messageMoved = defineEvent('case.messageMoved', 'staff', z.object({ to_id: id, reference: text }))
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
export const targetWarned = defineEvent(
  'case.targetWarned',
  'staff',
  z.object({ metric: text, due_at: text, kind: text.optional() }),
)
export const targetMissed = defineEvent(
  'case.targetMissed',
  'staff',
  // `kind` of agreement, when it is not the promise to those served.
  z.object({ metric: text, due_at: text, because: text, kind: text.optional() }),
)
/** A target's time ran out so far that people were told; `raised` when those told before had not said that they have it. */
export const caseEscalated = defineEvent(
  'case.escalated',
  'staff',
  z.object({
    ...{ escalation_id: id, metric: text, threshold: text, planned_at: text },
    ...{ told: z.array(text), raised: z.boolean() },
  }),
)
export const escalationRulesChanged = defineEvent('organisation.escalationRulesChanged', 'staff', z.object({ changes }))
export const escalationAcknowledged = defineEvent(
  'case.escalationAcknowledged',
  'staff',
  z.object({ escalation_id: id, metric: text, threshold: text }),
)
/** Other targets for an open case, with what it had used carried over. */
export const targetsMoved = defineEvent(
  'case.targetsMoved',
  'staff',
  z.object({
    clocks: z.array(z.object({ metric: text, seconds_before: z.number(), seconds: z.number() })),
    /** When they were agreed: the case came to its turn later. */
    since: text.optional(),
  }),
)
/** Past outcomes are counted again under another version of a calendar: a second figure, beside the first. */
export const outcomesRecounted = defineEvent(
  'organisation.outcomesRecounted',
  'staff',
  z.object({ recount_id: text, calendar_id: text, version: z.number(), because: text, from: text, until: text }),
)
/** A supplier has it, under their own agreement; and has it no more. */
export const caseHandedOver = defineEvent(
  'case.handedOver',
  'staff',
  z.object({ agreement_id: id, supplier: text, their_reference: perhaps, note: perhaps }),
)
export const caseHandedBack = defineEvent(
  'case.handedBack',
  'staff',
  z.object({ agreement_id: id, supplier: text, result: z.enum(['done', 'rejected']), because: perhaps }),
)
/** It works again since then, though the fault may not be mended yet. */
export const caseRestored = defineEvent('case.restored', 'everyone', z.object({ how: text, at: text }))
/** Why a promise was broken, in somebody's words: they are beside the case. */
export const breachExplained = defineEvent('case.breachExplained', 'staff', z.object({ cause: text }))
export const taskAdded = defineEvent(
  'case.taskAdded',
  'staff',
  z.object({ task_id: id, title: text, team: perhaps, assignee: perhaps, due_at: perhaps }),
)
export const taskChanged = defineEvent('case.taskChanged', 'staff', z.object({ task_id: id, title: text, changes }))
/** Done, not needed, or to do again. */
export const taskSettled = defineEvent(
  'case.taskSettled',
  'staff',
  z.object({ task_id: id, title: text, state: text, before: text }),
)
/** Nobody touched a task by its due time: its owner is told, and a working day later the team's lead (requirement S-40). */
export const taskOverdue = defineEvent(
  'case.taskOverdue',
  'staff',
  z.object({ task_id: id, title: text, due_at: text, alerted: z.enum(['owner', 'lead']), persons: z.array(text) }),
)
export const caseWatched = defineEvent('case.watched', 'staff', z.object({ person_id: id, person: text }))
export const caseUnwatched = defineEvent('case.unwatched', 'staff', z.object({ person_id: id, person: text }))
const link = z.object({ relation: text, other_id: id, reference: text })
export const caseLinked = defineEvent('case.linked', 'staff', link)
export const caseUnlinked = defineEvent('case.unlinked', 'staff', link)
/** Told on the case that ends. Its requester reads only that it was joined with another, by reference. */
export const caseMerged = defineEvent('case.merged', 'everyone', z.object({ into_id: id, reference: text }))
export const caseUnmerged = defineEvent('case.unmerged', 'everyone', z.object({ from_id: id, reference: text }))
const other = z.object({ other_id: id, reference: text, messages: z.number(), tasks: z.number() })
/** Told on the case that goes on, to staff only: its requester may not know that the other exists. */
export const caseTookIn = defineEvent('case.tookIn', 'staff', other)
export const caseGaveBack = defineEvent('case.gaveBack', 'staff', other)
export const caseSplit = defineEvent(
  'case.split',
  'staff',
  z.object({ to_id: id, reference: text, message_ids: z.array(id) }),
)
/** A message to somebody outside did not reach them, as far as anybody knows. `event_id` is what the sender recorded of it. */
export const messageNotDelivered = defineEvent(
  'case.messageNotDelivered',
  'staff',
  z.object({ message_id: perhaps, state: text, to: text, words: text, event_id: z.number() }),
)
const participant = z.object({ name: text, address: text, role: text, person_id: perhaps })
export const participantAdded = defineEvent('case.participantAdded', 'staff', participant)
export const participantRemoved = defineEvent('case.participantRemoved', 'staff', participant)
const to = z.array(z.object({ role: text, name: text }))
/** Sent on to somebody who is not the requester, and who does not hear of it. */
export const caseForwarded = defineEvent('case.forwarded', 'staff', message.extend({ to }))
/** A time was chosen for a reply; taken back before; or it could not go when its time came. */
export const replyPlanned = defineEvent('case.replyPlanned', 'staff', z.object({ reply_id: id, send_at: text }))
export const replyWithdrawn = defineEvent('case.replyWithdrawn', 'staff', z.object({ reply_id: id, author: text }))
export const replyHeld = defineEvent(
  'case.replyHeld',
  'staff',
  z.object({ reply_id: id, author_id: id, author: text, because: text }),
)
/** Its organisation ended, and another answers for it from here on. Nothing else about it changed. */
export const casePassedOn = defineEvent('case.passedOn', 'everyone', z.object({ from: text, to: text, plan_id: id }))
const passed = z.object({ reference: text, organisation: text })
/** Part of its organisation became another: it ends here, and goes on there as another case; each names the other. */
export const casePassedTo = defineEvent('case.passedTo', 'everyone', passed)
export const caseContinues = defineEvent('case.continues', 'everyone', passed)
/** That was undone: it stands here as if nothing had happened, and ended there. */
export const caseTakenBack = defineEvent('case.takenBack', 'everyone', passed)
export const caseWentBack = defineEvent('case.wentBack', 'everyone', passed)
