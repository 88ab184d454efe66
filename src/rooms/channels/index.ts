/** Channels: words in and words out. Does not know what a case is: it calls one a subject. */

// What others may hear, and link to.
export * from './events.ts'
export { channelPaths } from './paths.ts'
// A message that came: what it is, and saying what became of it.
export { getReceived, isOurs, lockReceived, type Received } from './receiving/received.queries.ts'
export { type Outcome, type Settle, settleReceived } from './receiving/settle.actions.ts'
// A message that goes.
export { type Addressee, type SendMessage, send } from './sending/send.actions.ts'
// What app/ wires in.
export { channelJobs, channelRoutes } from './wiring.ts'
