/* Rows of an organisation that left go, or lose what is personal and secret in them: some at a time, as the owner. */
import { type RawBuilder, sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import type { Holding } from '#platform/holdings/holding.ts'
import { shapesOf } from '../exporting/held-rows.queries.ts'
import { emptiedWholly } from './emptied-wholly.ts'
import { theirs } from './foresee.queries.ts'

const AT_ONCE = 500

export interface Asked {
  readonly table: string
  readonly holding: Holding
  readonly organisation_id: string
}

/** Deletes some rows. Returns how many: none means that all have gone. */
export async function deleteRows(tx: Write, { table, holding, organisation_id }: Asked): Promise<number> {
  const some = sql`select t.ctid from ${sql.table(table)} t where ${theirs(holding, organisation_id)} limit ${sql.lit(AT_ONCE)}`
  const { numAffectedRows } = await sql`delete from ${sql.table(table)} where ctid = any (array(${some}))`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** Empties the rows that come after one. Returns how many, and the key of the last; without a key there are no more. */
export async function emptyRows(
  tx: Write,
  { table, holding, organisation_id }: Asked,
  after: readonly string[] | undefined,
): Promise<{ rows: number; last?: readonly string[] }> {
  const shape = (await shapesOf(tx, [table])).get(table)
  const sets = emptiedWholly(holding, shape?.types ?? {})
  const typed = Object.entries(holding.sets ?? {}).map(([name, value]) => sql`${sql.ref(name)} = ${value}`)
  if (!shape || sets.length + typed.length === 0) return { rows: 0 }
  const key = sql.join(shape.key.map(({ name }) => sql.ref(`t.${name}`)))
  const at = (values: readonly string[]) =>
    sql.join(shape.key.map(({ type }, n) => sql`${values[n]}::${sql.raw(type)}`))
  const from: RawBuilder<unknown> = after ? sql`(${key}) > (${at(after)})` : sql`true`
  const own = theirs(holding, organisation_id)
  const { rows } = await sql<{ key: string[] }>`
    select array[${sql.join(shape.key.map(({ name }) => sql`${sql.ref(`t.${name}`)}::text`))}] as key
    from ${sql.table(table)} t where ${own} and ${from} order by ${key} limit ${sql.lit(AT_ONCE)}`.execute(tx)
  const last = rows.at(-1)?.key
  if (!last) return { rows: 0 }
  await sql`update ${sql.table(table)} t set ${sql.join([...sets, ...typed])}
    where ${own} and ${from} and (${key}) <= (${at(last)})`.execute(tx)
  return rows.length < AT_ONCE ? { rows: rows.length } : { rows: rows.length, last }
}
