/** Changes that are looked at before they are made: kept, shown, confirmed. */

export { DecideForm, ImpactReport } from './impact.pages.tsx'
export { counted, type Foreseen, type Impact, NO_IMPACT, sayImpact } from './impact.rules.ts'
export { CHANGED_MEANWHILE, confirm, decide, OUTDATED, propose } from './proposal.actions.ts'
export { getProposal, listWaiting, lockProposal, type Proposal } from './proposal.queries.ts'
