/*
 * What is held is declared: a table, or a column that names a person or an organisation or could hold somebody's words, that no room
 * has said anything of fails here. Say it in the room's `holdings.ts`.
 */
import { expect, test } from 'vitest'
import { owner } from '#testing/council.tsx'
import { held } from './holdings.ts'

interface Column {
  readonly table: string
  readonly column: string
  readonly type: string
  /** The table a foreign key of this column alone refers to. */
  readonly refers: string | null
  /** Text that a constraint limits to known words, or that the database makes from other columns. */
  readonly bound: boolean
}

const COLUMNS = `
  select n.nspname || '.' || c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type,
    (select m.nspname || '.' || d.relname from pg_constraint k join pg_class d on d.oid = k.confrelid join pg_namespace m on m.oid = d.relnamespace
      where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum] limit 1) as refers,
    a.attgenerated <> '' or exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
      and pg_get_constraintdef(k.oid) ~ '= ANY \\(') as bound
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker', 'public')
  order by 1, a.attnum`

const columns = async () => (await owner.query<Column>(COLUMNS)).rows
const named = (list: readonly Column[]) => list.map(({ table, column }) => `${table}.${column}`)
const PERSON = /(^|_)(person|persons|author|actor|owner|requester|assignee)(_id)?$|_by$/
const HOLDS_WORDS = /^(text|json|jsonb|bytea|character varying)(\[\])?$/

test('every table is declared, and every declaration is of a table and its columns', async () => {
  const all = await columns()
  const tables = new Set(all.map(({ table }) => table))
  expect([...tables].filter(table => !held.has(table))).toEqual([])
  expect([...held.keys()].filter(table => !tables.has(table))).toEqual([])
  const known = new Set(named(all))
  const said = [...held].flatMap(([table, holding]) =>
    [
      ...[holding.organisation, holding.whose, holding.within, holding.bytes_of, holding.seen_by_all],
      ...[holding.organisations, holding.plain, holding.secret].flat(),
      ...[Object.keys(holding.persons ?? {}), Object.keys(holding.personal ?? {})].flat(),
    ].flatMap(column => (column ? [`${table}.${column}`] : [])),
  )
  expect(said.filter(column => !known.has(column))).toEqual([])
  expect(said.length).toBeGreaterThan(300)
})

test('every column that names a person says how', async () => {
  const undeclared = (await columns()).filter(({ table, column, type, refers }) => {
    const names = refers === 'people.persons' || (type.startsWith('uuid') && PERSON.test(column))
    const { persons = {}, plain = [] } = held.get(table) ?? {}
    return names && !(column in persons) && !plain.includes(column)
  })
  expect(named(undeclared)).toEqual([])
})

test('every column that names an organisation says whether the row is its own', async () => {
  const undeclared = (await columns()).filter(({ table, column, type, refers }) => {
    const holding = held.get(table)
    const names = refers === 'people.organisations' || (type.startsWith('uuid') && /organisation/.test(column))
    return names && holding?.organisation !== column && !holding?.organisations?.includes(column)
  })
  expect(named(undeclared)).toEqual([])
  const nobodys = [...held].filter(([, one]) => one.organisation === null && !one.through && !one.left_out)
  expect(nobodys.map(([table]) => table)).toEqual([])
})

test('every column that could hold words says whose they are: somebody’s, nobody’s or secret', async () => {
  const undeclared = (await columns()).filter(({ table, column, type, bound }) => {
    if (bound || !HOLDS_WORDS.test(type)) return false
    const { personal = {}, plain = [], secret = [], bytes_of } = held.get(table) ?? {}
    return !(column in personal) && !plain.includes(column) && !secret.includes(column) && bytes_of === undefined
  })
  expect(named(undeclared)).toEqual([])
})

test('what looks like a secret is one, or is said to be plain', async () => {
  const shown = (await columns()).filter(({ table, column, type }) => {
    const { secret = [], plain = [] } = held.get(table) ?? {}
    return (
      HOLDS_WORDS.test(type) &&
      /sealed|secret|password|hash$/.test(column) &&
      !secret.includes(column) &&
      !plain.includes(column)
    )
  })
  expect(named(shown)).toEqual([])
})
