/* The statements of an import. A case that is here already is written over by the same ones, under its own identifier. */
import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { nextDue, quietUntil } from '../clocks/case-clock.rules.ts'
import { clockRows } from '../clocks/clocks.actions.ts'
import { previewOf } from '../message.ts'
import { followsAgreements, keepAgreedClocks } from './agreed-clocks.actions.ts'
import type { Known } from './imported-case.ts'
import type { OtherDesk, Prepared } from './prepare-imported.ts'
import { recordGrowth, recordHistories } from './record-imported.actions.ts'

/** For whom an import is written, with what, and when. */
export interface Context {
  readonly desk: OtherDesk
  readonly known: Known
  readonly now: Date
}

/** Numbers for new cases, the lowest last. */
export async function takeNumbers(tx: Write, count: number): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    select nextval('cases.case_numbers') as number from generate_series(1, ${count}::integer)`.execute(tx)
  return rows.map(row => row.number).reverse()
}

/** Keeps new cases, and those that have grown. */
export async function keepImported(tx: Write, context: Context, all: readonly Prepared[]): Promise<void> {
  const created = all.filter(one => !one.before)
  const grown = all.filter(one => one.before)
  await keepCases(tx, context, all)
  await keepFirstMessages(tx, context, created)
  await keepClocks(
    tx,
    context,
    all.filter(one => !followsAgreements(context.desk, one)),
  )
  await keepPauses(tx, context, all)
  await indexWords(tx, context, all)
  await recordHistories(tx, context.desk, created, context.now)
  if (grown.length > 0) await recordGrowth(tx, context.desk, grown, context.now)
  await keepAgreedClocks(tx, context.desk, all, context.now)
}

const idOf = (ids: ReadonlyMap<string, string>, name: string | null | undefined) =>
  typeof name === 'string' ? ids.get(name) : undefined

function caseRow({ desk, known, now }: Context, { theCase, standing, id, number }: Prepared) {
  const { kind, subject, channel, location, started_at, logged_at, extra, reference } = theCase
  const { state, hold_reason, closure_code, resolution, first_responded_at, resolved_at, closed_at } = standing
  return {
    ...{
      id,
      organisation_id: desk.organisation_id,
      number,
      kind,
      state,
      subject,
      channel,
      ...standing.weight,
      location,
    },
    requester_id: idOf(known.persons, theCase.requester.reference),
    team_id: idOf(known.teams, standing.team),
    assignee_id: idOf(known.persons, standing.assignee?.reference),
    category_id: idOf(known.categories, standing.category),
    ...{ hold_reason, closure_code, resolution, first_responded_at, resolved_at, closed_at, started_at, logged_at },
    ...{ reassignments: standing.reassignments, reopenings: standing.reopenings, ...nextDue(standing.clocks) },
    ...{ changed_at: now, last_message_at: logged_at, last_message: previewOf(theCase.description), extra },
    ...{ external_system: desk.system, external_reference: reference },
  }
}

async function keepCases(tx: Write, context: Context, all: readonly Prepared[]) {
  const rows = JSON.stringify(all.map(one => caseRow(context, one)))
  await sql`
    insert into cases.cases as c (id, organisation_id, number, kind, state, subject, channel, category_id, impact, urgency, priority,
      requester_id, team_id, assignee_id, hold_reason, closure_code, resolution, next_due_at, next_metric, started_at, logged_at,
      first_responded_at, resolved_at, closed_at, changed_at, last_message_at, last_message, last_message_from, reassignments,
      reopenings, location, external_system, external_reference, extra)
    select id, organisation_id, number, kind, state, subject, channel, category_id, impact, urgency, priority,
      requester_id, team_id, assignee_id, hold_reason, closure_code, resolution, next_due_at, next_metric, started_at, logged_at,
      first_responded_at, resolved_at, closed_at, changed_at, last_message_at, last_message, 'requester', reassignments,
      reopenings, location, external_system, external_reference, extra
    from json_populate_recordset(null::cases.cases, ${rows}::json)
    on conflict (id) do update set state = excluded.state, subject = excluded.subject, category_id = excluded.category_id,
      impact = excluded.impact, urgency = excluded.urgency, priority = excluded.priority, requester_id = excluded.requester_id,
      team_id = excluded.team_id, assignee_id = excluded.assignee_id, hold_reason = excluded.hold_reason,
      closure_code = excluded.closure_code, resolution = excluded.resolution, next_due_at = excluded.next_due_at,
      next_metric = excluded.next_metric, first_responded_at = excluded.first_responded_at, resolved_at = excluded.resolved_at,
      closed_at = excluded.closed_at, changed_at = excluded.changed_at, reassignments = excluded.reassignments,
      reopenings = excluded.reopenings, location = excluded.location, extra = excluded.extra, version = c.version + 1`.execute(
    tx,
  )
}

async function keepFirstMessages(tx: Write, { desk, known }: Context, created: readonly Prepared[]) {
  const rows = created.map(({ theCase, id, message_id }) => ({
    ...{ id: message_id, organisation_id: desk.organisation_id, case_id: id, channel: theCase.channel },
    ...{ author_id: idOf(known.persons, theCase.requester.reference), author_name: theCase.requester.name },
    ...{ body: theCase.description, sent_at: theCase.logged_at },
  }))
  await sql`
    insert into cases.messages (id, organisation_id, case_id, kind, author_id, author_name, author_side, channel, body, sent_at)
    select id, organisation_id, case_id, 'request', author_id, author_name, 'requester', channel, body, sent_at
    from json_populate_recordset(null::cases.messages, ${JSON.stringify(rows)}::json)`.execute(tx)
}

/** What passed before a case was here is not told now; what is still to come will be. */
async function keepClocks(tx: Write, { desk, now }: Context, all: readonly Prepared[]) {
  const rows = all.flatMap(({ id, standing }) =>
    clockRows(
      { id, organisation_id: desk.organisation_id },
      standing.clocks.map(clock => quietUntil(clock, now)),
    ),
  )
  if (rows.length === 0) return
  await sql`
    insert into cases.case_clocks (id, organisation_id, case_id, metric, priority, target_seconds, warn_percent, calendar_id, started_at,
      state, used_seconds, counting_since, due_at, warn_at, warned_at, look_at, missed_at, missed_because, stopped_at, outcome, pinned_due_at, quiet_until)
    select id, organisation_id, case_id, metric, priority, target_seconds, warn_percent, calendar_id, started_at,
      state, used_seconds, counting_since, due_at, warn_at, warned_at, look_at, missed_at, missed_because, stopped_at, outcome, pinned_due_at, ${now}::timestamptz
    from json_populate_recordset(null::cases.case_clocks, ${JSON.stringify(rows)}::json)
    on conflict on constraint case_clocks_one_of_each do update set priority = excluded.priority,
      target_seconds = excluded.target_seconds, warn_percent = excluded.warn_percent, calendar_id = excluded.calendar_id,
      state = excluded.state, used_seconds = excluded.used_seconds, counting_since = excluded.counting_since,
      due_at = excluded.due_at, warn_at = excluded.warn_at, warned_at = excluded.warned_at, look_at = excluded.look_at, missed_at = excluded.missed_at,
      missed_because = excluded.missed_because, stopped_at = excluded.stopped_at, outcome = excluded.outcome,
      quiet_until = excluded.quiet_until`.execute(tx)
}

/** A pause is never taken back, so the first ones of a case that has grown are those it has; the last of them may have ended. */
async function keepPauses(tx: Write, { desk }: Context, all: readonly Prepared[]) {
  const rows = all.flatMap(({ id, standing }) =>
    standing.pauses.map((pause, position) => ({
      ...pause,
      ...{ id: newId(), organisation_id: desk.organisation_id, case_id: id, position },
    })),
  )
  if (rows.length === 0) return
  await sql`
    with told as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as p(id uuid, organisation_id uuid, case_id uuid, position bigint,
        reason text, from_time timestamptz, until_time timestamptz)),
    here as (
      select p.id, p.case_id, row_number() over (partition by p.case_id order by p.from_time, p.id) - 1 as position
      from cases.pauses p where p.case_id in (select case_id from told))
    insert into cases.pauses (id, organisation_id, case_id, reason, from_time, until_time)
    select coalesce(here.id, told.id), told.organisation_id, told.case_id, told.reason, told.from_time, told.until_time
    from told left join here using (case_id, position) order by told.case_id, told.position
    on conflict (id) do update set until_time = excluded.until_time`.execute(tx)
}

async function indexWords(tx: Write, { desk, known }: Context, all: readonly Prepared[]) {
  const rows = all.map(({ theCase, id }) => ({
    ...{
      subject_id: id,
      part: 'case',
      organisation_id: desk.organisation_id,
      subject_type: 'case',
      shown_to: 'everyone',
    },
    person_id: idOf(known.persons, theCase.requester.reference),
    content: [theCase.subject, theCase.requester.name, theCase.description, theCase.reference].join('\n'),
    happened_at: theCase.logged_at,
  }))
  await sql`select platform.index_many_words(${JSON.stringify(rows)}::json)`.execute(tx)
}
