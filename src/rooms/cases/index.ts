/** Cases: incidents and requests, their clocks, tasks and story. */

// What others may do. Each takes a Write, the actor, a command and now.
export { assignCase } from './assigning/assign-case.actions.ts'
export { classifyCase, prioritiseCase } from './assigning/prioritise-case.actions.ts'
// What app/ and the commands wire in.
export { checkCases } from './auditing/check-cases.ts'
export { checkLiveClocks } from './auditing/check-clocks.queries.ts'
// What others may ask. Each takes a Read.
export { type Case, findCase, getCase } from './case.queries.ts'
export type { Channel, ClosureCode, HoldReason, Kind, State } from './case.rules.ts'
export { CHANNEL_NAMES, HOLD_REASONS, STATE_NAMES } from './case.rules.ts'
// What writes history needs: the rules of a case's clock.
export * as caseClock from './clocks/case-clock.rules.ts'
export { holdCase, resumeCase } from './clocks/hold-case.actions.ts'
export { reopenCase } from './closing/reopen-case.actions.ts'
export { closeCase, resolveCase } from './closing/resolve-case.actions.ts'
// What others may hear, and link to; who listens here.
export * from './events.ts'
export { findAmongMine } from './finding/find-mine.queries.ts'
export { showMyWork, showRequesterHome } from './home/home.routes.tsx'
// What brings cases from another desk.
export type { Fate } from './importing/compare.rules.ts'
export { foreseeImport, importCases } from './importing/import-cases.actions.ts'
export { type Reconciled, readBack } from './importing/imported.queries.ts'
export type * from './importing/imported-case.ts'
export type { OtherDesk } from './importing/prepare-imported.ts'
export * from './listeners.ts'
export { type LogCase, logCase } from './logging/log-case.actions.ts'
export * as majorIncident from './major/acts.ts'
export { fingerprint, previewOf } from './message.ts'
export * from './passing/index.ts'
export { casePaths, disputePaths, escalationPaths, majorPaths, queuePaths, replySettingsPaths } from './paths.ts'
export { recallDesk } from './queue/recall-desk.ts'
export * from './recomputing/index.ts'
export { readReference } from './reference.rules.ts'
export { addNote, answerAsRequester, reply } from './replying/reply.actions.ts'
export * from './tasks/index.ts'
export { caseApi } from './wiring.api.ts'
export { caseHoldings, caseJobs, caseRoutes, closeForLeaving, handOverCases, listLeftBehind } from './wiring.ts'
