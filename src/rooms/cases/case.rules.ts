import type { Priority } from '#rooms/clock/index.ts'

export type State = 'new' | 'in_progress' | 'on_hold' | 'resolved' | 'closed'
export type Kind = 'incident' | 'service_request'
export const CHANNELS = [
  ...(['portal', 'telephone', 'email', 'walk_in', 'chat', 'api', 'monitoring', 'social', 'other'] as const),
] as const
export type Channel = (typeof CHANNELS)[number]
export type HoldReason = 'requester' | 'supplier' | 'development' | 'planned'
export type ClosureCode =
  | 'solved'
  | 'workaround'
  | 'cancelled'
  | 'duplicate'
  | 'no_answer'
  | 'merged'
  | 'not_ours'
  | 'passed'
export type { Priority }

export const STATES: readonly State[] = ['new', 'in_progress', 'on_hold', 'resolved', 'closed']
export const PRIORITIES: readonly Priority[] = ['P1', 'P2', 'P3', 'P4']

export const STATE_NAMES: Record<State, string> = {
  new: 'New',
  in_progress: 'In progress',
  on_hold: 'On hold',
  resolved: 'Resolved',
  closed: 'Closed',
}

/** What a requester is told, in plain words. */
export const STATE_IN_PLAIN_WORDS: Record<State, string> = {
  new: 'We have it, and will look at it soon',
  in_progress: 'We are working on it',
  on_hold: 'We are waiting',
  resolved: 'We think this is fixed',
  closed: 'Finished',
}

/** Why a clock may be stopped (requirement S-34; a planned date is agreed with the requester). */
export const HOLD_REASONS: Record<HoldReason, string> = {
  requester: 'waiting for requester',
  supplier: 'waiting for supplier',
  development: 'development request',
  planned: 'planned date agreed',
}

export const KIND_NAMES: Record<Kind, string> = { incident: 'Incident', service_request: 'Service request' }

export const CHANNEL_NAMES: Record<Channel, string> = {
  portal: 'Portal',
  telephone: 'Telephone',
  email: 'E-mail',
  walk_in: 'Walk-in',
  chat: 'Chat',
  api: 'API',
  monitoring: 'Monitoring',
  social: 'Social media',
  other: 'Other',
}

export const CLOSURE_CODES: Record<ClosureCode, string> = {
  solved: 'Solved',
  workaround: 'Workaround given',
  cancelled: 'Cancelled by requester',
  duplicate: 'Duplicate of another case',
  no_answer: 'No answer from requester',
  merged: 'Merged into another case',
  not_ours: 'Not ours to do',
  passed: 'Passed to another organisation',
}

/** What a rule needs to know of a case. */
export interface CaseState {
  readonly state: State
  readonly merged_into_id: string | null
  readonly closed_at: Date | null
}

type Refusal =
  | 'already-closed'
  | 'already-resolved'
  | 'not-resolved'
  | 'not-on-hold'
  | 'already-on-hold'
  | 'merged'
  | 'too-late-to-reopen'
export type WhyNot = Refusal | null

const isOpen = (theCase: CaseState) => theCase.state !== 'resolved' && theCase.state !== 'closed'

const ifNotOpen = (theCase: CaseState): WhyNot => {
  if (theCase.merged_into_id) return 'merged'
  if (theCase.state === 'closed') return 'already-closed'
  return theCase.state === 'resolved' ? 'already-resolved' : null
}

const ifMerged = (theCase: CaseState): WhyNot => (theCase.merged_into_id ? 'merged' : null)

const DAY_MS = 86_400_000

/** For each act, why it cannot be done to a case now; null when it can. Pages disable with the reason, acts refuse with it. */
export const whyNot = {
  assign: ifNotOpen,
  classify: ifNotOpen,
  edit: ifNotOpen,
  prioritise: ifNotOpen,
  hold: (theCase: CaseState): WhyNot => ifNotOpen(theCase) ?? (theCase.state === 'on_hold' ? 'already-on-hold' : null),
  resume: (theCase: CaseState): WhyNot => ifNotOpen(theCase) ?? (theCase.state === 'on_hold' ? null : 'not-on-hold'),
  restore: ifNotOpen,
  resolve: ifNotOpen,
  cancel: ifNotOpen,
  close: (theCase: CaseState): WhyNot =>
    theCase.merged_into_id ? 'merged' : theCase.state === 'closed' ? 'already-closed' : null,
  /** A closed case may be reopened for some days after; later a new one is logged and linked (clock semantics 13). */
  reopen: (theCase: CaseState, reopenDays: number, now: Date): WhyNot => {
    if (theCase.merged_into_id) return 'merged'
    if (isOpen(theCase)) return 'not-resolved'
    const closed = theCase.closed_at?.getTime()
    return closed !== undefined && now.getTime() > closed + reopenDays * DAY_MS ? 'too-late-to-reopen' : null
  },
  /** Both sides may write until the case is merged away; a message on a resolved case may reopen it, on a closed one not. */
  reply: (theCase: CaseState): WhyNot =>
    theCase.merged_into_id ? 'merged' : theCase.state === 'closed' ? 'already-closed' : null,
  note: ifMerged,
  task: ifMerged,
  split: ifMerged,
  /** Whatever its state: a case that was answered may turn out to be the same as another. */
  merge: ifMerged,
}
