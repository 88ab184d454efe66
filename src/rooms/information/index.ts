/** Information: what is held, of whom and for whom; giving it out, keeping it no longer than agreed, and erasing it. */

// What is seen of whom, for taking an organisation on.
export { countSeen, type Seen } from './boundary/count-seen.queries.ts'
// What the command line gives out, and erases again.
export { type Again, type ErasedThing, eraseAgain, erasedThing, listErased } from './erasing/erase-again.ts'
export { noteArchive } from './exporting/archive.actions.ts'
export { archiveOf } from './exporting/make-archive.jobs.ts'
// What others link to.
export { informationPaths } from './paths.ts'
// What app/ wires in.
export {
  destroyLeft,
  eraseAsked,
  expireHeld,
  informationHoldings,
  informationJobs,
  informationRoutes,
} from './wiring.ts'
