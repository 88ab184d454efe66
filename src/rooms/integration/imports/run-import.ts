/*
 * An import from its file to its sums. Rows are read in pieces; cases are settled in batches, each its own transaction, so that one
 * that is cut off goes on where it stopped when it is run again. The names a batch needs are made just before it.
 */
import type { Db } from '#platform/database/connect.ts'
import { read, write } from '#platform/database/transaction.ts'
import {
  foreseeImport,
  type ImportedCase,
  importCases,
  type OtherDesk,
  type Reconciled,
  readBack,
} from '#rooms/cases/index.ts'
import { type Batch, batchesOf, type Fault, isGrouped, MOST_UNSORTED_ROWS, missingColumns } from './batches.ts'
import { type Doubt, historyOfRow, historyOfRows } from './history.rules.ts'
import type { Mapping } from './mapping.ts'
import { type Names, rememberNames } from './names.ts'
import type { Snapshot } from './snapshot.rules.ts'
import type { Source } from './source.ts'
import {
  countBatch,
  countExpected,
  countFault,
  countHere,
  countMade,
  countSettled,
  emptyTally,
  type Tally,
} from './tally.rules.ts'

export interface Request {
  readonly source: Source
  readonly mapping: Mapping
  readonly desk: OtherDesk
  readonly short_name: string
  readonly dry: boolean
  readonly now: Date
}

export interface Told {
  /** Everything wrong or odd, as it is found. */
  fault(fault: Fault): void
  progress(done: { bytes: number; rows: number }): void
}

export type Outcome = { ok: true; tally: Tally } | { ok: false; faults: readonly string[] }

/** What a batch of rows amounts to. */
interface Batched {
  readonly cases: readonly Used[]
  readonly refused: number
}
interface Used {
  readonly theCase: ImportedCase
  readonly rows: number
  readonly telling: number
  readonly state: string
  readonly state_there: string
}

async function checkFile(source: Source, mapping: Mapping): Promise<{ faults: string[]; grouped: boolean }> {
  for await (const [heading] of source.rows(mapping.file)) {
    const faults = missingColumns(mapping, heading ?? [])
    if (faults.length > 0 || mapping.rows === 'case') return { faults, grouped: true }
    const { rows, grouped } = await isGrouped(source, mapping)
    if (!grouped && rows > MOST_UNSORTED_ROWS)
      faults.push(
        `The rows of a case do not stand together, and the file has ${rows} rows: at most ${MOST_UNSORTED_ROWS} can be sorted ` +
          `here. Sort it by "${mapping.case.number}" first.`,
      )
    return { faults, grouped }
  }
  return { faults: ['The file is empty.'], grouped: true }
}

/** One case from its rows; undefined when it is refused for what is wrong with it. */
function caseOf(mapping: Mapping, rows: readonly Snapshot[], noted: readonly string[], tell: (fault: Fault) => void) {
  const history = mapping.rows === 'case' ? historyOfRow(mapping, rows[0]!) : historyOfRows(mapping, rows)
  const refused = history.doubts.length > 0 && mapping.on_error === 'skip_row'
  const { reference } = history.theCase
  const report = (outcome: Fault['outcome']) => (doubt: Doubt) => tell({ ...doubt, number: reference, outcome })
  history.doubts.forEach(report(refused ? 'case refused' : 'kept with a note'))
  history.notes.forEach(report('kept with a note'))
  if (refused) return undefined
  const notes = [...noted, ...[...history.doubts, ...history.notes].map(one => `Row ${one.row}: ${one.says}`)]
  const { theCase, telling, state } = history
  const extra = notes.length > 0 ? { ...theCase.extra, import_notes: notes } : theCase.extra
  return { theCase: { ...theCase, extra }, rows: rows.length, telling, state, state_there: rows.at(-1)!.state_there }
}

function casesOf(mapping: Mapping, batch: Batch, tell: (fault: Fault) => void): Batched {
  const kept = batch.faults.filter(fault => fault.outcome === 'kept with a note')
  let refused = 0
  const cases = batch.cases.flatMap(rows => {
    const noted = kept.filter(fault => fault.number === rows[0]!.number).map(fault => `Row ${fault.row}: ${fault.says}`)
    const used = caseOf(mapping, rows, noted, tell)
    if (!used) refused += rows.length
    return used ?? []
  })
  return { cases, refused }
}

/** Imports a file, or in a dry run says what importing it would do. */
export async function runImport(db: Db, request: Request, told: Told): Promise<Outcome> {
  const { source, mapping } = request
  const { faults, grouped } = await checkFile(source, mapping)
  if (faults.length > 0) return { ok: false, faults }
  const tally = emptyTally()
  const names = rememberNames({ id: request.desk.organisation_id, short_name: request.short_name }, mapping.case.kind)
  const tell = (fault: Fault) => {
    countFault(tally, fault)
    told.fault(fault)
  }
  let bytes = 0
  const count = (more: number) => {
    bytes += more
  }
  // While the database keeps one batch, the next is read and made ready: two transactions at most are under way.
  let keeping = Promise.resolve()
  for await (const batch of batchesOf(source, mapping, grouped, count)) {
    batch.faults.forEach(tell)
    const { cases, refused } = casesOf(mapping, batch, tell)
    countBatch(tally, batch, refused, cases.length)
    const work = { cases, names, tally }
    await learnNames(db, request, work)
    const before = keeping
    keeping = settle(db, request, work)
    // Its failure is raised when it is waited for, which may be after another's.
    keeping.catch(() => {})
    await before
    told.progress({ bytes, rows: tally.rows.read })
  }
  await keeping
  return { ok: true, tally }
}

interface Work {
  readonly cases: readonly Used[]
  readonly names: Names
  readonly tally: Tally
}

const identityOf = ({ desk }: Request) => ({ person_id: undefined, organisations: [desk.organisation_id] })

/** Makes the people, teams and categories a batch needs before its cases: kept even if those are not, which does no harm. */
async function learnNames(db: Db, request: Request, { cases, names, tally }: Work) {
  const named = cases.map(one => one.theCase)
  const made = request.dry
    ? await read(db, identityOf(request), tx => names.learn(tx, named, undefined))
    : await write(db, identityOf(request), tx => names.learn(tx, named, tx))
  countMade(tally, made)
}

async function settle(db: Db, request: Request, { cases, names, tally }: Work) {
  const { desk, dry, now } = request
  const command = { cases: cases.map(one => one.theCase), known: names.known }
  const references = command.cases.map(one => one.reference)
  let here: Reconciled[] = []
  const settled = dry
    ? await read(db, identityOf(request), tx => foreseeImport(tx, desk, command, now))
    : await write(db, identityOf(request), async tx => {
        const done = await importCases(tx, desk, command, now)
        here = await readBack(tx, desk, references)
        return done
      })
  countSettled(tally, settled, cases)
  countExpected(tally, settled, cases)
  if (!dry) countHere(tally, settled, cases, here)
}
