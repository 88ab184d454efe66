/*
 * One statement for a page of a queue. An index walk finds the next cases in order; a second, a little longer and of nothing but due
 * times, counts the groups. What a page remembers anyway (teams, colleagues, targets, calendars: see desk.queries.ts) is not joined,
 * and a column that is not shown is not read: at a million cases a page costs half a millisecond, and joining it all cost three times
 * that. Limits are written into the text, since a prepared plan that does not know its limit sorts the whole table.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { Channel, HoldReason, Priority, State } from '../case.rules.ts'
import { type Cursor, writeCursor } from './cursor.rules.ts'
import { isOpenOnly, type View } from './view.rules.ts'

export interface QueueRow {
  readonly id: string
  readonly reference: string
  readonly organisation_id: string
  readonly subject: string
  readonly last_message: string | null
  readonly state: State
  readonly priority: Priority
  readonly hold_reason: HoldReason | null
  readonly unread: boolean
  readonly restricted: boolean
  readonly requester: string
  readonly assignee_id: string | null
  readonly team_id: string | null
  readonly next_due_at: Date | null
  readonly next_metric: string | null
  /** The resolution's clock where none runs: a paused one has no due time, so the row alone cannot say how it stands. */
  readonly standing_clock: StandingClock | null
  // Only when the view shows them.
  readonly category?: string | null
  readonly channel?: Channel
  readonly logged_at?: Date
  readonly changed_at?: Date
}

export interface StandingClock {
  readonly target_seconds: number
  readonly used_seconds: number
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
  /** How far to count the groups; 0 for not at all. */
  readonly ahead: number
}

export interface QueuePage {
  readonly rows: readonly QueueRow[]
  /** How many of each group were seen ahead; when they are together as many as were looked for, there may be more. */
  readonly counts: GroupCounts | undefined
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
  if (view.restricted) all.push(sql`c.restricted`)
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

/** The part of the index that a page, or a count, reads. */
function walk(question: Question, what: RawBuilder<unknown>, most: number, more: RawBuilder<unknown>[]) {
  const { sort, descending } = question.view
  const where = [...conditions(question), ...more]
  if (sort === 'due' && descending) where.push(sql`c.next_due_at is not null`)
  const direction = directionOf(question.view)
  return sql`(select ${what} from cases.cases c
    ${sql.raw(sort === 'requester' ? 'join people.published_persons r on r.id = c.requester_id' : '')}
    where ${where.length > 0 ? sql.join(where, sql` and `) : sql.lit(true)}
    order by ${KEYS[sort]} ${direction}, c.id ${direction} limit ${sql.lit(most)})`
}

const directionOf = ({ descending }: View) => sql.raw(descending ? 'desc' : 'asc')

const ALWAYS =
  sql.raw(`c.id, c.reference, c.organisation_id, c.subject, c.last_message, c.state, c.priority, c.hold_reason, c.unread, c.restricted,
  c.requester_id, c.assignee_id, c.team_id, c.next_due_at, c.next_metric`)

const OPTIONAL = {
  category: sql`(select path from catalogue.published_categories k where k.id = c.category_id) as category`,
  channel: sql`c.channel`,
  logged: sql`c.logged_at`,
  changed: sql`c.changed_at`,
} as const

const chosen = (view: View) =>
  (['category', 'channel', 'logged', 'changed'] as const).filter(
    name => view.columns.includes(name) || view.sort === name,
  )

function countsOf(question: Question): RawBuilder<unknown> {
  const { now, endOfToday, ahead } = question
  return sql`select json_build_object('late', count(*) filter (where next_due_at < ${now}),
    'today', count(*) filter (where next_due_at >= ${now} and next_due_at < ${endOfToday}),
    'later', count(*) filter (where next_due_at >= ${endOfToday}),
    'paused', count(*) filter (where next_due_at is null))
    from ${walk(question, sql`c.next_due_at`, ahead, [])} w`
}

type Found = QueueRow & { cursor_key: string | null; counts: GroupCounts | null }

/** A page of a queue, with how many of each group are ahead. */
export async function listQueue(tx: Read, question: Question): Promise<QueuePage> {
  const { view, size, ahead } = question
  const columns = sql.join([ALWAYS, ...chosen(view).map(name => OPTIONAL[name]), sql`${KEYS[view.sort]} as key`])
  const walks = continuations(question).map(more => walk(question, columns, size + 1, more))
  const { rows } = await sql<Found>`
    select c.*, c.key::text as cursor_key, (select name from people.published_persons r where r.id = c.requester_id) as requester,
      case when c.next_due_at is null then (
        select json_build_object('target_seconds', t.target_seconds, 'used_seconds', t.used_seconds, 'state', t.state,
          'missed', t.missed_at is not null)
        from cases.case_clocks t where t.case_id = c.id and t.kind = 'sla' and t.standing and t.metric in ('resolve', 'fulfil') limit 1) end as standing_clock,
      ${ahead > 0 ? sql`(${countsOf(question)})` : sql`null::json`} as counts
    from (${sql.join(walks, sql` union all `)}) c
    order by c.key ${directionOf(view)}, c.id ${directionOf(view)} limit ${sql.lit(size + 1)}`.execute(tx)
  return pageOf(rows, size)
}

function pageOf(found: readonly Found[], size: number): QueuePage {
  const rows = found.slice(0, size)
  const last = found.length > size ? rows.at(-1) : undefined
  return {
    rows,
    counts: found[0]?.counts ?? undefined,
    next: last && writeCursor({ key: last.cursor_key, id: last.id }),
  }
}
