/* What leaving would hand over, end and destroy, counted as it is now. */
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { type Held, type Holding, RECORD_KINDS, type RecordKind } from '#platform/holdings/holding.ts'
import { countMail, type Mail } from '#rooms/channels/index.ts'
import { countWaysIn, listElsewhere, listHolders, type WaysIn } from '#rooms/people/index.ts'
import { listHoldsOf } from '../erasing/holds.queries.ts'
import { type Fate, fatesOf, type Reference } from './destroying.rules.ts'
import { underwayOf } from './leaving.queries.ts'

/** Which tables' rows name which others'. */
export async function referencesOf(tx: Read, tables: readonly string[]): Promise<Reference[]> {
  const { rows } = await sql<Reference>`
    select distinct b.nspname || '.' || d.relname as "table", n.nspname || '.' || c.relname as named_by
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_class d on d.oid = k.confrelid join pg_namespace b on b.oid = d.relnamespace
    where k.contype = 'f' and b.nspname || '.' || d.relname = any (${[...tables]}) order by 1, 2`.execute(tx)
  return rows
}

const column = (name: string) => sql.ref(`t.${name}`)

/** A table's rows that are an organisation's: what is somebody's is so where they are of it, whoever gave it to them. */
export function theirs({ organisation, whose, kind }: Holding, organisation_id: string): RawBuilder<unknown> {
  const own = sql`select p.id from people.published_persons p where p.organisation_id = ${organisation_id}`
  if (organisation === null) return sql`${column(whose!)} in (${own})`
  const of = sql`${column(organisation)} = ${organisation_id}`
  return kind === 'person' && whose && whose !== 'id' ? sql`${of} and ${column(whose)} in (${own})` : of
}

export interface Foreseen {
  readonly kind: RecordKind
  /** In the archive. */
  readonly given: number
  readonly deleted: number
  /** Rows that stay for the figures, without words, names and secrets. */
  readonly emptied: number
  readonly stays: number
}

/** How many records of each kind would be handed over, deleted, emptied and kept. What nobody may read is left out. */
export async function foresee(tx: Read, held: Held, organisation_id: string): Promise<Foreseen[]> {
  const fates = fatesOf(held, await referencesOf(tx, [...held.keys()]))
  const { rows: readable } = await sql<{ name: string }>`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname || '.' || c.relname = any (${[...held.keys()]}) and has_table_privilege(c.oid, 'select')`.execute(
    tx,
  )
  const may = new Set(readable.map(({ name }) => name))
  const each = [...held].flatMap(([table, holding]) => {
    if (fates.get(table) === 'not_theirs' || (!may.has(table) && !holding.through)) return []
    const from = may.has(table) ? sql.table(table) : sql`${sql.raw(holding.through!)}()`
    return [
      sql`select ${table}::text as name, count(*) as rows from ${from} t where ${theirs(holding, organisation_id)}`,
    ]
  })
  const { rows } = await sql<{ name: string; rows: number }>`${sql.join(each, sql` union all `)}`.execute(tx)
  return (Object.keys(RECORD_KINDS) as RecordKind[]).flatMap(kind => {
    const those = rows.filter(({ name, rows: many }) => held.get(name)?.kind === kind && many > 0)
    const sum = (counts: (holding: Holding, fate: Fate) => boolean) =>
      those.reduce(
        (total, { name, rows: many }) => (counts(held.get(name)!, fates.get(name)!) ? total + many : total),
        0,
      )
    const of = (fate: Fate) => sum((_, one) => one === fate)
    const given = sum(({ left_out }) => left_out === undefined)
    return those.length === 0
      ? []
      : [{ kind, given, deleted: of('deleted'), emptied: of('emptied'), stays: of('stays') }]
  })
}

export interface InTheWay {
  /** Its people who work for other organisations too. */
  readonly elsewhere: readonly string[]
  /** People of other organisations who look after what is kept of it. */
  readonly keepers: readonly string[]
  readonly open: number
  readonly majors: number
  readonly holds: number
  readonly agreements: number
  readonly ways: WaysIn
  readonly mail: Mail
}

/** Who of other organisations manages its information. */
async function listKeepers(tx: Read, organisation_id: string): Promise<string[]> {
  const holders = await listHolders(tx, organisation_id, 'information.manage')
  const { rows } = await sql<{ id: string }>`
    select p.id from people.published_persons p
    where p.organisation_id = ${organisation_id} and p.id = any (${holders.map(({ id }) => id)}::uuid[])`.execute(tx)
  const own = new Set(rows.map(({ id }) => id))
  return holders.flatMap(({ id, name }) => (own.has(id) ? [] : [name]))
}

/** What stands in the way of leaving, and what ends with it. */
export async function inTheWay(tx: Read, organisation_id: string, now: Date): Promise<InTheWay> {
  const { rows } = await sql<{ agreements: number }>`
    select count(*) as agreements from catalogue.published_agreements
    where organisation_id = ${organisation_id} and retired_at is null`.execute(tx)
  return {
    ...(await underwayOf(tx, organisation_id)),
    holds: (await listHoldsOf(tx, organisation_id)).length,
    elsewhere: await listElsewhere(tx, organisation_id),
    keepers: await listKeepers(tx, organisation_id),
    agreements: rows[0]?.agreements ?? 0,
    ways: await countWaysIn(tx, organisation_id, now),
    mail: await countMail(tx, organisation_id),
  }
}
