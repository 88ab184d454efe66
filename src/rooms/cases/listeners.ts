/* Who in this room is told of an event: app/subscriptions.ts says of which. */
export { watchHold } from './clocks/resume-when-due.jobs.ts'
export { watchResolved } from './closing/close-when-quiet.jobs.ts'
