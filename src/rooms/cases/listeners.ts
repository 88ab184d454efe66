/* Who in this room is told of an event: app/subscriptions.ts says of which. And what of a case may be told to whom. */
export { watchHold } from './clocks/resume-when-due.jobs.ts'
export { watchResolved } from './closing/close-when-quiet.jobs.ts'

export { type Became, fileMessage, fileReceived } from './filing/file-message.ts'
export { majorUpdateDue } from './major/events.ts'
export { tellMajorUpdateDue } from './major/tell-update-due.jobs.ts'
export { recomputeForCalendar, recomputeForTargets } from './recomputing/recompute.jobs.ts'
export { watchForAnswer } from './replying/call-when-unanswered.jobs.ts'
export { tellNotDelivered } from './replying/tell-not-delivered.jobs.ts'
export { setAlarm } from './tasks/overdue.jobs.ts'
export { readForTelling } from './telling/read-for-telling.queries.ts'
export * from './telling/tell-of-case.jobs.ts'
export * from './telling/tell-of-task.jobs.ts'
