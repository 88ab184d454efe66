/* Which rows are about a person, as the rooms declare it: their own, those of the cases they asked for, and those that name them. */
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { Held, Holding } from '#platform/holdings/holding.ts'

/** Somebody, and by what they are found in what is held. */
export interface Somebody {
  readonly id: string
  /** The cases they asked for. */
  readonly cases: readonly string[]
  /** What they are known by: names, addresses, numbers. */
  readonly names: readonly string[]
  readonly addresses: readonly string[]
  readonly numbers: readonly string[]
}

const column = (name: string) => sql.ref(`t.${name}`)
const no = sql`false`
const either = (conditions: readonly RawBuilder<unknown>[]) =>
  conditions.length === 0 ? no : sql`(${sql.join([...conditions], sql` or `)})`

/** The row is theirs. */
export const isTheirs = ({ whose }: Holding, { id }: Pick<Somebody, 'id'>): RawBuilder<unknown> =>
  whose ? sql`${column(whose)} = ${id}` : no

/** The row belongs to a case they asked for. */
export const inTheirCases = ({ within }: Holding, { cases }: Somebody): RawBuilder<unknown> =>
  within && cases.length > 0 ? sql`${column(within)} = any (${[...cases]}::uuid[])` : no

/** The row names them, by themselves or by an address. */
export function namesThem(
  { persons = {}, by_address = [] }: Holding,
  { id, addresses }: Somebody,
): RawBuilder<unknown> {
  const by = Object.keys(persons).map(name =>
    // One column holds several: who takes turns.
    name === 'persons' ? sql`${id} = any (${column(name)})` : sql`${column(name)} = ${id}`,
  )
  const at = by_address.map(name => sql`lower(${column(name)}) = any (${[...addresses]}::text[])`)
  return either(addresses.length > 0 ? [...by, ...at] : by)
}

/** Any of the three. */
export const isAbout = (holding: Holding, somebody: Somebody): RawBuilder<unknown> =>
  either([isTheirs(holding, somebody), inTheirCases(holding, somebody), namesThem(holding, somebody)])

/** Finds somebody's cases and what they are known by. */
export async function knowSomebody(tx: Read, held: Held, id: string): Promise<Somebody> {
  const known = new Set<string>()
  const cases: string[] = []
  for (const [table, holding] of held) {
    if (holding.within === 'id') {
      const { rows } = await sql<{ id: string }>`select t.id from ${sql.table(table)} t
        where ${isTheirs(holding, { id })}`.execute(tx)
      cases.push(...rows.map(row => row.id))
    }
    if (!holding.known_by) continue
    const { rows } = await sql<Record<string, string | null>>`
      select ${sql.join(holding.known_by.map(column))} from ${sql.table(table)} t where ${isTheirs(holding, { id })}`.execute(
      tx,
    )
    for (const value of rows.flatMap(row => Object.values(row))) if (value?.trim()) known.add(value.trim())
  }
  const all = [...known]
  const addresses = all.filter(value => value.includes('@')).map(value => value.toLowerCase())
  const numbers = all.filter(value => /^[\d\s+()-]{5,}$/.test(value))
  const names = all.filter(value => !value.includes('@') && !numbers.includes(value))
  return { id, cases, names, addresses, numbers }
}
