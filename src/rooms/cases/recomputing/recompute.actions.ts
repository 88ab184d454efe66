import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { type AllAgreed, getAgreement } from '#rooms/catalogue/index.ts'
import { type CaseClock, nextDue } from '../clocks/case-clock.rules.ts'
import { retimeMany } from '../clocks/retime.actions.ts'
import { targetsMoved } from '../events.ts'
import { type ClockOfCase, countUnder, listCasesUnder, listClocksOf, type Under } from './running-clocks.queries.ts'

/** Begins to work clocks out again, from the first: an earlier recompute of the same that is not done begins anew with it. */
export async function beginRecompute(tx: Write, under: Under, organisation_id: string, now: Date): Promise<void> {
  const fresh = { asked_at: now, cursor: null, looked_at: 0, moved: 0, progressed_at: now, finished_at: null }
  const total = await countUnder(tx, under)
  await tx
    .insertInto('cases.recomputes')
    .values({ ...under, organisation_id, total, ...fresh })
    .onConflict(conflict => conflict.columns(['what', 'subject_id']).doUpdateSet({ total, ...fresh }))
    .execute()
}

/** Cases in one transaction: so few that whoever works on one of them hardly waits. */
const BATCH = 400

/** Writes the clocks that differ from how they were, and what their cases are due for next. Returns how many. */
async function keepMoved(tx: Write, before: readonly ClockOfCase[], after: readonly ClockOfCase[]): Promise<number> {
  const moved = after.filter((clock, i) => differs(before[i]!, clock))
  if (moved.length === 0) return 0
  const rows = JSON.stringify(moved.map(({ calendar: _, organisation_id: __, ...row }) => row))
  await sql`
    update cases.case_clocks k set target_seconds = r.target_seconds, warn_percent = r.warn_percent, calendar_id = r.calendar_id,
      used_seconds = r.used_seconds, counting_since = r.counting_since, due_at = r.due_at, warn_at = r.warn_at, look_at = r.look_at,
      missed_at = r.missed_at, missed_because = r.missed_because
    from json_to_recordset(${rows}::json) as r (id uuid, target_seconds integer, warn_percent smallint, calendar_id uuid,
      used_seconds double precision, counting_since timestamptz, due_at timestamptz, warn_at timestamptz, look_at timestamptz,
      missed_at timestamptz, missed_because text)
    where k.id = r.id`.execute(tx)
  const due = JSON.stringify(
    [...new Set(moved.map(({ case_id }) => case_id))].map(id => ({
      id,
      ...nextDue(after.filter(({ case_id }) => case_id === id)),
    })),
  )
  await sql`
    update cases.cases c set next_due_at = r.next_due_at, next_metric = r.next_metric
    from json_to_recordset(${due}::json) as r (id uuid, next_due_at timestamptz, next_metric text)
    where c.id = r.id and c.next_due_at is distinct from r.next_due_at`.execute(tx)
  return moved.length
}

/** Says in each case's story that its targets are others: a clock must be explicable from the record alone. */
async function recordMoved(
  tx: Write,
  author: Author,
  change: { before: readonly ClockOfCase[]; after: readonly ClockOfCase[]; since: Date },
  now: Date,
): Promise<void> {
  const { before, after } = change
  const since = change.since.toISOString()
  const moved = after.flatMap((clock, i) => {
    const { target_seconds: seconds_before, calendar_id } = before[i]!
    const same = seconds_before === clock.target_seconds && calendar_id === clock.calendar_id
    return same ? [] : [{ case_id: clock.case_id, metric: clock.metric, seconds_before, seconds: clock.target_seconds }]
  })
  const cases = new Map(after.map(({ case_id, organisation_id }) => [case_id, organisation_id]))
  for (const [id, organisation_id] of cases) {
    const clocks = moved.filter(({ case_id }) => case_id === id).map(({ case_id: _, ...clock }) => clock)
    if (clocks.length > 0) await record(tx, author, targetsMoved, { id, organisation_id }, { clocks, since }, now)
  }
}

/**
 * The clocks of cases worked out again from their records, in the order they were; where targets changed for open cases, under what is
 * promised from that moment.
 */
async function retimeBatch(
  tx: Write,
  batch: { before: readonly ClockOfCase[]; agreed: AllAgreed; moment: Date | undefined },
  now: Date,
): Promise<ClockOfCase[]> {
  const { before, agreed, moment } = batch
  const own = agreed.agreements.find(({ kind }) => kind === 'sla')
  const version = moment && own?.versions.findLast(({ from }) => from <= moment.getTime())?.version
  const happening = own && version ? [{ what: 'agreed', agreement: own.id, version } as const] : []
  const cases = [...new Map(before.map(({ case_id: id, organisation_id }) => [id, { id, organisation_id }])).values()]
  const found = await retimeMany(tx, cases, { agreed, happening, happens_at: moment }, now)
  const after = new Map([...found.values()].flatMap(({ clocks }) => clocks.map(clock => [clock.id, clock])))
  return before.map(clock => ({ ...clock, ...after.get(clock.id) }))
}

const time = (at: Date | null) => at?.getTime() ?? null
const differs = (a: CaseClock, b: CaseClock) =>
  time(a.due_at) !== time(b.due_at) ||
  time(a.warn_at) !== time(b.warn_at) ||
  time(a.look_at) !== time(b.look_at) ||
  time(a.missed_at) !== time(b.missed_at) ||
  a.target_seconds !== b.target_seconds ||
  a.warn_percent !== b.warn_percent ||
  a.calendar_id !== b.calendar_id

/**
 * Works the clocks of the next few cases out again by a rule, and keeps how far it is, in one transaction. Their cases are locked, so
 * that nobody's act in between is overwritten, and none that began before is missed. Returns false when there are no more.
 */
export async function recomputeSome(
  tx: Write,
  author: Author,
  command: { under: Under; rule: (clock: CaseClock) => CaseClock; since?: Date | undefined },
  now: Date,
): Promise<boolean> {
  const { under, rule, since = now } = command
  const { rows } = await sql<{ cursor: string | null; organisation_id: string }>`
    select cursor, organisation_id from cases.recomputes where what = ${under.what} and subject_id = ${under.subject_id} and finished_at is null
    for update`.execute(tx)
  if (!rows[0]) return false
  const { organisation_id } = rows[0]
  const ids = await listCasesUnder(tx, under, rows[0].cursor, BATCH)
  await sql`select id from cases.cases where id = any (${ids}::uuid[]) order by id for no key update`.execute(tx)
  const before = await listClocksOf(tx, ids)
  const ours = (clock: ClockOfCase) =>
    clock.state !== 'stopped' && (under.what !== 'calendar' || clock.calendar_id === under.subject_id)
  const { agreed } = await getAgreement(tx, before[0]?.organisation_id ?? organisation_id)
  const after = agreed.plain
    ? before.map(clock => (ours(clock) ? { ...clock, ...rule(clock) } : clock))
    : await retimeBatch(tx, { before, agreed, moment: under.what === 'targets' ? since : undefined }, now)
  // Those worked out from their records are kept already.
  const moved = agreed.plain
    ? await keepMoved(tx, before, after)
    : after.filter((clock, i) => differs(before[i]!, clock)).length
  if (under.what === 'targets') await recordMoved(tx, author, { before, after, since }, now)
  const more = ids.length === BATCH
  await sql`
    update cases.recomputes set cursor = coalesce(${ids.at(-1) ?? null}, cursor), looked_at = looked_at + ${before.filter(ours).length},
      moved = moved + ${moved}, progressed_at = ${now}, finished_at = ${more ? null : now}
    where what = ${under.what} and subject_id = ${under.subject_id}`.execute(tx)
  return more
}
