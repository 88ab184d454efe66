/* Rows of one organisation become another's, a batch at a time; each that moves is kept as it was, so that it can go back. */
import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { afterwards, changedColumns, type Passage, staysBehind } from './passing.sql.ts'

export const BATCH = 200

const ref = (alias: string, name: string) => sql.ref(`${alias}.${name}`)

/** Copies a table's rows of both, or of the first only. Made again, it adds nothing. */
export async function copyRows(tx: Write, passage: Passage, table: string): Promise<void> {
  const { columns, passing } = passage.tables.get(table)!
  const { plan } = passage
  const sources =
    passing.how === 'copied' && plan.other_id ? [plan.organisation_id, plan.other_id] : [plan.organisation_id]
  for (const source of sources)
    await sql`insert into ${sql.table(table)} (${sql.join(columns.map(name => sql.ref(name)))})
      select ${sql.join(columns.map(name => afterwards(passage, table, 't', name)))}
      from ${sql.table(table)} t where t.organisation_id = ${source} on conflict do nothing`.execute(tx)
}

/** Moves a batch of a table's rows. Returns how many: none means that all have moved. */
export async function moveRows(tx: Write, passage: Passage, table: string): Promise<number> {
  const { key } = passage.tables.get(table)!
  const { plan } = passage
  const changed = changedColumns(passage, table)
  for (const [side, source] of [
    ['first', plan.organisation_id],
    ['second', plan.other_id],
  ] as const) {
    const { numAffectedRows } = await sql`
      with batch as (select ${sql.join(key.map(name => ref('t', name)))},
          jsonb_build_object(${pairs('t', key)}) as moved_key, jsonb_build_object(${pairs('t', changed)}) as before
        from ${sql.table(table)} t where t.organisation_id = ${source} and not ${staysBehind(passage, table, 't', side)}
        order by ${sql.join(key.map(name => ref('t', name)))} limit ${sql.lit(BATCH)} for update),
      kept as (insert into information.succession_moves (plan_id, organisation_id, table_name, key, before)
        select ${plan.id}, ${plan.organisation_id}, ${table}, moved_key, before from batch)
      update ${sql.table(table)} t set ${sql.join(changed.map(name => sql`${sql.ref(name)} = ${afterwards(passage, table, 't', name)}`))}
      from batch b where ${same('t', 'b', key)}`.execute(tx)
    if (Number(numAffectedRows) > 0) return Number(numAffectedRows)
  }
  return 0
}

/** Whether something of theirs is still where it was that moves: added since the rest did. */
export async function isAnythingLeft(tx: Write, passage: Passage): Promise<boolean> {
  const { plan } = passage
  const left = [...passage.tables.values()]
    .filter(({ passing }) => passing.how === 'moves')
    .flatMap(({ table }) =>
      (
        [
          ['first', plan.organisation_id],
          ['second', plan.other_id],
        ] as const
      ).map(
        ([side, source]) =>
          sql`exists (select from ${sql.table(table)} t where t.organisation_id = ${source} and not ${staysBehind(passage, table, 't', side)})`,
      ),
    )
  const { rows } = await sql<{ anything: boolean }>`select ${sql.join(left, sql` or `)} as anything`.execute(tx)
  return rows[0]!.anything
}

/** Takes a batch of a table's rows back to where they were. */
export async function moveRowsBack(tx: Write, passage: Passage, table: string): Promise<number> {
  const { key } = passage.tables.get(table)!
  const changed = changedColumns(passage, table)
  const row = (from: string) => sql`jsonb_populate_record(null::${sql.table(table)}, ${sql.ref(from)})`
  const back = await sql`
    with batch as (delete from information.succession_moves m where (m.plan_id, m.table_name, m.key) in
        (select plan_id, table_name, key from information.succession_moves where plan_id = ${passage.plan.id} and table_name = ${table}
          order by key limit ${sql.lit(BATCH)}) returning key as moved_key, before),
    old as (select (${row('moved_key')}).*, before from batch)
    update ${sql.table(table)} t set ${sql.join(changed.map(name => sql`${sql.ref(name)} = (${row('b.before')}).${sql.ref(name)}`))}
    from old b where ${same('t', 'b', key)}`.execute(tx)
  return Number(back.numAffectedRows)
}

const pairs = (alias: string, names: readonly string[]) =>
  sql.join(names.flatMap(name => [sql.lit(name), ref(alias, name)]))

const same = (one: string, other: string, key: readonly string[]) =>
  sql.join(
    key.map(name => sql`${ref(one, name)} = ${ref(other, name)}`),
    sql` and `,
  )

/** Columns of what has moved that name an organisation beside the row's own: whom a mailbox serves, where a group gives a role. */
const pointing = ({ tables }: Passage) =>
  [...tables.values()].flatMap(one =>
    ['moves', 'follows'].includes(one.passing.how)
      ? (one.holding.organisations ?? []).map(name => ({ ...one, name, kept_as: `${one.table} ${name}` }))
      : [],
  )

/** Points them at the new one, unless the row would then be there twice. */
export async function pointOthers(tx: Write, passage: Passage): Promise<void> {
  const { plan } = passage
  for (const { table, columns, key, name, kept_as } of pointing(passage)) {
    const alike = columns.filter(one => one !== 'id' && one !== name)
    const twin = alike.map(one => sql`${ref('o', one)} is not distinct from ${ref('t', one)}`)
    for (const source of [plan.organisation_id, plan.other_id])
      await sql`
        with pointed as (update ${sql.table(table)} t set ${sql.ref(name)} = ${plan.successor_id}
          where t.organisation_id = ${plan.successor_id} and ${ref('t', name)} = ${source} and not exists (
            select from ${sql.table(table)} o where ${ref('o', name)} = ${plan.successor_id} and ${sql.join(twin, sql` and `)}) returning t.*)
        insert into information.succession_moves (plan_id, organisation_id, table_name, key, before)
        select ${plan.id}, ${plan.organisation_id}, ${kept_as}, jsonb_build_object(${pairs('p', key)}), jsonb_build_object('was', ${source}::text)
        from pointed p`.execute(tx)
  }
}

/** Points them where they pointed before. */
export async function pointBack(tx: Write, passage: Passage): Promise<void> {
  for (const { table, key, name, kept_as } of pointing(passage))
    await sql`
      with pointed as (delete from information.succession_moves m where m.plan_id = ${passage.plan.id} and m.table_name = ${kept_as}
        returning m.key as moved_key, m.before ->> 'was' as was),
      old as (select (jsonb_populate_record(null::${sql.table(table)}, moved_key)).*, was from pointed)
      update ${sql.table(table)} t set ${sql.ref(name)} = b.was::uuid from old b where ${same('t', 'b', key)}`.execute(
      tx,
    )
}
