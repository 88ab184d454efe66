/** Channels: words in and words out. Does not know what a case is: it calls one a subject. */

// What others may hear, and link to.
export * from './events.ts'
export { startFetching } from './fetching/poller.ts'
// What a process says and starts once, and what of mail is a team's.
export * from './mailboxes/offered.ts'
export { sendPasswordLetter, tellOfAccount } from './notifying/account-news.jobs.ts'
export { sendAddressLink } from './notifying/address-link.jobs.ts'
export { tellingJobs } from './notifying/deliver.jobs.ts'
export { type Facts as NoticeFacts, type NoticeName, noticeOf } from './notifying/kinds.rules.ts'
// Telling people what happened: the kinds there are, and who knows what may be said.
export { countUnread, type Delivered, listDelivered } from './notifying/notification.queries.ts'
export { type Notify, notify, notifyHooks } from './notifying/notify.actions.ts'
export { sendTextsThrough } from './notifying/notify-service.ts'
export type { ReadSubject } from './notifying/reader.ts'
export { noticesTopic } from './notifying/tell.jobs.ts'
export { channelPaths } from './paths.ts'
export { channelProblems } from './problems.ts'
// What could not be filed by itself.
export { countWaiting } from './quarantine/list-received.queries.ts'
export { ReceivedState, sizeOf } from './quarantine/quarantine.pages.tsx'
export { getReceivedWhole, headersOf, type ReceivedWhole } from './quarantine/received-whole.queries.ts'
export type * from './reading/read-message.ts'
export { REPLY_MARKER, readMessage } from './reading/read-message.ts'
export { findAcknowledging } from './receiving/acknowledging.queries.ts'
// A message that came: what it is, its raw bytes, and saying what became of it.
export { type Door, openDoor } from './receiving/door.ts'
// What whoever files a message asks and writes down.
export * from './receiving/filing.queries.ts'
export { countMailboxesFor, listMailboxesOf, type MailboxThere, mailboxAt } from './receiving/mailbox-at.queries.ts'
export { noteAttempt, noteRead } from './receiving/note-read.actions.ts'
export { rawOf } from './receiving/raw.queries.ts'
export { type Kept, type Receive, receive } from './receiving/receive.ts'
export { getReceived, isOurs, lockReceived, type Received } from './receiving/received.queries.ts'
export { type Outcome, type Settle, settleReceived } from './receiving/settle.actions.ts'
// A message that goes, and what became of it.
export * from './sending/offered.ts'
// What app/ wires in.
export { channelHoldings, channelJobs, channelRoutes, countMail, endMail, type Mail } from './wiring.ts'
