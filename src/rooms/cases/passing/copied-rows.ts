/*
 * What hangs on cases, written once more for the cases that continue them: under identifiers of their own, wherever one names another.
 */
import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'

type Row = Readonly<Record<string, unknown>>

/** From identifiers there to identifiers here: of settings, teams, and of what is copied. */
export type Ids = Map<string, string>

/** Which rows of a table are copied, and by which column each is known. */
interface Copied {
  readonly table: string
  readonly of: 'case_id' | 'message_id'
  readonly id?: string
  /** What the database makes itself. */
  readonly made?: readonly string[]
  /** Only for those of them who go along. */
  readonly named?: true
  readonly instead?: (row: Row, now: Date) => Row
}

/** In the order in which they name each other. */
const COPIED: readonly Copied[] = [
  { table: 'cases.messages', of: 'case_id', id: 'id' },
  // What was received stays where it was received.
  { table: 'cases.message_sources', of: 'case_id' },
  { table: 'cases.message_recipients', of: 'message_id' },
  { table: 'cases.participants', of: 'case_id', id: 'id', made: ['address_key'] },
  { table: 'cases.tasks', of: 'case_id', id: 'id' },
  { table: 'cases.pauses', of: 'case_id', id: 'id' },
  { table: 'cases.pause_disputes', of: 'case_id', id: 'id' },
  { table: 'cases.supplier_turns', of: 'case_id', id: 'id' },
  { table: 'cases.imported_histories', of: 'case_id' },
  // What was told of it is not told again.
  { table: 'cases.case_clocks', of: 'case_id', id: 'id', instead: (_, now) => ({ quiet_until: now }) },
  { table: 'cases.attachments', of: 'case_id' },
  { table: 'cases.case_readers', of: 'case_id', id: 'id', named: true },
  { table: 'cases.watchers', of: 'case_id', named: true },
]

/** The same value, naming what is here. */
export function renamed(value: unknown, ids: Ids): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value
  if (Array.isArray(value)) return value.map(one => renamed(one, ids))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, renamed(one, ids)]))
  return value
}

export interface Copying {
  readonly ids: Ids
  readonly case_ids: readonly string[]
  readonly organisation_id: string
  /** Which readers and followers go along. */
  readonly keeps: (row: Row) => boolean
}

async function rowsOf(tx: Write, { table, of }: Copied, { ids, case_ids }: Copying): Promise<Row[]> {
  const among = of === 'case_id' ? case_ids : [...ids.keys()]
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(t) as row from ${sql.table(table)} t where t.${sql.ref(of)} = any (${[...among]}::uuid[])`.execute(
    tx,
  )
  return rows.map(({ row }) => row)
}

/** Writes rows of a table as they are given. */
export async function writeRows(tx: Write, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = sql.join(Object.keys(first).map(name => sql.ref(name)))
  await sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(
    tx,
  )
}

/** Copies everything that hangs on a batch of cases, and its files. The cases themselves are there. */
export async function copyWhatHangs(tx: Write, copying: Copying, now: Date): Promise<void> {
  const { ids, organisation_id, keeps } = copying
  for (const copied of COPIED) {
    const rows = (await rowsOf(tx, copied, copying)).filter(row => !copied.named || keeps(row))
    if (copied.id) for (const row of rows) ids.set(String(row[copied.id]), newId())
    if (copied.table === 'cases.message_sources' || copied.table === 'cases.attachments')
      await copyFiles(tx, filesIn(rows), copying)
    const made = new Set(copied.made)
    await writeRows(
      tx,
      copied.table,
      rows.map(row => {
        const kept = Object.fromEntries(Object.entries(row).filter(([name]) => !made.has(name)))
        // Its text stays to the letter: the record has its fingerprint.
        const { body, ...rest } = kept
        const named = { ...(renamed(rest, ids) as Row), ...('body' in kept && { body }) }
        return { ...named, organisation_id, ...copied.instead?.(row, now) }
      }),
    )
  }
}

/** Files that came with messages, and pictures within them. */
const filesIn = (rows: readonly Row[]): string[] =>
  rows.flatMap(({ file_id, inline_files }) => [
    ...(typeof file_id === 'string' ? [file_id] : []),
    ...Object.values(Object(inline_files)).filter(one => typeof one === 'string'),
  ])

async function copyFiles(tx: Write, found: readonly string[], { ids, organisation_id }: Copying): Promise<void> {
  const fresh = [...new Set(found)].filter(id => !ids.has(id))
  for (const id of fresh) ids.set(id, newId())
  const pairs = JSON.stringify(fresh.map(id => ({ was: id, id: ids.get(id) })))
  const named = sql`json_to_recordset(${pairs}::json) as n(was uuid, id uuid)`
  await sql`
    insert into platform.files (id, organisation_id, name, media_type, size, sha256, uploaded_by, uploaded_at, state)
    select n.id, ${organisation_id}, f.name, f.media_type, f.size, f.sha256, f.uploaded_by, f.uploaded_at, f.state
    from platform.files f join ${named} on n.was = f.id`.execute(tx)
  await sql`
    insert into platform.file_pieces (file_id, organisation_id, position, bytes)
    select n.id, ${organisation_id}, p.position, p.bytes from platform.file_pieces p join ${named} on n.was = p.file_id`.execute(
    tx,
  )
}
