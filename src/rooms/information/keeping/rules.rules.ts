/* How long each kind of record is kept: what is usual, and what an organisation said. */
import type { RecordKind } from '#platform/holdings/holding.ts'

export interface Rule {
  readonly kind: RecordKind
  /** Null is for good. */
  readonly days: number | null
  readonly owner_id: string | null
  readonly owner: string | null
}

const YEAR = 365

/** What is usual, and proposed to an organisation that has said nothing. Kinds that are not here are kept for good, or go with what they belong to. */
export const USUAL: Partial<Record<RecordKind, number>> = {
  case: 6 * YEAR,
  mail: 2 * YEAR,
  notice: YEAR,
  signing_in: 90,
}

/** Of which kinds the time can be chosen. */
export const CHOSEN = Object.keys(USUAL) as (keyof typeof USUAL & RecordKind)[]

/** What happens when the time is over. */
export const AFTERWARDS: Partial<Record<RecordKind, string>> = {
  case: 'Counted from closing. What was written and sent with the case is removed; that it was, its times and its category stay, and so do past figures',
  mail: 'E-mail as it came is deleted, and the words of e-mail that was sent are removed',
  notice: 'Notifications are deleted',
  signing_in: 'Sign-ins that ended are deleted',
}

/** For kinds without a time of their own. */
export const OTHERWISE: Partial<Record<RecordKind, string>> = {
  message: 'With the case',
  file: 'With the case',
  person: 'Until they are erased',
  choice: 'Until they are erased',
  setting: 'As long as the organisation is here',
  report: 'For good',
  record: 'For good, without what was erased',
  technical: 'Days at most',
}

/** An organisation's rule for a kind: for good until it says otherwise, since what went cannot be had back. */
export const ruleOf = (rules: readonly Rule[], kind: RecordKind): Rule =>
  rules.find(rule => rule.kind === kind) ?? { kind, days: null, owner_id: null, owner: null }

/** What is proposed for a kind: what the organisation said, or what is usual. */
export const proposalFor = (rules: readonly Rule[], kind: RecordKind): Rule =>
  rules.find(rule => rule.kind === kind) ?? { ...ruleOf(rules, kind), days: USUAL[kind] ?? null }
