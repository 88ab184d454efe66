/* Reading what is held, table by table, as the rooms declare it: pages in the order of each table's key, so that nothing is held whole. */
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { Holding } from '#platform/holdings/holding.ts'

interface Key {
  readonly name: string
  readonly type: string
}

/** A table as the database knows it. */
export interface Shape {
  readonly columns: readonly string[]
  /** Each column's type, as PostgreSQL writes it. */
  readonly types: Readonly<Record<string, string>>
  readonly key: readonly Key[]
}

/** The columns and keys of every table and reading function that is declared. */
export async function shapesOf(tx: Read, names: readonly string[]): Promise<ReadonlyMap<string, Shape>> {
  const { rows } = await sql<{ name: string; columns: string[]; types: Record<string, string>; key: Key[] | null }>`
    select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns,
      json_object_agg(a.attname, format_type(a.atttypid, a.atttypmod)) as types,
      json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by array_position(k.conkey, a.attnum))
        filter (where a.attnum = any (k.conkey)) as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
    where n.nspname || '.' || c.relname = any (${[...names]}) group by 1
    union all
    select n.nspname || '.' || p.proname, array_agg(o.name order by o.place), '{}'::json, '[{"name": "id", "type": "uuid"}]'::json
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace, unnest(p.proargnames) with ordinality o(name, place)
    where n.nspname || '.' || p.proname = any (${[...names]}) and p.proretset group by 1`.execute(tx)
  return new Map(rows.map(({ name, columns, types, key }) => [name, { columns, types, key: key ?? [] }]))
}

/** What of a table may leave the house. */
export const shownColumns = (holding: Holding, { columns }: Shape): readonly string[] =>
  columns.filter(column => !holding.secret?.includes(column))

/** Where a table's rows are read from. */
export const sourceOf = (table: string, { through }: Holding): RawBuilder<unknown> =>
  through ? sql`${sql.raw(through)}() t` : sql`${sql.table(table)} t`

export interface Asked {
  readonly table: string
  readonly holding: Holding
  readonly shape: Shape
  readonly where: RawBuilder<unknown>
  /** Makes of each row what may be given out. */
  readonly change?: (line: Line) => Line
}

/** A row as the text of a JSON object, as PostgreSQL writes it. */
export type Line = string

const PAGE = 200

/** The rows that fit, a page at a time, each as JSON. */
export async function* pagesOf(
  tx: Read,
  { table, holding, shape, where, change = line => line }: Asked,
): AsyncGenerator<Line[]> {
  const key = sql.join(shape.key.map(({ name }) => sql.ref(`t.${name}`)))
  const shown = sql.join(shownColumns(holding, shape).map(column => sql.ref(`t.${column}`)))
  let after: RawBuilder<unknown> = sql`true`
  for (;;) {
    const { rows } = await sql<{ line: string; key: string[] }>`
      select (select row_to_json(x)::text from (select ${shown}) x) as line,
        array[${sql.join(shape.key.map(({ name }) => sql`${sql.ref(`t.${name}`)}::text`))}] as key
      from ${sourceOf(table, holding)} where ${where} and ${after} order by ${key} limit ${sql.lit(PAGE)}`.execute(tx)
    if (rows.length > 0) yield rows.map(({ line }) => change(line))
    if (rows.length < PAGE) return
    const last = rows.at(-1)!.key
    after = sql`(${key}) > (${sql.join(shape.key.map(({ type }, n) => sql`${last[n]}::${sql.raw(type)}`))})`
  }
}

/** The rows of one organisation. What is read through a function is limited by whom the transaction acts for. */
export const ownedBy = (holding: Holding, organisation_id: string): RawBuilder<unknown> =>
  holding.organisation === null ? sql`true` : sql`${sql.ref(`t.${holding.organisation}`)} = ${organisation_id}`

/** The things whose bytes a table holds, in order. */
export async function* thingsOf(tx: Read, { table, holding, where }: Asked): AsyncGenerator<string[]> {
  const of = sql.ref(`t.${holding.bytes_of}`)
  let after = sql`true`
  for (;;) {
    const { rows } = await sql<{ id: string }>`select ${of} as id from ${sql.table(table)} t
      where ${where} and t.position = 0 and ${after} order by ${of} limit ${sql.lit(PAGE)}`.execute(tx)
    if (rows.length > 0) yield rows.map(({ id }) => id)
    if (rows.length < PAGE) return
    after = sql`${of} > ${rows.at(-1)!.id}::uuid`
  }
}

/** One thing's bytes, a piece at a time. */
export async function* piecesOf(tx: Read, { table, holding, where }: Asked, id: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    const { rows } = await sql<{ bytes: Buffer }>`select t.bytes from ${sql.table(table)} t
      where ${where} and ${sql.ref(`t.${holding.bytes_of}`)} = ${id} and t.position = ${position}`.execute(tx)
    if (!rows[0]) return
    yield rows[0].bytes
  }
}
