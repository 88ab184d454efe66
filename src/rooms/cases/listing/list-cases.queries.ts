/*
 * One statement for a page of cases. Each organisation's index is walked in order for at most a page, the walks are merged, and only
 * the page's own rows get their names: so a page costs the same whether there are ten thousand cases or a million. Limits are
 * written into the text, since a prepared plan that does not know its limit sorts the whole table.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { type Case, SELECT_CASE } from '../case.queries.ts'
import type { Priority, State } from '../case.rules.ts'
import { noteReading } from '../restricting/reading.ts'

export interface CaseFilter {
  /** Organisations in which every case is seen, and those in which only the asker's own are. */
  readonly organisations: readonly string[]
  readonly own_only_in: readonly string[]
  readonly asker_id: string
  readonly states?: readonly State[] | undefined
  readonly priorities?: readonly Priority[] | undefined
  readonly team_id?: string | undefined
  /** Null for nobody's. */
  readonly assignee_id?: string | null | undefined
  readonly requester_id?: string | undefined
  readonly category_id?: string | undefined
  readonly logged_since?: Date | undefined
  /** Given, the oldest change comes first: a program that follows the list to its end has seen every change. */
  readonly updated_since?: Date | undefined
  readonly after?: Cursor | undefined
  readonly limit: number
}

/** The last case of a page: by when it was sorted, as the database writes it, and its identifier. */
export interface Cursor {
  readonly at: string
  readonly id: string
}

export type ListedCase = Case & { readonly at: string }

const ROUND_LIMITS = [20, 50, 100, 200]

function conditions(filter: CaseFilter): RawBuilder<unknown>[] {
  const { states, priorities, team_id, assignee_id, requester_id, category_id, logged_since, updated_since } = filter
  const all: RawBuilder<unknown>[] = []
  if (states?.length) all.push(sql`c.state in (${sql.join(states)})`)
  if (states?.length && !states.some(state => state === 'resolved' || state === 'closed')) all.push(sql`c.is_open`)
  if (priorities?.length) all.push(sql`c.priority in (${sql.join(priorities)})`)
  if (team_id) all.push(sql`c.team_id = ${team_id}`)
  if (assignee_id === null) all.push(sql`c.assignee_id is null`)
  else if (assignee_id) all.push(sql`c.assignee_id = ${assignee_id}`)
  if (requester_id) all.push(sql`c.requester_id = ${requester_id}`)
  if (category_id) all.push(sql`c.category_id = ${category_id}`)
  if (logged_since) all.push(sql`c.logged_at >= ${logged_since}`)
  if (updated_since) all.push(sql`c.changed_at >= ${updated_since}`)
  return all
}

/** A page of cases, newest first, or by their change when `updated_since` is given; at most `limit`. */
export async function listCases(tx: Read, filter: CaseFilter): Promise<ListedCase[]> {
  const { after, organisations, own_only_in, asker_id } = filter
  const key = sql.raw(filter.updated_since ? 'c.changed_at' : 'c.logged_at')
  const [direction, beyond] = filter.updated_since ? [sql.raw('asc'), sql.raw('>')] : [sql.raw('desc'), sql.raw('<')]
  const most = sql.lit(ROUND_LIMITS.find(round => round >= filter.limit) ?? filter.limit)
  const where = conditions(filter)
  if (after) where.push(sql`(${key}, c.id) ${beyond} (${after.at}::timestamptz, ${after.id}::uuid)`)
  const rest = sql.join([sql.lit(true), ...where], sql` and `)
  const walk = (ids: readonly string[], own: RawBuilder<unknown>) => sql`
    select w.id, w.at from unnest(${[...ids]}::uuid[]) as o (id) cross join lateral (
      select c.id, ${key} as at from cases.cases c where c.organisation_id = o.id and ${own} and ${rest}
      order by ${key} ${direction}, c.id ${direction} limit ${most}) w`
  const walks = [
    ...(organisations.length > 0 ? [walk(organisations, sql.lit(true))] : []),
    ...(own_only_in.length > 0 ? [walk(own_only_in, sql`c.requester_id = ${asker_id}`)] : []),
  ]
  if (walks.length === 0) return []
  const { rows } = await sql<ListedCase>`
    with page as materialized (
      select * from (${sql.join(walks, sql` union all `)}) p order by at ${direction}, id ${direction} limit ${most})
    select listed.*, page.at::text as at from page join lateral (${SELECT_CASE} where c.id = page.id) listed on true
    order by page.at ${direction}, page.id ${direction}`.execute(tx)
  noteReading(tx, rows)
  return rows
}
