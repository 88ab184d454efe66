import { type RawBuilder, sql } from 'kysely'
import { isId } from '#platform/database/id.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { HoldReason } from '../case.rules.ts'
import type { DisputeState } from './dispute.rules.ts'
import { disputeProblems } from './problems.ts'

/** A dispute with what names it to people. */
export interface Dispute {
  readonly id: string
  readonly organisation_id: string
  readonly organisation: string
  readonly zone: string
  readonly case_id: string
  readonly reference: string
  readonly subject: string
  readonly pause_id: string
  readonly reason: HoldReason
  readonly from_time: Date
  readonly until_time: Date | null
  readonly because: string
  readonly raised_by: string
  readonly raised_by_name: string
  readonly raised_at: Date
  readonly state: DisputeState
  readonly words: string | null
  readonly settled_by_name: string | null
  readonly settled_at: Date | null
}

const select = (rest: RawBuilder<unknown>) => sql<Dispute>`
  select d.id, d.organisation_id, o.short_name as organisation, o.zone, d.case_id, c.reference, c.subject, d.pause_id, p.reason,
    p.from_time, p.until_time, d.because, d.raised_by, coalesce(r.name, 'Somebody') as raised_by_name, d.raised_at, d.state, d.words,
    s.name as settled_by_name, d.settled_at
  from cases.pause_disputes d
    join cases.cases c on c.id = d.case_id
    join cases.pauses p on p.id = d.pause_id
    join people.published_organisations o on o.id = d.organisation_id
    left join people.published_persons r on r.id = d.raised_by
    left join people.published_persons s on s.id = d.settled_by
  ${rest}`

const PER_PAGE = 50

/** Disputes by whether they are open: of the open the oldest first, of the settled the latest. */
export async function listDisputes(
  tx: Read,
  { open, page }: { open: boolean; page: number },
): Promise<{ disputes: Dispute[]; more: boolean }> {
  const order = open ? sql`d.raised_at, d.id` : sql`d.settled_at desc, d.id`
  const which = open ? sql`d.state = 'open'` : sql`d.state <> 'open'`
  const { rows } = await select(
    sql`where ${which} order by ${order} limit ${PER_PAGE + 1} offset ${(page - 1) * PER_PAGE}`,
  ).execute(tx)
  return { disputes: rows.slice(0, PER_PAGE), more: rows.length > PER_PAGE }
}

/** Every dispute of a case, in the order they were raised. */
export const listDisputesOf = async (tx: Read, case_id: string): Promise<Dispute[]> =>
  (await select(sql`where d.case_id = ${case_id} order by d.raised_at, d.id`).execute(tx)).rows

/** Raises `disputes.not-found`. */
export async function getDispute(tx: Read, id: string): Promise<Dispute> {
  if (!isId(id)) return disputeProblems.raise('not-found')
  return (await select(sql`where d.id = ${id}`).execute(tx)).rows[0] ?? disputeProblems.raise('not-found')
}

/** The same, kept from others until the transaction ends. */
export async function lockDispute(tx: Write, id: string): Promise<Dispute> {
  if (!isId(id)) return disputeProblems.raise('not-found')
  return (
    (await select(sql`where d.id = ${id} for no key update of d`).execute(tx)).rows[0] ??
    disputeProblems.raise('not-found')
  )
}

/** When the pauses began that do not count, since their dispute was upheld. */
export async function listUpheld(tx: Read, case_id: string): Promise<Date[]> {
  const { rows } = await sql<{ from_time: Date }>`
    select p.from_time from cases.pause_disputes d join cases.pauses p on p.id = d.pause_id
    where d.case_id = ${case_id} and d.state = 'upheld'`.execute(tx)
  return rows.map(({ from_time }) => from_time)
}

/** How many wait for an answer: for the menu, so counted no further than a hundred. */
export async function countOpenDisputes(tx: Read): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from (select from cases.pause_disputes where state = 'open' limit 100) x`.execute(tx)
  return rows[0]!.open
}
