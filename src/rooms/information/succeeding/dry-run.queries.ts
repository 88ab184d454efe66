import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { type Held, RECORD_KINDS, type RecordKind, type Way } from '#platform/holdings/holding.ts'
import { passedOf } from './passing.rules.ts'
import { concerned, type Plan } from './plan.queries.ts'

export interface Counted {
  readonly kind: RecordKind
  readonly moves: number
  readonly copied: number
  readonly stays: number
}

/** How many records of each kind would move, be copied and stay. */
export async function countPassing(tx: Read, held: Held, plan: Plan): Promise<Counted[]> {
  // What nobody may read, such as what search looks through, is made from the rest.
  const all = passedOf(held).filter(({ holding, passing }) => !holding.left_out || passing.how === 'moves')
  const counts = all.map(
    ({ table }) => sql`select ${table}::text as name, count(*) as rows from ${sql.table(table)} t
      where t.organisation_id = any (${concerned(plan)}::uuid[])`,
  )
  const { rows } = await sql<{ name: string; rows: number }>`${sql.join(counts, sql` union all `)}`.execute(tx)
  const of = new Map(rows.map(row => [row.name, row.rows]))
  return (Object.keys(RECORD_KINDS) as RecordKind[]).flatMap(kind => {
    const sum = (...hows: string[]) =>
      all
        .filter(one => one.holding.kind === kind && hows.includes(one.passing.how))
        .reduce((total, { table }) => total + (of.get(table) ?? 0), 0)
    const counted = {
      kind,
      moves: sum('moves', 'follows'),
      copied: sum('copied', 'copied_of_first'),
      stays: sum('stays'),
    }
    return counted.moves + counted.copied + counted.stays === 0 ? [] : [counted]
  })
}

export interface Clash {
  readonly table: string
  readonly what: string
  readonly ways: readonly Way[]
  readonly many: number
  /** The first of them, as they are called. */
  readonly names: readonly string[]
}

/** Everything both have that there can be once, or that people would take for one. */
export async function listClashes(tx: Read, held: Held, plan: Plan): Promise<Clash[]> {
  const found: Clash[] = []
  for (const { table, passing } of passedOf(held)) {
    const { named, clash } = passing
    if (!named || !clash || !plan.other_id) continue
    const same = named.map(name => sql`${sql.ref(`a.${name}`)} = ${sql.ref(`b.${name}`)}`)
    const called = sql`coalesce(${sql.join(named.map(name => sql`${sql.ref(`b.${name}`)}::text`))})`
    const { rows } = await sql<{ many: number; names: string[] | null }>`
      select count(*) as many, (array_agg(distinct ${called}))[1:10] as names from ${sql.table(table)} a join ${sql.table(table)} b
        on (${sql.join(same, sql` or `)}) where a.organisation_id = ${plan.organisation_id} and b.organisation_id = ${plan.other_id}`.execute(
      tx,
    )
    const { many, names } = rows[0]!
    if (many > 0) found.push({ table, what: clash.what, ways: clash.ways, many, names: names ?? [] })
  }
  return found
}

export interface Standing {
  readonly open_cases: number
  readonly closed_cases: number
  readonly major_incidents: number
  readonly legal_holds: number
}

/** What else to know before: open and closed cases, what is under way, and what may not be erased. */
export async function standingOf(tx: Read, plan: Plan): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select (select count(*) from cases.published_cases where organisation_id = any (${concerned(plan)}::uuid[]) and is_open) as open_cases,
      (select count(*) from cases.published_cases where organisation_id = any (${concerned(plan)}::uuid[]) and not is_open) as closed_cases,
      (select count(*) from cases.published_major_incidents where organisation_id = any (${concerned(plan)}::uuid[]) and state <> 'closed') as major_incidents,
      (select count(*) from information.legal_holds where organisation_id = any (${concerned(plan)}::uuid[]) and lifted_at is null) as legal_holds`.execute(
    tx,
  )
  return rows[0]!
}

/** What is still to be settled: each clash has one of its own ways. */
export const unsettled = (clashes: readonly Clash[], { settled }: Pick<Plan, 'settled'>): Clash[] =>
  clashes.filter(({ table, ways }) => !ways.some(way => way === settled[table]))
