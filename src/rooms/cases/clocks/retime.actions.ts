/*
 * How a case's clocks stand follows from its record, its agreements and their calendars alone (rooms/clock, `clocksOf`). Retiming
 * works that out and keeps what differs.
 */
import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type AllAgreed, recallAgreement } from '#rooms/catalogue/index.ts'
import { type CaseEvent, type Clock, clocksOf } from '#rooms/clock/index.ts'
import type { Kind } from '../case.rules.ts'
import { type CaseClock, nextDue } from './case-clock.rules.ts'
import { historyFrom } from './case-history.ts'
import { listClocksOfMany } from './clocks.queries.ts'
import { agreementsFor, type CaseHistory, historiesOf } from './history.queries.ts'
import { differences, kept, keyOf } from './kept-clock.ts'

export interface CaseOf {
  readonly id: string
  readonly organisation_id: string
}

/** What happens now and is not in the record yet. */
export type Happening = {
  [Name in CaseEvent['what']]: Omit<Extract<CaseEvent, { what: Name }>, 'seq' | 'at'>
}[CaseEvent['what']]

export interface Asked {
  readonly agreed: AllAgreed
  readonly happening?: readonly Happening[] | undefined
  /** When it happens, if not now. */
  readonly happens_at?: Date | undefined
}

/** A clock as it is kept so far, if it is, and as the record has it. */
export interface Worked {
  readonly before: CaseClock | undefined
  readonly after: CaseClock
  readonly clock: Clock
}

/** Every clock of these cases as their records have it, beside the rows kept so far. Nothing is written. */
export async function workedAll(
  tx: Read,
  case_ids: readonly string[],
  { agreed, happening = [], happens_at }: Asked,
  now: Date,
): Promise<Map<string, Worked[]>> {
  const [histories, kept] = await Promise.all([
    historiesOf(tx, case_ids, agreed),
    listClocksOfMany(tx, case_ids, agreed.calendars),
  ])
  const rows = Map.groupBy(kept, ({ case_id }) => case_id)
  return new Map(
    [...histories].map(([id, history]) => {
      const last = history.events.at(-1)?.seq ?? 0
      // As in the types above: what happens is an event without its place.
      const more = happening.map(
        (one, i) => ({ ...one, seq: last + 1 + i, at: (happens_at ?? now).getTime() }) as CaseEvent,
      )
      const whole = { kind: history.kind, events: [...history.events, ...more] }
      return [id, workedFrom(whole, rows.get(id) ?? [], agreed, now)]
    }),
  )
}

/** The clocks of one history beside their rows. */
export function workedFrom(history: CaseHistory, rows: readonly CaseClock[], agreed: AllAgreed, now: Date): Worked[] {
  const clocks = clocksOf(history.events, agreementsFor(agreed, history.kind), agreed.calendars, now.getTime())
  const known = new Map(rows.map(row => [keyOf(row), row]))
  return clocks.map(clock => {
    const { kind, agreement: agreement_id, turn } = clock
    const before = known.get(keyOf({ kind, agreement_id, metric: clock.metric as CaseClock['metric'], turn }))
    return { before, after: kept(clock, clocks, { agreed, before, id: before?.id ?? newId(), now }), clock }
  })
}

/** Every clock of a case as its record has it. */
export const worked = async (tx: Read, { id }: CaseOf, asked: Asked, now: Date): Promise<Worked[]> =>
  (await workedAll(tx, [id], asked, now)).get(id) ?? []

/**
 * Works out the clocks of a locked case from its record and keeps those that differ; returns how all stand. Where nothing but the
 * plain two are agreed, they are kept by the rules of `case-clock.rules.ts` as things happen, which say the same: nothing is done.
 */
export async function retime(
  tx: Write,
  theCase: CaseOf,
  now: Date,
  happening?: readonly Happening[],
): Promise<CaseClock[]> {
  const { agreed } = await recallAgreement(tx, theCase.organisation_id)
  if (agreed.plain) return []
  return retimeAll(tx, theCase, { agreed, happening }, now)
}

/** The same whatever is agreed. */
export const retimeAll = async (tx: Write, theCase: CaseOf, asked: Asked, now: Date): Promise<CaseClock[]> =>
  (await retimeMany(tx, [theCase], asked, now)).get(theCase.id)?.clocks ?? []

/** The same of many locked cases at once; also says of each which of its clocks moved. */
export async function retimeMany(
  tx: Write,
  cases: readonly CaseOf[],
  asked: Asked,
  now: Date,
): Promise<Map<string, { clocks: CaseClock[]; moved: Worked[] }>> {
  const all = await workedAll(
    tx,
    cases.map(({ id }) => id),
    asked,
    now,
  )
  const found = new Map(
    [...all].map(([id, each]) => {
      const moved = each.filter(({ before, after }) => !before || differs(before, after, now))
      const kept = new Set(moved)
      return [id, { moved, clocks: each.map(one => (kept.has(one) ? one.after : (one.before ?? one.after))) }]
    }),
  )
  await keep(
    tx,
    cases.flatMap(({ id, organisation_id }) =>
      (found.get(id)?.moved ?? []).map(({ after: { calendar: _, ...row } }) => ({
        ...row,
        case_id: id,
        organisation_id,
      })),
    ),
  )
  const due = JSON.stringify([...found].map(([id, { clocks }]) => ({ id, ...nextDue(clocks) })))
  await sql`
    update cases.cases c set next_due_at = r.next_due_at, next_metric = r.next_metric
    from json_to_recordset(${due}::json) as r (id uuid, next_due_at timestamptz, next_metric text)
    where c.id = r.id and (c.next_due_at, c.next_metric) is distinct from (r.next_due_at, r.next_metric)`.execute(tx)
  return found
}

/** The clocks of a case that is being logged. */
export function clocksAtLogging(agreed: AllAgreed, logged: Logged, now: Date): CaseClock[] {
  const { kind, started_at, team_id, payload } = logged
  const event = {
    position: 1,
    name: 'case.logged',
    actor_id: null,
    actor_name: '',
    happened_at: now,
    automatic: false,
    words: null,
  }
  const events = historyFrom([{ ...event, payload: { ...payload } }], { started_at, team_id, own: undefined })
  const clocks = clocksOf(events, agreementsFor(agreed, kind), agreed.calendars, now.getTime())
  return clocks.map(clock => kept(clock, clocks, { agreed, before: undefined, id: newId(), now }))
}

interface Logged {
  readonly kind: Kind
  readonly started_at: Date
  readonly team_id: string | null
  /** As the record will have it. */
  readonly payload: object
}

const differs = (before: CaseClock, after: CaseClock, now: Date) =>
  differences(before, after, now).length > 0 || before.look_at?.getTime() !== after.look_at?.getTime()

async function keep(tx: Write, moved: readonly object[]): Promise<void> {
  if (moved.length === 0) return
  const rows = JSON.stringify(moved)
  await sql`
    insert into cases.case_clocks as k (id, organisation_id, case_id, kind, agreement_id, metric, turn, standing, priority, target_seconds,
      warn_percent, calendar_id, started_at, state, used_seconds, counting_since, due_at, warn_at, warned_at, look_at, missed_at,
      missed_because, stopped_at, outcome, pinned_due_at)
    select id, organisation_id, case_id, kind, agreement_id, metric, turn, standing, priority, target_seconds,
      warn_percent, calendar_id, started_at, state, used_seconds, counting_since, due_at, warn_at, warned_at, look_at, missed_at,
      missed_because, stopped_at, outcome, pinned_due_at
    from json_populate_recordset(null::cases.case_clocks, ${rows}::json)
    on conflict on constraint case_clocks_one_of_each do update set standing = excluded.standing, priority = excluded.priority,
      target_seconds = excluded.target_seconds, calendar_id = excluded.calendar_id, started_at = excluded.started_at,
      state = excluded.state, used_seconds = excluded.used_seconds, counting_since = excluded.counting_since, due_at = excluded.due_at,
      warn_at = excluded.warn_at, look_at = excluded.look_at, missed_at = excluded.missed_at, missed_because = excluded.missed_because,
      stopped_at = excluded.stopped_at, outcome = excluded.outcome, pinned_due_at = excluded.pinned_due_at`.execute(tx)
}
