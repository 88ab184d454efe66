/** What changed, said to the person who asked. Events that are messages, or say nothing to them, have no words here. */

interface Changed {
  readonly name: string
  readonly by: string
  readonly payload: unknown
}

type Facts = Readonly<Record<string, unknown>>
type Teller = (facts: Facts, by: string) => string | null

const text = (facts: Facts, name: string): string | null => {
  const value = facts[name]
  return typeof value === 'string' && value !== '' ? value : null
}

const WAITING: Record<string, string> = {
  requester: 'We are waiting for you',
  supplier: 'We are waiting for a supplier',
  development: 'We are waiting for a change to be made',
  planned: 'A date was agreed',
}

/** How it ended, when it was not fixed. */
const OUTCOMES: Record<string, string> = {
  workaround: 'We found another way to do it',
  cancelled: 'We stopped: it is no longer needed',
  duplicate: 'We are dealing with this in another request',
  no_answer: 'We stopped: we had no answer from you',
  merged: 'Joined with another request about the same thing',
  not_ours: 'This is not ours to do',
}

const TELLERS: Record<string, Teller> = {
  'case.assigned': facts => {
    const who = text(facts, 'assignee')
    const team = text(facts, 'team')
    if (who) return `${who} is dealing with this`
    return team ? `Given to ${team}` : null
  },
  // Priorities run from P1, the most urgent, to P4: as texts they sort that way too.
  'case.prioritised': facts => {
    const before = text(facts, 'before') ?? ''
    const after = text(facts, 'priority') ?? ''
    if (before === after) return null
    return after < before ? 'We now treat this as more urgent' : 'We now treat this as less urgent'
  },
  'case.held': facts => {
    const reason = text(facts, 'reason') ?? ''
    // Only what was asked of them is said again: a note about a supplier was written for colleagues.
    const note = reason === 'requester' ? text(facts, 'note') : null
    return `${WAITING[reason] ?? 'We are waiting'}${note ? `: ${note}` : ''}`
  },
  'case.resumed': () => 'We went on with this',
  'case.restored': facts => `We think it works again: ${(text(facts, 'how') ?? '').replace(/\.$/, '')}`,
  'case.resolved': facts => OUTCOMES[text(facts, 'closure_code') ?? ''] ?? 'We think this is fixed',
  'case.closed': (facts, by) => {
    if (facts.closure_code === 'cancelled' && by === 'You') return 'You said that it is no longer needed'
    return facts.closure_code === 'merged' ? OUTCOMES.merged! : 'Finished'
  },
  'case.reopened': () => 'Opened again',
  'case.merged': () => OUTCOMES.merged!,
  'case.passedTo': facts => `${text(facts, 'organisation')} goes on with this as ${text(facts, 'reference')}`,
  'case.continues': facts => `We go on with this, which was ${text(facts, 'reference')} before`,
  'case.takenBack': () => 'We go on with this here again',
  'case.unmerged': () => 'We go on with this by itself again',
}

/** One sentence, without its full stop; null when there is nothing to tell. */
export function changeInPlainWords({ name, by, payload }: Changed): string | null {
  const facts = typeof payload === 'object' && payload !== null ? payload : {}
  return TELLERS[name]?.(facts as Facts, by) ?? null
}
