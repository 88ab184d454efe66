import { type RawBuilder, sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { type Held, type Holding, RECORD_KINDS, type RecordKind } from '#platform/holdings/holding.ts'

/** Whose rows are counted. */
export interface Asked {
  readonly organisation_id: string
  /** The organisations whose rows the asker is to see. */
  readonly allowed: readonly string[]
}

/** What one who asks sees of a kind of record. */
export interface Seen {
  readonly kind: RecordKind
  readonly name: string
  readonly tables: number
  /** Of the organisation. */
  readonly own: number
  /** Of others, and there for everybody: the shared desk's teams and the names of those who work there. */
  readonly shared: number
  /** Of organisations the asker is not to see. */
  readonly others: number
}

const counting = (table: string, holding: Holding, { organisation_id, allowed }: Asked): RawBuilder<unknown> => {
  const whose = sql.ref(`t.${holding.organisation}`)
  const everybodys = holding.seen_by_all ? sql.ref(`t.${holding.seen_by_all}`) : sql`false`
  const others = sql`not ${whose} = any (${[...allowed]}::uuid[])`
  return sql`
    select ${holding.kind}::text as kind, count(*) filter (where ${whose} = ${organisation_id}) as own,
      count(*) filter (where ${others} and ${everybodys}) as shared,
      count(*) filter (where ${others} and not ${everybodys}) as others
    from ${sql.table(table)} t`
}

/**
 * Asks every table that the application may read and whose rows are an organisation's, as whoever the transaction says is asking. The
 * answer is the running rules' own: nothing here limits what is counted.
 */
export async function countSeen(tx: Read, held: Held, asked: Asked): Promise<Seen[]> {
  const { rows: readable } = await sql<{ name: string }>`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname || '.' || c.relname = any (${[...held.keys()]}) and has_table_privilege(c.oid, 'select')`.execute(
    tx,
  )
  const counts = readable.flatMap(({ name }) => {
    const holding = held.get(name)
    return holding?.organisation ? [counting(name, holding, asked)] : []
  })
  const { rows } = await sql<Omit<Seen, 'name'>>`
    select kind, count(*)::int as tables, sum(own)::float8 as own, sum(shared)::float8 as shared, sum(others)::float8 as others
    from (${sql.join(counts, sql` union all `)}) one group by kind`.execute(tx)
  const order = Object.keys(RECORD_KINDS)
  return rows
    .map(row => ({ ...row, name: RECORD_KINDS[row.kind] }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}
