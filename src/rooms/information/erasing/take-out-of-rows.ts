/* Takes somebody out of every table, as its room declares it. Runs as the owner: what the application may not change, it may not change here. */
import { type RawBuilder, sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import type { Becomes, Held, Holding } from '#platform/holdings/holding.ts'
import { inTheirCases, isTheirs, namesThem, type Somebody } from '../about/about-person.queries.ts'
import { type Shape, shapesOf } from '../exporting/held-rows.queries.ts'
import { noAddress, patternOf, REMOVED } from './words.rules.ts'

export interface Taking {
  readonly held: Held
  readonly somebody: Somebody
  readonly pseudonym: string
}

/** How many rows of each table changed. */
export type Changed = Record<string, number>

const EVENTS = 'platform.events'

/** Takes them out of everything but the record. */
export async function takeOutOfRows(tx: Write, taking: Taking): Promise<Changed> {
  const shapes = await shapesOf(tx, [...taking.held.keys()])
  const changed: Changed = {}
  const ran = async (table: string, statement: RawBuilder<unknown>) => {
    const { numAffectedRows = 0n } = await statement.execute(tx)
    if (numAffectedRows > 0n) changed[table] = (changed[table] ?? 0) + Number(numAffectedRows)
  }
  for (const [table, statement] of bytesOf(taking)) await ran(table, statement)
  for (const [table, holding] of taking.held) {
    const shape = shapes.get(table)
    if (!shape || table === EVENTS || holding.bytes_of) continue
    for (const statement of statementsFor(table, holding, { shape, taking })) await ran(table, statement)
  }
  return changed
}

const column = (name: string) => sql.ref(`t.${name}`)
const is = (condition: RawBuilder<unknown>) => sql`coalesce(${condition}, false)`

function statementsFor(table: string, holding: Holding, how: { shape: Shape; taking: Taking }): RawBuilder<unknown>[] {
  const { somebody } = how.taking
  const theirs = is(isTheirs(holding, somebody))
  const from = sql`${sql.table(table)} t`
  const personal = Object.entries(holding.personal ?? {}) as [string, Becomes][]
  const inside = is(inTheirCases(holding, somebody))
  // What is made from other rows goes with theirs.
  const gone = holding.left_out ? sql`(${theirs} or ${inside})` : theirs
  const own =
    holding.erased === 'deleted'
      ? [sql`delete from ${from} where ${gone}`]
      : owned(table, holding, { ...how, personal })
  if (personal.length === 0) return own
  return [
    ...own,
    ...scrubbed(from, personal, { ...how, parts: true, where: sql`${inside} and not ${theirs}` }),
    ...scrubbed(from, personal, {
      ...how,
      parts: false,
      where: sql`${is(namesThem(holding, somebody))} and not ${inside} and not ${theirs}`,
    }),
  ]
}

/** Their own rows: each column becomes what was declared. */
function owned(
  table: string,
  holding: Holding,
  { shape, taking, personal }: { shape: Shape; taking: Taking; personal: readonly [string, Becomes][] },
): RawBuilder<unknown>[] {
  const sets = [
    ...personal.map(
      ([name, becomes]) => sql`${sql.ref(name)} = ${becoming(name, becomes, { holding, shape, taking })}`,
    ),
    ...Object.entries(holding.sets ?? {}).map(([name, value]) => sql`${sql.ref(name)} = ${value}`),
  ]
  if (sets.length === 0 || !holding.whose) return []
  return [sql`update ${sql.table(table)} t set ${sql.join(sets)} where ${isTheirs(holding, taking.somebody)}`]
}

interface Of {
  readonly holding: Holding
  readonly shape: Shape
  readonly taking: Taking
}

function becoming(name: string, becomes: Becomes, { holding, shape, taking }: Of): RawBuilder<unknown> {
  if (becomes === 'pseudonym') return sql`${taking.pseudonym}`
  if (becomes === 'no_address') return sql`${noAddress(taking.pseudonym)}`
  if (becomes === 'nothing') return sql`null`
  const rest = without(name, patternOf(taking.somebody, { parts: true }), { shape, taking })
  if (becomes === 'scrubbed') return rest
  // What they wrote at work on others' cases is the organisation's: it loses their name, and stays.
  return holding.within
    ? sql`case when ${inTheirCases(holding, taking.somebody)} then ${REMOVED} else ${rest} end`
    : sql`${REMOVED}`
}

/** A column's words without them, as its own type. */
const without = (name: string, pattern: string | undefined, { shape, taking }: Omit<Of, 'holding'>) =>
  pattern === undefined
    ? column(name)
    : sql`regexp_replace(${column(name)}::text, ${pattern}, ${taking.pseudonym}, 'gi')::${sql.raw(shape.types[name] ?? 'text')}`

interface Scrub {
  readonly shape: Shape
  readonly taking: Taking
  readonly parts: boolean
  readonly where: RawBuilder<unknown>
}

/** Others' words, in which only they are found and replaced. */
function scrubbed(
  from: RawBuilder<unknown>,
  personal: readonly [string, Becomes][],
  { shape, taking, parts, where }: Scrub,
): RawBuilder<unknown>[] {
  const pattern = patternOf(taking.somebody, { parts })
  if (pattern === undefined) return []
  const sets = personal.map(([name]) => sql`${sql.ref(name)} = ${without(name, pattern, { shape, taking })}`)
  const found = personal.map(([name]) => sql`${column(name)}::text ~* ${pattern}`)
  return [sql`update ${from} set ${sql.join(sets)} where ${where} and (${sql.join(found, sql` or `)})`]
}

/** Files they sent with their own cases, and mail about them exactly as it came: the bytes go, and that they were there stays. */
function bytesOf({ held, somebody }: Taking): [string, RawBuilder<unknown>][] {
  if (somebody.cases.length === 0) return []
  const withCases = [...held].flatMap(([table, holding]) =>
    holding.file
      ? [sql`select ${column(holding.file)} from ${sql.table(table)} t where ${inTheirCases(holding, somebody)}`]
      : [],
  )
  const files = sql`select f.id from platform.files f where f.id in (${sql.join(withCases, sql` union all `)})
    and coalesce(f.uploaded_by, ${somebody.id}) = ${somebody.id}`
  return [...held].flatMap(([table, holding]): [string, RawBuilder<unknown>][] => {
    if (!holding.bytes_of || !holding.described_by) return []
    const things = column(holding.bytes_of)
    if (holding.folder === 'files')
      return [
        [table, sql`delete from ${sql.table(table)} t where ${things} in (${files})`],
        [
          'platform.files',
          sql`update platform.files set size = 0, name = ${REMOVED}, sha256 = null where id in (${files})`,
        ],
      ]
    const describing = held.get(holding.described_by)
    if (!describing) return []
    const those = sql`select t.id from ${sql.table(holding.described_by)} t where ${inTheirCases(describing, somebody)}`
    return [[table, sql`delete from ${sql.table(table)} t where ${things} in (${those})`]]
  })
}
