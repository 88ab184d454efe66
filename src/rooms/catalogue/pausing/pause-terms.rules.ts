/** What each reason for holding a case does under an agreement, as it is set: on whose account it is, and which clocks it stops (clock semantics 8). */
import type { PauseRule } from '#rooms/clock/index.ts'
import { ALL_METRICS, type AnyMetric, usualPauses } from '../agreements/agreed.rules.ts'

export const REASONS = {
  requester: 'Waiting for the requester',
  supplier: 'Waiting for a supplier',
  development: 'Development request',
  planned: 'Planned date agreed',
} as const
export type Reason = keyof typeof REASONS
export const REASON_NAMES = Object.keys(REASONS) as readonly Reason[]

export const ACCOUNTS: Readonly<Record<string, string>> = {
  requester: 'the requester',
  supplier: 'a supplier',
  partner: 'the council that is served',
  desk: 'the desk itself',
}

export type PauseTerms = Readonly<Partial<Record<Reason, PauseRule>>>

/** Owed whatever anybody waits for, unless somebody says otherwise. */
const ALWAYS_OWED: readonly AnyMetric[] = ['acknowledge', 'first_response', 'own']

/** Which clocks a reason stops. */
export const stoppedBy = (rule: PauseRule | undefined): readonly string[] =>
  rule ? (rule.metrics ?? ALL_METRICS.filter(metric => !ALWAYS_OWED.includes(metric))) : []

/** The rule for a reason; nothing where it stops no clock. Others than those it names run on. */
export const ruleOf = (account: string, metrics: readonly string[]): PauseRule | undefined =>
  metrics.length > 0 ? { account, metrics: ALL_METRICS.filter(metric => metrics.includes(metric)) } : undefined

const said = (rule: PauseRule | undefined) => {
  const metrics = stoppedBy(rule)
  return rule && metrics.length > 0 ? `${rule.account}: ${metrics.join(', ')}` : null
}

/** By reason, as text: for comparing, and for the record. */
export const asRecord = (terms: Readonly<Record<string, PauseRule>>): Record<string, string | null> =>
  Object.fromEntries(REASON_NAMES.map(reason => [reason, said(terms[reason])]))

/** What an agreement says now, of its rules in the order they came into force. */
export function termsAt(
  {
    kind,
    pauses,
  }: {
    kind: Parameters<typeof usualPauses>[0]
    pauses: readonly { from: number; reasons: Readonly<Record<string, PauseRule>> }[]
  },
  at: Date,
): Readonly<Record<string, PauseRule>> {
  return pauses.findLast(({ from }) => from <= at.getTime())?.reasons ?? usualPauses(kind)
}
