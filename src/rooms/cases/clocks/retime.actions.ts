/*
 * How a case's clocks stand follows from its record, its agreements and their calendars alone (rooms/clock, `clocksOf`). Retiming
 * works that out and keeps what differs.
 */
import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type AllAgreed, recallAgreement } from '#rooms/catalogue/index.ts'
import { type CaseEvent, clocksOf } from '#rooms/clock/index.ts'
import type { Kind } from '../case.rules.ts'
import { type CaseClock, nextDue } from './case-clock.rules.ts'
import { historyFrom } from './case-history.ts'
import { listEveryClock } from './clocks.queries.ts'
import { agreementsFor, historyOf } from './history.queries.ts'
import { differences, kept, keyOf } from './kept-clock.ts'

export interface CaseOf {
  readonly id: string
  readonly organisation_id: string
}

/** What happens now and is not in the record yet. */
export type Happening = {
  [Name in CaseEvent['what']]: Omit<Extract<CaseEvent, { what: Name }>, 'seq' | 'at'>
}[CaseEvent['what']]

/** Every clock of a case as its record has it, beside the rows kept so far. Nothing is written. */
export async function worked(
  tx: Read,
  theCase: CaseOf,
  asked: { readonly agreed: AllAgreed; readonly happening?: readonly Happening[] | undefined },
  now: Date,
) {
  const { agreed, happening = [] } = asked
  const { kind, events } = await historyOf(tx, theCase.id, agreed)
  const last = events.at(-1)?.seq ?? 0
  // As in the types above: what happens is an event without its place.
  const more = happening.map((one, i) => ({ ...one, seq: last + 1 + i, at: now.getTime() }) as CaseEvent)
  const clocks = clocksOf([...events, ...more], agreementsFor(agreed, kind), agreed.calendars, now.getTime())
  const rows = new Map((await listEveryClock(tx, theCase.id)).map(row => [keyOf(row), row]))
  return clocks.map(clock => {
    const key = {
      kind: clock.kind,
      agreement_id: clock.agreement,
      metric: clock.metric as CaseClock['metric'],
      turn: clock.turn,
    }
    const before = rows.get(keyOf(key))
    return { before, after: kept(clock, clocks, { agreed, before, id: before?.id ?? newId(), now }), clock }
  })
}

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
export async function retimeAll(
  tx: Write,
  theCase: CaseOf,
  asked: { readonly agreed: AllAgreed; readonly happening?: readonly Happening[] | undefined },
  now: Date,
): Promise<CaseClock[]> {
  const all = await worked(tx, theCase, asked, now)
  const moved = all.filter(
    ({ before, after }) => !before || differences(before, after, now).length > 0 || tells(before, after),
  )
  if (moved.length > 0)
    await keep(
      tx,
      theCase,
      moved.map(({ after }) => after),
    )
  const clocks = all.map(({ before, after }) => (moved.some(each => each.after === after) ? after : (before ?? after)))
  const { next_due_at, next_metric } = nextDue(clocks)
  await sql`update cases.cases set next_due_at = ${next_due_at}, next_metric = ${next_metric}
    where id = ${theCase.id} and (next_due_at, next_metric) is distinct from (${next_due_at}::timestamptz, ${next_metric}::text)`.execute(
    tx,
  )
  return clocks
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

const tells = (before: CaseClock, after: CaseClock) => before.look_at?.getTime() !== after.look_at?.getTime()

async function keep(tx: Write, { id: case_id, organisation_id }: CaseOf, clocks: readonly CaseClock[]): Promise<void> {
  const rows = JSON.stringify(clocks.map(({ calendar: _, ...row }) => ({ ...row, case_id, organisation_id })))
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
