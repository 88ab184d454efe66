/* What the sender offers to others: index.ts hands it on. */
export { type Automatic, maySendAutomatically } from './automatic.actions.ts'
export { type NoteBounce, noteBounce } from './bounce.actions.ts'
export { loopMark } from './compose.ts'
export { cancelSending, markArrived, sendAgain } from './decide.actions.ts'
export { type Delivery, deliveriesAbout } from './deliveries.queries.ts'
export { sendThrough } from './outgoing.ts'
export { type Addressee, mailKey, type SendMessage, send } from './send.actions.ts'
export { startSending } from './sender.ts'
