/*
 * One statement for a page of a queue. An index walk finds the next cases in order, a few more than a page, so that the groups can be
 * counted from them; only the page's own rows are then joined to their names and clocks. Limits are written into the text, since a
 * prepared plan that does not know its limit sorts the whole table.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { HoldReason, Kind, Priority, State } from '../case.rules.ts'
import { type Cursor, writeCursor } from './cursor.rules.ts'
import { isOpenOnly, type View } from './view.rules.ts'

export interface QueueRow {
  readonly id: string
  readonly reference: string
  readonly organisation_id: string
  readonly subject: string
  readonly last_message: string | null
  readonly state: State
  readonly kind: Kind
  readonly priority: Priority
  readonly channel: string
  readonly hold_reason: HoldReason | null
  readonly unread: boolean
  readonly requester: string
  readonly assignee_id: string | null
  readonly assignee: string | null
  readonly team_id: string | null
  readonly category: string | null
  readonly logged_at: Date
  readonly changed_at: Date
  readonly next_due_at: Date | null
  readonly clock: RowClock | null
}

/** The clock a row shows: the one due next, or the resolution's when none runs. */
export interface RowClock {
  readonly metric: string
  readonly target_seconds: number
  readonly used_seconds: number
  readonly warn_percent: number
  readonly calendar_id: string
  readonly due_at: string | null
  readonly state: 'running' | 'paused' | 'stopped'
  readonly missed: boolean
}

export interface GroupCounts {
  readonly late: number
  readonly today: number
  readonly later: number
  readonly paused: number
}

/** What a view means for the person who asks: resolved names, and the day's edges as instants. */
export interface Question {
  readonly view: View
  readonly person_id: string
  /** The team whose slug the place is. */
  readonly team_id: string | undefined
  /** Said when there is only one, so that its own index serves. */
  readonly organisation_id: string | undefined
  readonly since: Date | undefined
  readonly now: Date
  readonly endOfToday: Date
  readonly after: Cursor | undefined
  readonly size: number
  /** How many more to look ahead, for the counts. */
  readonly ahead: number
}

export interface QueuePage {
  readonly rows: readonly QueueRow[]
  readonly counts: GroupCounts
  /** How many were seen from here on; when it is the most that was looked for, there are perhaps more. */
  readonly seen: number
  readonly next: string | undefined
}

const KEYS = {
  due: sql.raw('c.next_due_at'),
  logged: sql.raw('c.logged_at'),
  changed: sql.raw('c.changed_at'),
  priority: sql.raw('c.priority'),
  requester: sql.raw('r.name'),
} as const
const TYPES = { due: 'timestamptz', logged: 'timestamptz', changed: 'timestamptz', priority: 'text', requester: 'text' }

function placeOf({ view, person_id, team_id }: Question): RawBuilder<unknown>[] {
  if (team_id) return [sql`c.team_id = ${team_id}`]
  if (view.place === 'mine') return [sql`c.assignee_id = ${person_id}`]
  return view.place === 'unassigned' ? [sql`c.assignee_id is null`] : []
}

function conditions(question: Question): RawBuilder<unknown>[] {
  const { view, organisation_id, since, person_id } = question
  const all = placeOf(question)
  if (isOpenOnly(view)) all.push(sql`c.is_open`)
  if (organisation_id) all.push(sql`c.organisation_id = ${organisation_id}`)
  if (view.states.length > 0) all.push(sql`c.state in (${sql.join(view.states)})`)
  if (view.priorities.length > 0) all.push(sql`c.priority in (${sql.join(view.priorities)})`)
  if (view.category) all.push(sql`c.category_id = ${view.category}`)
  if (view.assignee === 'none') all.push(sql`c.assignee_id is null`)
  else if (view.assignee) all.push(sql`c.assignee_id = ${view.assignee === 'me' ? person_id : view.assignee}`)
  if (view.channel) all.push(sql`c.channel = ${view.channel}`)
  if (view.kind) all.push(sql`c.kind = ${view.kind}`)
  if (view.reason) all.push(sql`c.hold_reason = ${view.reason}`)
  if (since) all.push(sql`c.logged_at >= ${since}`)
  return all
}

/** The walks that together continue after a cursor. Cases with nothing due come last, and a comparison never finds a null. */
function continuations({ view, after }: Question): RawBuilder<unknown>[][] {
  if (!after) return [[]]
  const key = KEYS[view.sort]
  if (after.key === null) return [[sql`${key} is null and c.id > ${after.id}`]]
  const beyond = sql.raw(view.descending ? '<' : '>')
  const past = sql`(${key}, c.id) ${beyond} (${after.key}::${sql.raw(TYPES[view.sort])}, ${after.id}::uuid)`
  return view.sort === 'due' && !view.descending ? [[past], [sql`${key} is null`]] : [[past]]
}

function walk(question: Question, more: RawBuilder<unknown>[], most: number): RawBuilder<unknown> {
  const { sort, descending } = question.view
  const where = [...conditions(question), ...more]
  if (sort === 'due' && descending) where.push(sql`c.next_due_at is not null`)
  const direction = sql.raw(descending ? 'desc' : 'asc')
  return sql`(select c.id, c.next_due_at, ${KEYS[sort]} as key from cases.cases c
    ${sql.raw(sort === 'requester' ? 'join people.published_persons r on r.id = c.requester_id' : '')}
    where ${where.length > 0 ? sql.join(where, sql` and `) : sql.lit(true)}
    order by ${KEYS[sort]} ${direction}, c.id ${direction} limit ${sql.lit(most)})`
}

type Found = QueueRow & GroupCounts & { cursor_key: string | null; seen: number }

/** A page of a queue, with how many of each group are ahead. */
export async function listQueue(tx: Read, question: Question): Promise<QueuePage> {
  const { view, size, now, endOfToday } = question
  const most = Math.max(question.ahead, size + 1)
  const walks = continuations(question).map(more => walk(question, more, most))
  const direction = sql.raw(view.descending ? 'desc' : 'asc')
  const together =
    walks.length === 1
      ? walks[0]!
      : sql`select * from (${sql.join(walks, sql` union all `)}) w order by key ${direction}, id limit ${sql.lit(most)}`
  const { rows } = await sql<Found>`
    with ahead as materialized (${together}),
    numbers as (select count(*)::int as seen, count(*) filter (where next_due_at < ${now})::int as late,
      count(*) filter (where next_due_at >= ${now} and next_due_at < ${endOfToday})::int as today,
      count(*) filter (where next_due_at >= ${endOfToday})::int as later,
      count(*) filter (where next_due_at is null)::int as paused from ahead),
    page as (select id, key, row_number() over () as place from ahead limit ${sql.lit(size)})
    select c.id, c.reference, c.organisation_id, c.subject, c.last_message, c.state, c.kind, c.priority, c.channel, c.hold_reason,
      c.unread, r.name as requester, c.assignee_id, a.name as assignee, c.team_id, c.logged_at, c.changed_at, c.next_due_at,
      ${view.columns.includes('category') ? sql`k.path` : sql`null`} as category,
      (select json_build_object('metric', t.metric, 'target_seconds', t.target_seconds, 'used_seconds', t.used_seconds,
        'warn_percent', t.warn_percent, 'calendar_id', t.calendar_id, 'due_at', t.due_at, 'state', t.state,
        'missed', t.missed_at is not null)
       from cases.case_clocks t where t.case_id = c.id and t.metric = coalesce(c.next_metric, 'resolve')) as clock,
      page.key::text as cursor_key, numbers.*
    from page join cases.cases c on c.id = page.id cross join numbers
      join people.published_persons r on r.id = c.requester_id
      left join people.published_persons a on a.id = c.assignee_id
      ${view.columns.includes('category') ? sql`left join catalogue.published_categories k on k.id = c.category_id` : sql``}
    order by page.place`.execute(tx)
  return pageOf(rows, size)
}

function pageOf(rows: readonly Found[], size: number): QueuePage {
  const first = rows[0]
  const last = rows.at(-1)
  const { late = 0, today = 0, later = 0, paused = 0, seen = 0 } = first ?? {}
  const next = last && seen > size ? writeCursor({ key: last.cursor_key, id: last.id }) : undefined
  return { rows, counts: { late, today, later, paused }, seen, next }
}
