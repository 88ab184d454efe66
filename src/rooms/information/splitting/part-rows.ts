/* Rows of those who go become the new organisation's, a batch at a time; each is kept as it was, so that it can go back. */
import { type RawBuilder, sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Held } from '#platform/holdings/holding.ts'
import { BATCH } from '../succeeding/pass-rows.ts'
import { afterwards, newIdOf, type Passage, type Table, tablesOf } from '../succeeding/passing.sql.ts'
import type { Plan } from '../succeeding/plan.queries.ts'
import { type PartedTable, partedTables } from './parting.sql.ts'
import { type Parts, type Ways, wayOf } from './split.rules.ts'

export interface Division {
  readonly plan: Plan
  readonly parts: Parts
  readonly ways: Ways
  readonly parted: ReadonlyMap<string, PartedTable>
  readonly passage: Passage
}

/** Everything a step needs to know of the tables it works on. */
export async function divisionOf(
  tx: Read,
  held: Held,
  { plan, parts, ways }: Pick<Division, 'plan' | 'parts' | 'ways'>,
): Promise<Division> {
  const parted = new Map(partedTables(held, { parts, ways }).map(one => [one.table, one]))
  const tables = new Map<string, Table>()
  for (const [name, table] of await tablesOf(tx, held)) {
    // A team is made anew: the one that stays is still named by what it did.
    const how = parted.get(name)?.does ?? 'stays'
    const passing = table.passing.how.startsWith(how) ? table.passing : { how }
    tables.set(name, { ...table, passing })
  }
  return { plan, parts, ways, parted, passage: { plan, tables, suffix: '' } }
}

const ref = (alias: string, name: string) => sql.ref(`${alias}.${name}`)
const pairs = (names: readonly string[], value: (name: string) => RawBuilder<unknown>) =>
  sql.join(names.flatMap(name => [sql.lit(name), value(name)]))
const same = (one: string, other: string, key: readonly string[]) =>
  sql.join(
    key.map(name => sql`${ref(one, name)} = ${ref(other, name)}`),
    sql` and `,
  )
const rowOf = (table: string, from: string) => sql`jsonb_populate_record(null::${sql.table(table)}, ${sql.ref(from)})`

/** What a column holds once its row is the new organisation's. */
function becomes(division: Division, table: string, name: string): RawBuilder<unknown> {
  const { passage, parts, plan, ways } = division
  const refers = passage.tables.get(table)!.refers[name]
  const is = ref('t', name)
  if (refers === 'people.teams') {
    const anew = sql`(select ${newIdOf(passage, 'people.teams', 's')} from ${sql.table('people.teams')} s where s.id = ${is})`
    const stays = sql`exists (select from ${sql.table('people.teams')} s where s.id = ${is} and s.organisation_id = ${plan.organisation_id})`
    // What was agreed between teams stays agreed, by the name of the team that stays.
    const otherwise = table === 'catalogue.agreements' ? is : sql`case when ${stays} then null else ${is} end`
    return sql`case when ${is} = any (${[...parts.teams]}::uuid[]) then ${anew} else ${otherwise} end`
  }
  if (refers === 'people.identity_providers' && wayOf(ways, 'sign_in') !== 'goes') return sql`null::uuid`
  if (table === 'people.teams' && name === 'slug') return sql`${is} || '-' || ${plan.id.slice(-6)}`
  return afterwards(passage, table, 't', name)
}

/** The columns of a moving row that become another's. */
const changedColumns = ({ passage }: Division, table: string): string[] => {
  const { columns, refers } = passage.tables.get(table)!
  const copied = (other: string | undefined) =>
    passage.tables.get(other ?? '')?.passing.how.startsWith('copied') === true
  return columns.filter(
    name => name === 'organisation_id' || refers[name] === 'people.identity_providers' || copied(refers[name]),
  )
}

/** Copies what is copied of a table. Made again, it adds nothing. */
export async function copyPart(tx: Write, division: Division, table: string): Promise<void> {
  const { columns } = division.passage.tables.get(table)!
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map(name => sql.ref(name)))})
    select ${sql.join(columns.map(name => becomes(division, table, name)))} from ${sql.table(table)} t
    where t.organisation_id = ${division.plan.organisation_id} and ${division.parted.get(table)!.which} on conflict do nothing`.execute(
    tx,
  )
}

/** Moves a batch of a table's rows. Returns how many: none means that all have moved. */
export async function movePart(tx: Write, division: Division, table: string): Promise<number> {
  const { plan, passage, parted } = division
  const { key } = passage.tables.get(table)!
  const changed = changedColumns(division, table)
  const named = (name: string) => (changed.includes(name) ? becomes(division, table, name) : ref('t', name))
  const { numAffectedRows } = await sql`
    with batch as (select ${sql.join(key.map(name => ref('t', name)))}, jsonb_build_object(${pairs(key, named)}) as moved_key,
        jsonb_build_object(${pairs(changed, name => ref('t', name))}) as before
      from ${sql.table(table)} t where t.organisation_id = ${plan.organisation_id} and ${parted.get(table)!.which}
      order by ${sql.join(key.map(name => ref('t', name)))} limit ${sql.lit(BATCH)} for update),
    kept as (insert into information.succession_moves (plan_id, organisation_id, table_name, key, before)
      select ${plan.id}, ${plan.organisation_id}, ${table}, moved_key, before from batch)
    update ${sql.table(table)} t set ${sql.join(changed.map(name => sql`${sql.ref(name)} = ${becomes(division, table, name)}`))}
    from batch b where ${same('t', 'b', key)}`.execute(tx)
  return Number(numAffectedRows)
}

/** Takes a batch of a table's rows back to where they were. */
export async function movePartBack(
  tx: Write,
  { plan, passage, ...division }: Division,
  table: string,
): Promise<number> {
  const { key } = passage.tables.get(table)!
  const changed = changedColumns({ plan, passage, ...division }, table)
  const back = await sql`
    with batch as (select m.key from information.succession_moves m
      where m.plan_id = ${plan.id} and m.table_name = ${table} order by m.key limit ${sql.lit(BATCH)}),
    taken as (delete from information.succession_moves m using batch b
      where m.plan_id = ${plan.id} and m.table_name = ${table} and m.key = b.key returning m.key as moved_key, m.before)
    update ${sql.table(table)} t set ${sql.join(changed.map(name => sql`${sql.ref(name)} = (${rowOf(table, 'b.before')}).${sql.ref(name)}`))}
    from taken b where ${sql.join(
      key.map(name => sql`${ref('t', name)} = (${rowOf(table, 'b.moved_key')}).${sql.ref(name)}`),
      sql` and `,
    )}`.execute(tx)
  return Number(back.numAffectedRows)
}

const ended = (table: string) => `ended ${table}`

/** Ends what joined somebody of one side with something of the other; it is kept whole. */
export async function endJoins(tx: Write, { plan, passage, parted }: Division, table: string): Promise<void> {
  const { key } = passage.tables.get(table)!
  const { ends } = parted.get(table)!
  if (!ends) return
  await sql`
    with gone as (delete from ${sql.table(table)} t where t.organisation_id = ${plan.organisation_id} and ${ends} returning t.*)
    insert into information.succession_moves (plan_id, organisation_id, table_name, key, before)
    select ${plan.id}, ${plan.organisation_id}, ${ended(table)}, jsonb_build_object(${pairs(key, name => ref('g', name))}), to_jsonb(g)
    from gone g`.execute(tx)
}

/** Joins them again. */
export async function joinAgain(tx: Write, { plan, passage }: Division, table: string): Promise<void> {
  const { columns } = passage.tables.get(table)!
  const names = sql.join(columns.map(name => sql.ref(name)))
  await sql`
    with kept as (delete from information.succession_moves m where m.plan_id = ${plan.id} and m.table_name = ${ended(table)} returning m.before),
    rows as (select (${rowOf(table, 'k.before')}).* from kept k)
    insert into ${sql.table(table)} (${names}) select ${names} from rows`.execute(tx)
}

/** Whom a mailbox that went serves, and where a group that went gives a role or a team: here, or back there. */
export async function pointParted(tx: Write, division: Division, way: 'there' | 'back'): Promise<void> {
  const { plan, parted, parts } = division
  const ends = [plan.organisation_id, plan.successor_id]
  const [from, to] = way === 'there' ? ends : ends.toReversed()
  for (const { table, does, holding } of parted.values())
    if (does === 'moves' && table !== 'information.legal_holds')
      for (const name of holding.organisations ?? [])
        await sql`update ${sql.table(table)} t set ${sql.ref(name)} = ${to}
          where t.organisation_id = ${plan.successor_id} and ${ref('t', name)} = ${from}`.execute(tx)
  const anew = sql`(select s.id as was, ${newIdOf(division.passage, 'people.teams', 's')} as id from ${sql.table('people.teams')} s
    where s.id = any (${[...parts.teams]}::uuid[])) n`
  const [old, fresh] = way === 'there' ? ['was', 'id'] : ['id', 'was']
  await sql`update ${sql.table('people.group_grants')} t set team_id = ${ref('n', fresh!)} from ${anew}
    where t.organisation_id = ${plan.successor_id} and t.team_id = ${ref('n', old!)}`.execute(tx)
}

/** Identifiers in the new organisation of what was copied, by those in the old. */
export async function copiesOf(tx: Read, { plan, passage, parted }: Division): Promise<Map<string, string>> {
  const named = ['catalogue.categories', 'catalogue.agreements', 'people.calendars', 'people.teams']
  const each = named.map(
    table => sql`select t.id as was, ${newIdOf(passage, table, 't')} as id from ${sql.table(table)} t
      where t.organisation_id = ${plan.organisation_id} and ${parted.get(table)!.which}`,
  )
  const { rows } = await sql<{ was: string; id: string }>`${sql.join(each, sql` union all `)}`.execute(tx)
  return new Map(rows.map(({ was, id }) => [was, id]))
}

/** A team that went ends here, and what stays and would have gone to it waits to be given out. */
export async function endTeams(tx: Write, { plan, parts }: Division, now: Date): Promise<void> {
  const teams = [...parts.teams]
  for (const table of ['catalogue.categories', 'channels.mailboxes'])
    await sql`update ${sql.table(table)} t set team_id = null
      where t.organisation_id = ${plan.organisation_id} and t.team_id = any (${teams}::uuid[])`.execute(tx)
  await sql`update ${sql.table('people.teams')} t set ends_at = ${now}
    where t.organisation_id = ${plan.organisation_id} and t.id = any (${teams}::uuid[])
      and (t.ends_at is null or t.ends_at > ${now}) and (t.starts_at is null or t.starts_at < ${now})`.execute(tx)
}
