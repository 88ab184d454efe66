/*
 * How a row reads once it has passed, as SQL made from what the rooms declare. What is copied gets its identifier from the plan and
 * from what it is: made again it is the same row, and two that become one have one identifier.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { Held } from '#platform/holdings/holding.ts'
import { type Passed, passedOf } from './passing.rules.ts'
import type { Plan } from './plan.queries.ts'

export interface Table extends Passed {
  /** Without those the database makes itself. */
  readonly columns: readonly string[]
  readonly key: readonly string[]
  /** Which columns name a row of which other table. */
  readonly refers: Readonly<Record<string, string>>
}

/** The tables that pass, as the database knows them. */
export async function tablesOf(tx: Read, held: Held): Promise<ReadonlyMap<string, Table>> {
  const passed = passedOf(held)
  const { rows } = await sql<Pick<Table, 'columns' | 'key' | 'refers'> & { name: string }>`
    select n.nspname || '.' || c.relname as name,
      array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns,
      array_agg(a.attname::text order by a.attnum) filter (where a.attnum = any (k.conkey)) as key,
      coalesce(json_object_agg(a.attname, f.named) filter (where f.named is not null), '{}') as refers
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
      left join lateral (select m.nspname || '.' || d.relname as named from pg_constraint x join pg_class d on d.oid = x.confrelid
        join pg_namespace m on m.oid = d.relnamespace where x.conrelid = c.oid and x.contype = 'f' and x.conkey = array[a.attnum] limit 1) f on true
    where n.nspname || '.' || c.relname = any (${passed.map(({ table }) => table)}) group by 1`.execute(tx)
  const known = new Map(rows.map(row => [row.name, row]))
  return new Map(passed.map(one => [one.table, { ...one, ...known.get(one.table)! }]))
}

export interface Passage {
  readonly plan: Plan
  readonly tables: ReadonlyMap<string, Table>
  /** What stands after the name of the second's where both are kept. */
  readonly suffix: string
}

const column = (alias: string, name: string) => sql.ref(`${alias}.${name}`)

/** Whether the other one has something of that name. Of a path counts where it begins. */
function clashes({ plan, tables }: Passage, table: string, alias: string, side: 'first' | 'second') {
  const { passing } = tables.get(table)!
  const { named = [] } = passing
  const other = side === 'first' ? plan.other_id : plan.organisation_id
  const same = named.map(one =>
    one === 'path'
      ? sql`o.path = split_part(${column(alias, one)}, ' / ', 1)`
      : sql`${column('o', one)} = ${column(alias, one)}`,
  )
  // What moves may have moved already; what is copied stays where it was.
  const where = passing.how === 'moves' ? sql`in (${other}, ${plan.successor_id})` : sql`= ${other}`
  return sql<boolean>`exists (select from ${sql.table(table)} o where o.organisation_id ${where} and (${sql.join(same, sql` or `)}))`
}

/** As somebody settled it. What only one of two can be, and was added after that, is the first's. */
function settledAs({ plan, tables }: Passage, table: string) {
  const ways = tables.get(table)!.passing.clash?.ways ?? []
  return plan.settled[table] ?? (ways.every(way => way === 'first' || way === 'second') ? ways[0] : undefined)
}

/** Whether a row stays behind, because the other's goes on instead. */
export function staysBehind(
  passage: Passage,
  table: string,
  alias: string,
  side: 'first' | 'second',
): RawBuilder<boolean> {
  const way = settledAs(passage, table)
  const loses = (way === 'first' && side === 'second') || (way === 'second' && side === 'first')
  return loses ? clashes(passage, table, alias, side) : sql<boolean>`false`
}

/** What something is called once both are together. */
function called(passage: Passage, table: string, alias: string, name: string): RawBuilder<unknown> {
  const { passing } = passage.tables.get(table)!
  const is = column(alias, name)
  const renamed = passing.renames !== undefined && (name === passing.renames || name === passing.named?.[0])
  if (settledAs(passage, table) !== 'rename' || !renamed) return is
  const { suffix, plan } = passage
  const path = passing.named?.[0] === 'path'
  const other =
    name === 'path'
      ? sql`split_part(${is}, ' / ', 1) || ${suffix} || substr(${is}, length(split_part(${is}, ' / ', 1)) + 1)`
      : sql`${is} || ${suffix}`
  // Beneath a branch that is called otherwise, names stay.
  const at = path && name !== 'path' ? sql`${column(alias, 'path')} = ${is}` : sql`true`
  const both = clashes(passage, table, alias, 'second')
  return sql`case when ${column(alias, 'organisation_id')} = ${plan.other_id} and ${at} and ${both} then ${other} else ${is} end`
}

/** The identifier a copied row gets. */
export function newIdOf(passage: Passage, table: string, alias: string): RawBuilder<unknown> {
  const { passing } = passage.tables.get(table)!
  const [name] = passing.named ?? []
  const what = name ? called(passage, table, alias, name) : sql`${column(alias, 'id')}::text`
  return sql`md5(${passage.plan.id}::text || ${table} || ${what})::uuid`
}

/** What a column of a row holds once the row is the successor's. */
export function afterwards(passage: Passage, table: string, alias: string, name: string): RawBuilder<unknown> {
  const { passing, refers } = passage.tables.get(table)!
  const { plan } = passage
  if (name === 'organisation_id') return sql`${plan.successor_id}::uuid`
  if (name === 'id' && passing.how.startsWith('copied')) return newIdOf(passage, table, alias)
  const second = passing.second_has?.[name as never]
  if (second !== undefined)
    return sql`case when ${column(alias, 'organisation_id')} = ${plan.other_id} then ${second} else ${column(alias, name)} end`
  const other = refers[name]
  if (other && passage.tables.get(other)?.passing.how.startsWith('copied'))
    return sql`coalesce((select ${newIdOf(passage, other, 'r')} from ${sql.table(other)} r where r.id = ${column(alias, name)}
      and r.organisation_id in (${plan.organisation_id}, ${plan.other_id})), ${column(alias, name)})`
  return called(passage, table, alias, name)
}

/** The columns of a moving row that become another's: what is kept to take it back. */
export const changedColumns = ({ tables }: Passage, table: string): string[] => {
  const { passing, refers, columns } = tables.get(table)!
  return columns.filter(
    name =>
      name === 'organisation_id' ||
      name === passing.renames ||
      passing.second_has?.[name as never] !== undefined ||
      tables.get(refers[name] ?? '')?.passing.how.startsWith('copied') === true,
  )
}
