/* Who in this room is told of an event: app/subscriptions.ts says of which. */
export { watchHold } from './clocks/resume-when-due.jobs.ts'
export { watchResolved } from './closing/close-when-quiet.jobs.ts'
export { type Became, fileMessage, fileReceived } from './filing/file-message.ts'
export { tellNotDelivered } from './replying/tell-not-delivered.jobs.ts'
export { setAlarm } from './tasks/overdue.jobs.ts'
