/* What an import counts, and whether it adds up. */
import type { Fate, ImportedCase, Reconciled } from '#rooms/cases/index.ts'

export interface Tally {
  rows: { read: number; opened: number; telling: number; silent: number; skipped: number; refused: number }
  cases: Record<Fate | 'refused' | 'in_file', number>
  made: { people: number; teams: number; categories: number }
  faults: { mistakes: number; notes: number; by_sentence: Record<string, number> }
  /** Events recorded now, by name. */
  events: Record<string, number>
  /** Of the cases used: how many the file says are in each state, by its own word, and how many are so here. */
  states_there: Record<string, { becomes: string; cases: number }>
  states_expected: Record<string, number>
  states_here: Record<string, number>
  promises_expected: { met: number; missed: number; owed: number }
  promises_here: { met: number; missed: number; owed: number }
  events_expected: number
  events_here: number
}

export const emptyTally = (): Tally => ({
  rows: { read: 0, opened: 0, telling: 0, silent: 0, skipped: 0, refused: 0 },
  cases: { in_file: 0, created: 0, brought_up_to_date: 0, unchanged: 0, worked_on_here: 0, rewritten: 0, refused: 0 },
  made: { people: 0, teams: 0, categories: 0 },
  faults: { mistakes: 0, notes: 0, by_sentence: {} },
  ...{ events: {}, states_there: {}, states_expected: {}, states_here: {} },
  promises_expected: { met: 0, missed: 0, owed: 0 },
  promises_here: { met: 0, missed: 0, owed: 0 },
  ...{ events_expected: 0, events_here: 0 },
})

interface Settled {
  readonly reference: string
  readonly fate: Fate
  readonly told: readonly string[]
}

interface Used {
  readonly theCase: ImportedCase
  readonly rows: number
  readonly telling: number
  readonly state: string
  readonly state_there: string
}

const add = (counts: Record<string, number>, name: string, more = 1) => {
  counts[name] = (counts[name] ?? 0) + more
}

/** Counts something wrong or odd by what is said of it, whatever its value and row. */
export function countFault(tally: Tally, { value, says, outcome }: { value: string; says: string; outcome: string }) {
  tally.faults[outcome === 'kept with a note' ? 'notes' : 'mistakes']++
  const alike = value === '' ? says : says.replace(`"${value}"`, 'this value')
  add(tally.faults.by_sentence, alike.replace(/\brow \d+/g, 'another row'))
}

/** Counts a batch as it was read: `refused` rows belong to cases that could not be right. */
export function countBatch(
  tally: Tally,
  batch: { rows: number; skipped: number; cases: readonly unknown[] },
  refused: number,
  used: number,
): void {
  tally.rows.read += batch.rows
  tally.rows.skipped += batch.skipped
  tally.rows.refused += refused
  tally.cases.in_file += batch.cases.length
  tally.cases.refused += batch.cases.length - used
}

export function countMade(tally: Tally, made: Tally['made']): void {
  for (const key of ['people', 'teams', 'categories'] as const) tally.made[key] += made[key]
}

/** Counts cases and their rows by what became of them, and what was told. */
export function countSettled(tally: Tally, settled: readonly Settled[], used: readonly Used[]): void {
  for (const { rows, telling } of used) {
    tally.rows.opened++
    tally.rows.telling += telling
    tally.rows.silent += rows - 1 - telling
  }
  for (const { fate, told } of settled) {
    tally.cases[fate]++
    for (const name of told) add(tally.events, name)
  }
}

// What people have changed here, or the other desk took back, is theirs: the file need not agree with it.
const isOurs = ({ fate }: Settled) => fate === 'worked_on_here' || fate === 'rewritten'

function promiseOf({ promised_at, changes }: ImportedCase): 'met' | 'missed' | 'owed' | null {
  if (!promised_at) return null
  const ended = changes.find(change => change.what === 'resolved' || change.what === 'closed')
  if (!ended) return 'owed'
  return ended.at <= promised_at ? 'met' : 'missed'
}

/** Counts what the file says of the cases that should now stand here as they stand there. */
export function countExpected(tally: Tally, settled: readonly Settled[], used: readonly Used[]): void {
  for (const [index, { theCase, state, state_there }] of used.entries()) {
    const one = settled[index]!
    if (isOurs(one)) continue
    const cases = (tally.states_there[state_there]?.cases ?? 0) + 1
    tally.states_there[state_there] = { becomes: state, cases }
    add(tally.states_expected, state)
    const promise = promiseOf(theCase)
    if (promise) tally.promises_expected[promise]++
    if (one.fate === 'created') tally.events_expected += one.told.length
  }
}

/** Counts how the same cases stand in the database. Cases with no promise in the file have clocks of our own, and are not compared. */
export function countHere(
  tally: Tally,
  settled: readonly Settled[],
  used: readonly Used[],
  here: readonly Reconciled[],
): void {
  const fates = new Map(settled.map(one => [one.reference, one]))
  const promised = new Set(used.filter(one => one.theCase.promised_at).map(one => one.theCase.reference))
  for (const { reference, state, promise, events } of here) {
    const one = fates.get(reference)
    if (!one || isOurs(one)) continue
    add(tally.states_here, state)
    if (promise && promised.has(reference)) tally.promises_here[promise]++
    if (one.fate === 'created') tally.events_here += events
  }
}

export interface Sum {
  readonly says: string
  readonly balances: boolean
}

const number = (value: number) => value.toLocaleString('en-GB')

const sum = (total: number, what: string, parts: readonly (readonly [number, string])[]): Sum => {
  const added = parts.reduce((all, [value]) => all + value, 0)
  const shown = parts.map(([value, name]) => `${number(value)} ${name}`).join(' + ')
  return { says: `${number(total)} ${what} = ${shown}`, balances: added === total }
}

const equal = (expected: number, here: number, what: string): Sum => ({
  says: `${what}: ${number(expected)} in the file, ${number(here)} here`,
  balances: expected === here,
})

/** The sums that must balance. For a dry run, those of the file alone. */
export function sums(tally: Tally, dry: boolean): Sum[] {
  const { rows, cases } = tally
  const ofFile = [
    sum(rows.read, 'rows', [
      [rows.opened, 'opening a case'],
      [rows.telling, 'telling a change'],
      [rows.silent, 'telling nothing new'],
      [rows.skipped, 'skipped with errors'],
      [rows.refused, 'of refused cases'],
    ]),
    sum(cases.in_file, 'cases', [
      [cases.created, dry ? 'to create' : 'created'],
      [cases.brought_up_to_date, dry ? 'to bring up to date' : 'brought up to date'],
      [cases.unchanged, 'here already, unchanged'],
      [cases.worked_on_here, 'worked on here since, left alone'],
      [cases.rewritten, 'with another past than before, left alone'],
      [cases.refused, 'refused'],
    ]),
  ]
  if (dry) return ofFile
  const states = [...new Set([...Object.keys(tally.states_expected), ...Object.keys(tally.states_here)])].sort()
  const promises = (['met', 'missed', 'owed'] as const).filter(
    outcome => tally.promises_expected[outcome] + tally.promises_here[outcome] > 0,
  )
  return [
    ...ofFile,
    ...states.map(name => equal(tally.states_expected[name] ?? 0, tally.states_here[name] ?? 0, `State ${name}`)),
    ...promises.map(name => equal(tally.promises_expected[name], tally.promises_here[name], `Promises ${name}`)),
    equal(tally.events_expected, tally.events_here, 'Events of cases imported now'),
  ]
}

export const balances = (tally: Tally, dry: boolean): boolean => sums(tally, dry).every(one => one.balances)
