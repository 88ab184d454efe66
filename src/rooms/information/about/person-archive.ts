/* All that is held about one person, as the entries of an archive: a page to read, and the same as data. */
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { Held } from '#platform/holdings/holding.ts'
import { type Asked, pagesOf, sourceOf } from '../exporting/held-rows.queries.ts'
import { askedOf, filesOf, type Progress, rowsOf } from '../exporting/organisation-archive.ts'
import type { Entry, Listed } from '../exporting/zip.ts'
import { isAbout, knowSomebody, type Somebody } from './about-person.queries.ts'
import { type Reading, rowFor } from './others.rules.ts'
import { beginReadable, endReadable, readableRows } from './readable.rules.ts'

export interface Wanted {
  readonly person_id: string
  readonly redacts: boolean
  readonly at: Date
}

/** What is held about somebody: each table with how to read it, as they may have it, and how many rows. */
export interface About {
  readonly asked: Asked
  readonly rows: number
}

/** The tables that hold something about them, in the organisations the asker may see. */
export async function listAbout(tx: Read, held: Held, { person_id, redacts }: Omit<Wanted, 'at'>): Promise<About[]> {
  const somebody = await knowSomebody(tx, held, person_id)
  const reading = { ...somebody, redacts, others: redacts ? await othersThan(tx, somebody) : new Set<string>() }
  const all = await askedOf(tx, held, holding => isAbout(holding, somebody))
  const found: About[] = []
  for (const asked of all) {
    if (asked.holding.bytes_of) continue
    const rows = await countOf(tx, asked)
    if (rows > 0) found.push({ asked: { ...asked, change: asTheyMay(asked, reading) }, rows })
  }
  return found
}

const asTheyMay =
  ({ holding }: Asked, reading: Reading) =>
  (line: string): string =>
    JSON.stringify(rowFor(JSON.parse(line), holding, reading))

async function countOf(tx: Read, { table, holding, where }: Asked): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from ${sourceOf(table, holding)} where ${where}`.execute(tx)
  return rows[0]?.n ?? 0
}

async function othersThan(tx: Read, { id }: Somebody): Promise<Set<string>> {
  const rows = await tx.selectFrom('people.published_persons').select('name').where('id', '<>', id).execute()
  return new Set(rows.flatMap(({ name }) => (name ? [name.toLowerCase().replace(/\s+/g, ' ')] : [])))
}

/** The entries of a person's archive. */
export async function* personEntries(
  tx: Read,
  held: Held,
  wanted: Wanted,
  { listed, progress }: { listed: readonly Listed[]; progress: Progress },
): AsyncGenerator<Entry> {
  const all = await listAbout(tx, held, wanted)
  yield { path: 'index.html', packs: true, bytes: readable(tx, all, wanted) }
  for (const [done, { asked }] of all.entries()) {
    await progress(asked.holding.what, done, all.length)
    yield* rowsOf(tx, asked)
  }
  for (const [table, holding] of held)
    if (holding.bytes_of && holding.folder === 'files') {
      const where: RawBuilder<unknown> = sql`${sql.ref(`t.${holding.bytes_of}`)} in
        (select f.id from platform.files f where f.uploaded_by = ${wanted.person_id})`
      yield* filesOf(tx, { table, holding, where, shape: { columns: [], types: {}, key: [] } })
    }
  const manifest = { about: wanted.person_id, made_at: wanted.at, others_named: !wanted.redacts, entries: listed }
  const bytes = [new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 2)}\n`)]
  yield { path: 'manifest.json', packs: true, bytes }
}

async function* readable(tx: Read, all: readonly About[], wanted: Wanted) {
  const encoder = new TextEncoder()
  yield encoder.encode(
    beginReadable(
      wanted,
      all.map(({ asked, rows }) => ({ what: asked.holding.what, rows })),
    ),
  )
  for (const { asked, rows } of all) {
    let first = true
    for await (const lines of pagesOf(tx, asked)) {
      const parsed = lines.map(line => JSON.parse(line) as Record<string, unknown>)
      yield encoder.encode(readableRows(parsed, first ? { what: asked.holding.what, rows } : undefined))
      first = false
    }
  }
  yield encoder.encode(endReadable)
}

/** The first rows of a table, as they may have them. */
export async function firstRows(tx: Read, { asked }: About, most: number): Promise<Record<string, unknown>[]> {
  for await (const lines of pagesOf(tx, asked)) return lines.slice(0, most).map(line => JSON.parse(line))
  return []
}
