/*
 * What happened to a case at another desk, from how it stood there: from one row that says how it stands now, or from all the rows
 * that were written when it changed, by comparing each with the one before.
 */
import type { Change, ImportedCase, State, Weight } from '#rooms/cases/index.ts'
import type { Mapping, StateThere } from './mapping.ts'
import type { Mistake, Snapshot } from './snapshot.rules.ts'

export interface History {
  readonly theCase: ImportedCase
  /** Rows that told of a change, after the one that told of the case itself. */
  readonly telling: number
  /** Its state now, in our words. */
  readonly state: State
  /** What cannot be right about the case as a whole: the mapping's `on_error` says what becomes of it. */
  readonly doubts: readonly Doubt[]
  /** Odd, but nothing is lost by it. */
  readonly notes: readonly Doubt[]
}

export type Doubt = Mistake & { readonly row: number }

const SEPARATOR = ' / '
export const categoryPath = (names: readonly string[]): string | null =>
  names.length === 0 ? null : names.map(name => name.replaceAll(SEPARATOR, '/')).join(SEPARATOR)

export const stateHere = (there: StateThere): State => (typeof there === 'string' ? there : 'on_hold')

type Stood = Pick<Snapshot, 'state' | 'sequence' | 'team' | 'assignee' | 'category' | 'weight'>

const sameState = (a: StateThere, b: StateThere) =>
  typeof a === 'object' && typeof b === 'object' ? a.on_hold === b.on_hold : a === b
const sameWeight = (a: Weight, b: Weight) =>
  a.priority === b.priority && a.impact === b.impact && a.urgency === b.urgency
const sameNames = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((name, index) => name === b[index])

/** From one state to another, in our acts: a case waiting for one thing and then another goes on in between. */
function moves(before: StateThere, after: Snapshot, at: { at: Date; by: string }): Change[] {
  const to = after.state ?? before
  if (sameState(before, to)) return []
  const because = `the state became ${after.state_there || stateHere(to)}`
  const { closure_code, resolution } = after
  const was = stateHere(before)
  const over = was === 'resolved' || was === 'closed'
  if (to === 'resolved' && was !== 'closed') return [{ ...at, what: 'resolved', closure_code, resolution }]
  if (to === 'closed') return [{ ...at, what: 'closed', closure_code, because: over ? null : resolution || null }]
  const changes: Change[] = []
  if (over) changes.push({ ...at, what: 'reopened', because })
  if (was === 'on_hold') changes.push({ ...at, what: 'resumed', because })
  const now = over || was === 'on_hold' ? 'in_progress' : was
  if (to === 'resolved') changes.push({ ...at, what: 'resolved', closure_code, resolution })
  else if (typeof to === 'object') changes.push({ ...at, what: 'held', reason: to.on_hold, note: after.state_there })
  else if (to !== now) changes.push({ ...at, what: 'moved', to })
  return changes
}

/** What happened between two rows, in the order in which it makes sense: given to somebody, weighed, then moved on. */
function between(before: Stood, after: Snapshot, at: { at: Date; by: string }): Change[] {
  const changes: Change[] = []
  const { team, assignee, weight } = after
  if (before.team !== team || before.assignee?.reference !== assignee?.reference)
    changes.push({ ...at, what: 'assigned', team, assignee })
  if (!sameNames(before.category, after.category))
    changes.push({ ...at, what: 'classified', category: categoryPath(after.category) })
  if (!sameWeight(before.weight, weight)) changes.push({ ...at, what: 'prioritised', ...weight })
  return [...changes, ...moves(before.state ?? 'new', after, at)]
}

function caseFrom(mapping: Mapping, first: Snapshot, last: Snapshot, changes: readonly Change[]): ImportedCase {
  const opened = last.opened ?? first.opened ?? new Date(0)
  const { subject, description, channel, requester, location, extra } = last
  const state = last.state && stateHere(last.state)
  const over = state === 'resolved' || state === 'closed'
  return {
    ...{ reference: first.number, kind: mapping.case.kind, subject, description, channel, requester, location, extra },
    ...{ logged_by: first.logged_by, logged_at: opened, started_at: last.started ?? opened },
    ...{ category: categoryPath(first.category), team: first.team, weight: first.weight, changes },
    ...{ promised_at: last.target, resolved_at: over ? last.resolved : null },
    closed_at: state === 'closed' ? last.closed : null,
  }
}

const doubt = (row: number, column: string | undefined, value: Date | null, says: string): Doubt => ({
  ...{ row, column: column ?? '', value: value?.toISOString() ?? '', says, fatal: false },
})

function doubtsAbout({ case: c }: Mapping, { row, opened, resolved, closed, target }: Snapshot) {
  const doubts: (Mistake & { row: number })[] = []
  if (opened && closed && closed < opened)
    doubts.push(doubt(row, c.closed, closed, 'It was closed before it was opened.'))
  if (opened && resolved && resolved < opened)
    doubts.push(doubt(row, c.resolved, resolved, 'It was resolved before it was opened.'))
  if (opened && target && target < opened)
    doubts.push(doubt(row, c.target, target, 'It was promised for a time before it was opened.'))
  return doubts
}

/** A case from the one row that says how it stands now. What it went through on the way there is not known, and not made up. */
export function historyOfRow(mapping: Mapping, now: Snapshot): History {
  const opened = now.opened ?? new Date(0)
  const { by, state = 'new', resolved, closed, closure_code, resolution } = now
  const changes: Change[] = []
  const doubts = doubtsAbout(mapping, now)
  if (now.assignee) changes.push({ at: opened, by, what: 'assigned', team: now.team, assignee: now.assignee })
  if (now.first_responded) changes.push({ at: now.first_responded, by, what: 'responded' })
  if (state === 'resolved' || state === 'closed') {
    const column = state === 'closed' ? mapping.case.closed : mapping.case.resolved
    const ended = (state === 'closed' ? closed : null) ?? resolved
    if (!ended) doubts.push(doubt(now.row, column, null, `It is ${state}, but the file does not say since when.`))
    const at = ended ?? opened
    if (resolved || state === 'resolved')
      changes.push({ at: resolved ?? at, by, what: 'resolved', closure_code, resolution })
    const because = resolved ? null : resolution || null
    if (state === 'closed') changes.push({ at, by, what: 'closed', closure_code, because })
  } else changes.push(...moves('new', now, { at: opened, by }))
  const theCase = caseFrom(mapping, now, now, changes)
  return { theCase, telling: 0, state: stateHere(state), doubts, notes: [] }
}

const inOrderOfTime = (a: Snapshot, b: Snapshot) =>
  a.at!.getTime() - b.at!.getTime() || a.sequence - b.sequence || a.row - b.row

/** A case from the rows written each time it changed, in any order; none of them without a time. */
export function historyOfRows(mapping: Mapping, rows: readonly Snapshot[]): History {
  const inOrder = [...rows].sort(inOrderOfTime)
  const [first, last] = [inOrder[0]!, inOrder.at(-1)!]
  const changes: Change[] = []
  const notes: Doubt[] = []
  let telling = 0
  // Before its first row a case is new and nobody's; that row may already say more.
  let before: Stood = { ...first, state: 'new', assignee: null }
  for (const after of inOrder) {
    const told = between(before, after, { at: after.at!, by: after.by })
    if (told.length > 0 && after !== first) telling++
    if (before.sequence > after.sequence)
      notes.push(
        doubt(after.row, mapping.event?.sequence, after.at, 'By its number it belongs before a row that is older.'),
      )
    changes.push(...told)
    before = { ...after, state: after.state ?? before.state }
  }
  if (first.opened && first.at! < first.opened)
    notes.push(doubt(first.row, mapping.event?.at, first.at, 'Its first change is from before it was opened.'))
  const state = before.state ?? 'new'
  const theCase = caseFrom(mapping, first, { ...last, state }, changes)
  return { theCase, telling, state: stateHere(state), doubts: doubtsAbout(mapping, last), notes }
}
