/*
 * Many cases at once: one statement for each table, and one that records their events in order, each at its own time and told to
 * nobody (abuse case 42).
 */
import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import type { JobContext } from '#platform/jobs/define.ts'
import * as cases from '#rooms/cases/index.ts'
import { leadHearsAt } from './play-beside.ts'
import type { PlayedCase } from './played-case.ts'
import { type Story, THE_SERVICE } from './story.ts'

export interface Written {
  readonly story: Story
  readonly played: PlayedCase
}

const CASE_COLUMNS =
  sql.raw(`id, organisation_id, kind, state, subject, channel, category_id, impact, urgency, priority, requester_id,
  logged_by, team_id, assignee_id, hold_reason, held_until, closure_code, resolution, next_due_at, next_metric, started_at, logged_at,
  first_responded_at, resolved_at, closed_at, changed_at, last_message_at, last_message, last_message_from, unread, reassignments,
  reopenings, location, version`)

/** Writes cases in the order given, which is the order of their references. */
export async function writeCases(tx: Write, batch: readonly Written[], until: Date): Promise<void> {
  const rows = JSON.stringify(batch.map(({ played }) => played.row))
  await sql`insert into cases.cases (${CASE_COLUMNS})
    select ${CASE_COLUMNS} from json_populate_recordset(null::cases.cases, ${rows}::json)`.execute(tx)
  await insertAll(
    tx,
    'messages',
    ofEach(batch, ({ played }) => played.messages),
  )
  // What passed in the imagined past is told to nobody today.
  const clocks = ofEach(batch, ({ played }) =>
    played.clocks.map(({ calendar: _, ...row }) => ({ ...row, quiet_until: until })),
  )
  await insertAll(tx, 'case_clocks', clocks)
  await insertAll(
    tx,
    'pauses',
    ofEach(batch, ({ played }) => played.pauses),
  )
  await insertAll(
    tx,
    'tasks',
    ofEach(batch, ({ played }) => played.tasks),
  )
  await insertAll(
    tx,
    'watchers',
    ofEach(batch, ({ story }) => story.watchers.map(({ id }) => ({ person_id: id, since: story.logging.at }))),
  )
  await indexWords(tx, batch)
  for (const { played } of batch) if (played.row.state !== 'closed') await setTimers(tx, played, until)
}

/** What will happen by itself to a case that is not over: as if those who set its timers had been told of its last event. */
async function setTimers(tx: Write, { row, events, tasks, partner }: PlayedCase, now: Date): Promise<void> {
  const { id, organisation_id, state, held_until } = row
  const within = <T>(work: (tx: Write) => Promise<T>) => work(tx)
  const context: JobContext = {
    ...{ organisation_id, service: THE_SERVICE, now, read: within, write: within },
    readMoment: (_person_id, work) => within(work),
    together: () => context,
  }
  const { name, happened_at } = events.at(-1)!
  const event = { event_id: 0, name, organisation_id, subject_id: id, actor_id: null, happened_at, payload: {} }
  if (held_until) await cases.watchHold(context, event)
  if (state === 'resolved') await cases.watchResolved(context, event)
  for (const task of tasks.filter(({ alerted }) => alerted !== 'lead')) {
    const due_at = task.alerted ? leadHearsAt(partner.calendar, task.due_at) : task.due_at
    await cases.setAlarm(tx, { ...task, organisation_id, due_at }, now)
  }
}

const ofEach = (batch: readonly Written[], rowsOf: (one: Written) => readonly object[]) =>
  batch.flatMap(one =>
    rowsOf(one).map(row => ({ ...row, case_id: one.played.row.id, organisation_id: one.played.row.organisation_id })),
  )

/** The tables' columns are the rows' names. */
async function insertAll(tx: Write, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  const columns = sql.raw(Object.keys(rows[0]!).join(', '))
  const into = sql.table(`cases.${table}`)
  await sql`insert into ${into} (${columns})
    select ${columns} from json_populate_recordset(null::${into}, ${JSON.stringify(rows)}::json)`.execute(tx)
}

/** In order of each case's own chain; references, which are given when cases are written, are put where events say them. */
export async function recordEvents(tx: Write, batch: readonly Written[]): Promise<void> {
  const rows = ofEach(batch, ({ played }) => played.events)
  await sql`
    select count(platform.record_event(e.organisation_id, 'case', e.case_id, e.name, e.actor_id, e.actor_name, e.shown_to,
      case when e.name in ('case.logged', 'case.linked')
        then jsonb_set(e.payload::jsonb, '{reference}', (select to_jsonb(c.reference) from cases.cases c
          where c.id = coalesce((e.payload ->> 'other_id')::uuid, e.case_id)))::json
        else e.payload end,
      e.happened_at, false))
    from (select * from rows from (json_to_recordset(${JSON.stringify(rows)}::json) as (organisation_id uuid, case_id uuid, name text,
      actor_id uuid, actor_name text, shown_to text, payload json, happened_at timestamptz)) with ordinality r
      order by r.ordinality) e`.execute(tx)
}

/** As logging and saying do: the case's own words in one entry, each later message in its own. */
async function indexWords(tx: Write, batch: readonly Written[]): Promise<void> {
  const entries = ofEach(batch, ({ played: { row, requester, messages } }) =>
    messages.map(({ id, kind, body, sent_at }, index) => ({
      part: index === 0 ? 'case' : `message:${id}`,
      shown_to: kind === 'note' ? 'staff' : 'everyone',
      person_id: row.requester_id,
      content: index === 0 ? `${row.subject}\n${requester}\n${body}` : body,
      happened_at: sent_at,
    })),
  )
  await sql`
    select count(*) from json_to_recordset(${JSON.stringify(entries)}::json) as e (organisation_id uuid, case_id uuid, part text,
      shown_to text, person_id uuid, content text, happened_at timestamptz),
      lateral platform.index_words(e.case_id, e.part, e.organisation_id, 'case', e.shown_to, e.person_id, e.content, e.happened_at)`.execute(
    tx,
  )
}
