/** Changes that are looked at before they are made: kept, shown, confirmed. */

export type { Foresight } from './foresight.ts'
export { DecideForm, ImpactReport } from './impact.pages.tsx'
export { counted, type Foreseen, type Impact, NO_IMPACT, sayImpact } from './impact.rules.ts'
export { CHANGED_MEANWHILE, confirm, decide, keepForeseen, OUTDATED, propose } from './proposal.actions.ts'
export { getProposal, listWaiting, lockProposal, type Proposal, readForeseen } from './proposal.queries.ts'
