/* Everything that is one organisation's, as the entries of an archive: rows in two open formats, files as they are, what it all is. */
import { stringify } from 'csv-stringify/sync'
import type { Read } from '#platform/database/transaction.ts'
import { listFiles } from '#platform/files/store.ts'
import type { Held, Holding } from '#platform/holdings/holding.ts'
import { safe } from '#platform/http/csv.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { type Asked, ownedBy, pagesOf, piecesOf, shapesOf, shownColumns, thingsOf } from './held-rows.queries.ts'
import { readmeOf } from './readme.rules.ts'
import type { Entry, Listed } from './zip.ts'

export interface Of {
  readonly organisation_id: string
  readonly at: Date
}

/** Told what is being written, and how far that is. */
export type Progress = (doing: string, done: number, total: number) => Promise<void>

const text = (words: string) => [new TextEncoder().encode(words)]

/** What of all that is held is in an organisation's archive. */
export const exported = (held: Held): [string, Holding][] =>
  [...held].filter(([, { left_out }]) => left_out === undefined)

/** The tables of an archive, each with how to read it. */
export async function askedOf(tx: Read, held: Held, where: (holding: Holding, table: string) => Asked['where']) {
  const tables = exported(held)
  const shapes = await shapesOf(
    tx,
    tables.map(([table, { through }]) => through ?? table),
  )
  return tables.map(([table, holding]): Asked => {
    const shape = shapes.get(holding.through ?? table)
    if (!shape) throw new Error(`There is no ${holding.through ?? table} to read.`)
    return { table, holding, shape, where: where(holding, table) }
  })
}

/** The entries of an organisation's archive. `listed` is what has been written so far, for the manifest at the end. */
export async function* organisationEntries(
  tx: Read,
  held: Held,
  of: Of,
  { listed, progress }: { listed: readonly Listed[]; progress: Progress },
): AsyncGenerator<Entry> {
  const { name } = await getOrganisation(tx, of.organisation_id)
  const all = await askedOf(tx, held, holding => ownedBy(holding, of.organisation_id))
  yield { path: 'README.txt', packs: true, bytes: text(readmeOf({ name, at: of.at }, all)) }
  for (const [done, asked] of all.entries()) {
    await progress(asked.holding.what, done, all.length)
    if (asked.holding.bytes_of) yield* filesOf(tx, asked)
    else yield* rowsOf(tx, asked)
  }
  await progress('The manifest', all.length, all.length)
  const manifest = { organisation: name, organisation_id: of.organisation_id, made_at: of.at, entries: listed }
  yield { path: 'manifest.json', packs: true, bytes: text(`${JSON.stringify(manifest, undefined, 2)}\n`) }
}

/** A table's rows twice: a JSON object on each line, and a table for a spreadsheet. */
export function* rowsOf(tx: Read, asked: Asked): Generator<Entry> {
  yield counted(`data/${asked.table}.jsonl`, count => jsonLines(tx, asked, count))
  yield counted(`data/${asked.table}.csv`, count => commas(tx, asked, count))
}

type Count = (rows: number) => void

function counted(path: string, bytes: (count: Count) => AsyncIterable<Uint8Array>): Entry {
  let records = 0
  const count = (rows: number) => {
    records += rows
  }
  return { path, packs: true, bytes: bytes(count), records: () => records }
}

async function* jsonLines(tx: Read, asked: Asked, count: Count) {
  for await (const lines of pagesOf(tx, asked)) {
    count(lines.length)
    yield new TextEncoder().encode(`${lines.join('\n')}\n`)
  }
}

async function* commas(tx: Read, asked: Asked, count: Count) {
  const columns = shownColumns(asked.holding, asked.shape)
  yield new TextEncoder().encode(stringify([[...columns]], { bom: true }))
  for await (const lines of pagesOf(tx, asked)) {
    count(lines.length)
    yield new TextEncoder().encode(stringify(lines.map(line => cellsOf(JSON.parse(line), columns))))
  }
}

/** A row as the cells of a spreadsheet: what has parts of its own as JSON. */
export const cellsOf = (row: Readonly<Record<string, unknown>>, columns: readonly string[]) =>
  columns.map(column => {
    const value = row[column]
    if (value === null || value === undefined) return ''
    return typeof value === 'object'
      ? JSON.stringify(value)
      : safe(typeof value === 'boolean' ? `${value}` : (value as string | number))
  })

/** Each thing's bytes as a file of its own, by its identifier and its name. */
export async function* filesOf(tx: Read, asked: Asked): AsyncGenerator<Entry> {
  const { folder = 'files', ending = '' } = asked.holding
  for await (const ids of thingsOf(tx, asked)) {
    const names = new Map((folder === 'files' ? await listFiles(tx, ids) : []).map(({ id, name }) => [id, name]))
    for (const id of ids) {
      const name = names.get(id)
      const path = `${folder}/${id}${name === undefined ? ending : `-${name.replace(/[/\\\p{Cc}]/gu, '_')}`}`
      yield { path, packs: folder === 'mail', bytes: piecesOf(tx, asked, id) }
    }
  }
}
