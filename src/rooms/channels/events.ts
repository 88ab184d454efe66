import { z } from 'zod'
import { changes } from '#platform/events/changes.ts'
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
/** A message of ours did not reach whom it was for, as far as anybody knows. Its subject's own room tells it in the story. */
export const messageNotDelivered = defineEvent(
  'message.notDelivered',
  'staff',
  z.object({
    state: z.string(),
    kind: z.string(),
    subject_id: id.nullable(),
    about_id: id.nullable(),
    to: z.string(),
    words: z.string(),
  }),
)
/** Somebody decided about a message on its way: took it back, sent it again, or heard that it had arrived. */
export const messageDecided = defineEvent('message.decided', 'staff', z.object({ what: z.string() }))
/** An address gets no more messages, or may again. */
export const addressSuppressed = defineEvent(
  'address.suppressed',
  'staff',
  z.object({ address: id, reason: z.string() }),
)
export const addressRestored = defineEvent('address.restored', 'staff', z.object({ address: id }))
/** A person chose how they want to be told. How exactly is theirs, and not in the record. */
export const noticesChosen = defineEvent('notifications.chosen', 'staff', z.object({ what: z.string() }))
/** A mailbox of an organisation's. What changed about it later never has a password in it. */
export const mailboxAdded = defineEvent('mailbox.added', 'staff', z.object({ address: z.string(), name: z.string() }))
export const mailboxSaved = defineEvent('mailbox.saved', 'staff', z.object({ changes }))
/** By which ways an organisation's people are told until they choose. */
export const usualWaysChosen = defineEvent(
  'organisation.usualWaysChosen',
  'staff',
  z.object({ ways: z.record(z.string(), z.array(z.string())) }),
)
const words = z.object({ subject: z.string(), body: z.string(), short: z.string() }).nullable()
/** An organisation's own words for a kind of notification; null is the standard ones. Each version is in the record. */
export const noticeWordsChanged = defineEvent(
  'organisation.notificationWordsChanged',
  'staff',
  z.object({ kind: z.string(), before: words, after: words }),
)
/** Somewhere else that is told. Its address and secret are not in the record. */
export const hookChanged = defineEvent(
  'webhook.changed',
  'staff',
  z.object({ name: z.string(), format: z.string(), what: z.enum(['added', 'changed', 'removed']) }),
)
/** The organisation's text message service. Its key is not in the record. */
export const textsChanged = defineEvent('organisation.textMessagesChanged', 'staff', z.object({ active: z.boolean() }))
/** An organisation left: nothing is fetched for it any more, and nobody elsewhere is told. */
export const mailEnded = defineEvent(
  'organisation.mailEnded',
  'staff',
  z.object({
    ...{ mailboxes: z.number(), fetched: z.number(), shared: z.number(), webhooks: z.number() },
    answers: z.boolean(),
  }),
)
