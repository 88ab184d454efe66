/* A case that goes on elsewhere ends here, its clocks where they are; taken back it stands as if nothing had happened. */
import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { recallAgreement } from '#rooms/catalogue/index.ts'
import { type CaseClock, stop } from '../clocks/case-clock.rules.ts'
import { listClocksOfMany } from '../clocks/clocks.queries.ts'

/** Of a case and its clocks, what ending it changes. */
const OF_CASE = [
  ...(['state', 'closure_code', 'resolved_at', 'closed_at', 'hold_reason', 'held_until', 'merged_into_id'] as const),
  ...(['next_due_at', 'next_metric', 'changed_at', 'version'] as const),
] as const
const OF_CLOCK = [
  ...(['state', 'used_seconds', 'counting_since', 'due_at', 'warn_at', 'warned_at', 'look_at', 'missed_at'] as const),
  ...(['missed_because', 'stopped_at', 'outcome', 'quiet_until', 'escalate_at'] as const),
] as const

/** Late or not: whether it is kept is told where it goes on. */
const passAway = (clock: CaseClock, now: Date): CaseClock => ({ ...stop(clock, now), outcome: 'passed' })

const set = (columns: readonly string[]) =>
  sql.join(columns.map(name => sql`${sql.ref(name)} = ${sql.ref(`r.${name}`)}`))
const pairs = (alias: string, columns: readonly string[]) =>
  sql.join(columns.flatMap(name => [sql.lit(name), sql.ref(`${alias}.${name}`)]))

/** Everything that ending a case changes, as it is now, by case. */
export async function standingNow(tx: Write, case_ids: readonly string[]): Promise<Map<string, unknown>> {
  const { rows } = await sql<{ id: string; before: unknown }>`
    select c.id, json_build_object('case', json_build_object('id', c.id, ${pairs('c', OF_CASE)}),
      'clocks', (select coalesce(json_agg(json_build_object('id', k.id, ${pairs('k', OF_CLOCK)})), '[]') from cases.case_clocks k
        where k.case_id = c.id and k.state <> 'stopped'),
      'pause', (select p.id from cases.pauses p where p.case_id = c.id and p.until_time is null)) as before
    from cases.cases c where c.id = any (${[...case_ids]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, before }) => [id, before]))
}

/** Ends locked cases of one organisation. `into` names for each, if any, the case that continues it. */
export async function endPassed(
  tx: Write,
  {
    organisation_id,
    case_ids,
    into,
  }: { organisation_id: string; case_ids: readonly string[]; into: ReadonlyMap<string, string> },
  now: Date,
): Promise<void> {
  const { agreed } = await recallAgreement(tx, organisation_id)
  const clocks = await listClocksOfMany(tx, case_ids, agreed.calendars)
  const ended = clocks
    .filter(({ state }) => state !== 'stopped')
    .map(clock => {
      const { calendar: _, ...row } = passAway(clock, now)
      return row
    })
  await keepClocks(tx, ended, [
    'state',
    'used_seconds',
    'counting_since',
    'due_at',
    'warn_at',
    'warned_at',
    'look_at',
    'stopped_at',
    'outcome',
  ])
  await sql`update cases.pauses set until_time = greatest(from_time, ${now}) where case_id = any (${[...case_ids]}::uuid[]) and until_time is null`.execute(
    tx,
  )
  const goes_on = JSON.stringify(case_ids.map(id => ({ id, into: into.get(id) ?? null })))
  await sql`
    update cases.cases c set state = 'closed', closure_code = 'passed', resolved_at = coalesce(c.resolved_at, ${now}), closed_at = ${now},
      hold_reason = null, held_until = null, merged_into_id = n."into", next_due_at = null, next_metric = null, changed_at = ${now},
      version = c.version + 1
    from json_to_recordset(${goes_on}::json) as n(id uuid, "into" uuid) where c.id = n.id`.execute(tx)
}

const keepClocks = (tx: Write, rows: readonly object[], columns: readonly string[]) =>
  sql`update cases.case_clocks k set ${set(columns)}
    from json_populate_recordset(null::cases.case_clocks, ${JSON.stringify(rows)}::json) r where k.id = r.id`.execute(
    tx,
  )

interface Before {
  readonly case: object
  readonly clocks: readonly object[]
  readonly pause: string | null
}

/** Makes cases stand as they stood, from what was noted before they ended. */
export async function standAgain(tx: Write, before: readonly Before[]): Promise<void> {
  const clocks = before.flatMap(one => one.clocks)
  await keepClocks(tx, clocks, OF_CLOCK)
  // The table itself asks for the next threshold to be worked out again, which was known.
  await keepClocks(tx, clocks, ['escalate_at'])
  const pauses = before.map(({ pause }) => pause).filter(id => id !== null)
  await sql`update cases.pauses set until_time = null where id = any (${pauses}::uuid[])`.execute(tx)
  const cases = JSON.stringify(before.map(one => one.case))
  await sql`update cases.cases c set ${set(OF_CASE)} from json_populate_recordset(null::cases.cases, ${cases}::json) r where c.id = r.id`.execute(
    tx,
  )
}
