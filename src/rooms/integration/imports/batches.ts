/* Rows gathered into cases, some cases at a time. */

import type { Mapping } from './mapping.ts'
import { columnsOf, compileSnapshot, type Mistake, type Snapshot } from './snapshot.rules.ts'
import type { Source } from './source.ts'

/** A mistake with its place; `outcome` is what became of it. */
export interface Fault extends Mistake {
  /** As a spreadsheet counts them: the heading is row 1. */
  readonly row: number
  readonly number: string
  readonly outcome: 'row skipped' | 'case refused' | 'kept with a note'
}

export interface Batch {
  /** Rows read, wrong ones included. */
  readonly rows: number
  readonly skipped: number
  readonly faults: readonly Fault[]
  /** The rows of each case, in the order of the file; one row each in a file of cases. */
  readonly cases: readonly (readonly Snapshot[])[]
}

/** How many rows of a file of events are held at once when it is not sorted by case. */
export const MOST_UNSORTED_ROWS = 500_000
const CASES_AT_ONCE = 500
const ROWS_AT_ONCE = 4000

type Read = (values: readonly string[], row: number) => { snapshot: Snapshot; mistakes: Mistake[] }

/** Whether the heading has every column the mapping names; otherwise a sentence for each it has not. */
export function missingColumns(mapping: Mapping, heading: readonly string[]): string[] {
  const has = heading.map(name => `"${name}"`).join(', ')
  return [...new Set(columnsOf(mapping))]
    .filter(column => !heading.includes(column))
    .map(column => `The mapping names a column "${column}", which the file does not have. It has ${has}.`)
}

/**
 * Whether the rows of each case stand together, and how many rows there are. Keeps the numbers seen, nothing else.
 */
export async function isGrouped(source: Source, mapping: Mapping): Promise<{ rows: number; grouped: boolean }> {
  const seen = new Set<string>()
  let [rows, last, position, grouped] = [-1, '', -1, true]
  for await (const chunk of source.rows(mapping.file)) {
    for (const values of chunk) {
      if (rows++ < 0) {
        position = values.indexOf(mapping.case.number)
        continue
      }
      const number = values[position] ?? ''
      if (number === last) continue
      if (seen.has(number)) grouped = false
      seen.add(number)
      last = number
    }
  }
  return { rows: Math.max(rows, 0), grouped }
}

function emptyBatch() {
  return { rows: 0, skipped: 0, faults: [] as Fault[], cases: [] as Snapshot[][] }
}

/** Reads one row, and says what of it can be used under the mapping's `on_error`. */
function usable(mapping: Mapping, heading: number, read: Read, values: readonly string[], row: number) {
  if (values.length !== heading) {
    const says = `The row has ${values.length} columns; the heading has ${heading}.`
    const number = values[0] ?? ''
    return { faults: [{ row, number, column: '', value: '', says, fatal: true, outcome: 'row skipped' as const }] }
  }
  const { snapshot, mistakes } = read(values, row)
  const skip = mistakes.some(mistake => mistake.fatal || mapping.on_error === 'skip_row')
  const outcome = skip ? ('row skipped' as const) : ('kept with a note' as const)
  const faults = mistakes.map(mistake => ({ ...mistake, row, number: snapshot.number, outcome }))
  return { snapshot: skip ? undefined : snapshot, faults }
}

/** Where each case's rows begin: by number with the row before, or anywhere before when the file is not sorted. */
function gatherer(mapping: Mapping, grouped: boolean) {
  let open = new Map<string, Snapshot[]>()
  const firstRows = new Map<string, number>()
  return {
    add(snapshot: Snapshot): { done?: Snapshot[]; fault?: Fault } {
      const { number, row } = snapshot
      if (mapping.rows === 'case') {
        const earlier = firstRows.get(number)
        if (earlier === undefined) {
          firstRows.set(number, row)
          return { done: [snapshot] }
        }
        const says = `The case is on row ${earlier} too.`
        const place = { row, number, column: mapping.case.number, value: number }
        return { fault: { ...place, says, fatal: true, outcome: 'row skipped' } }
      }
      const mine = open.get(number)
      if (mine) mine.push(snapshot)
      if (mine) return {}
      const done = grouped ? [...open.values()][0] : undefined
      if (grouped) open = new Map()
      open.set(number, [snapshot])
      return done ? { done } : {}
    },
    rest: () => [...open.values()],
  }
}

/** The file's cases, in batches of a size a transaction likes. The heading must have been checked. */
export async function* batchesOf(
  source: Source,
  mapping: Mapping,
  grouped: boolean,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Batch> {
  const gather = gatherer(mapping, grouped)
  let batch = emptyBatch()
  let read: Read | undefined
  let [width, row] = [0, 0]
  for await (const chunk of source.rows(mapping.file, onBytes)) {
    for (const values of chunk) {
      row++
      if (!read) {
        width = values.length
        read = compileSnapshot(mapping, column => values.indexOf(column))
        continue
      }
      const { snapshot, faults } = usable(mapping, width, read, values, row)
      const { done, fault } = snapshot ? gather.add(snapshot) : {}
      batch.rows++
      batch.faults.push(...faults, ...(fault ? [fault] : []))
      if (!snapshot || fault) batch.skipped++
      if (done) batch.cases.push(done)
      if (batch.cases.length < CASES_AT_ONCE && batch.rows < ROWS_AT_ONCE) continue
      yield batch
      batch = emptyBatch()
    }
  }
  const rest = gather.rest()
  while (rest.length > 0) {
    batch.cases.push(...rest.splice(0, CASES_AT_ONCE))
    yield batch
    batch = emptyBatch()
  }
  if (batch.rows > 0) yield batch
}
