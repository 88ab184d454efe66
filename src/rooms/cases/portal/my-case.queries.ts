/*
 * What a requester may see: cases they asked for or follow, and of those only what leaves the desk. Row-level security keeps
 * councils apart; these questions keep apart the people within one, so every one of them begins with whose cases they are.
 */
import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { ClosureCode, HoldReason, Kind, State } from '../case.rules.ts'
import { RUNS_OUT } from '../clocks/clocks.queries.ts'
import { caseProblems } from '../problems.ts'
import { noteReading } from '../restricting/reading.ts'

/** A case in a requester's list. */
export interface MyCase {
  readonly id: string
  readonly organisation_id: string
  readonly reference: string
  readonly subject: string
  readonly kind: Kind
  readonly state: State
  readonly is_open: boolean
  readonly hold_reason: HoldReason | null
  readonly closure_code: ClosureCode | null
  readonly held_until: Date | null
  readonly next_due_at: Date | null
  readonly next_metric: string | null
  readonly logged_at: Date
  readonly resolved_at: Date | null
  readonly closed_at: Date | null
  readonly last_message: string | null
  readonly last_message_at: Date | null
  readonly last_message_from: 'requester' | 'staff' | null
  /** Asked for by somebody else, and followed. */
  readonly following: boolean
  /** We wrote, or resolved it, and they have not looked since. What was closed before they ever looked is old, not new. */
  readonly news: boolean
  readonly zone: string
  readonly restricted: boolean
}

const columns = (person_id: string) => sql`
  c.id, c.organisation_id, c.reference, c.subject, c.kind, c.state, c.is_open, c.hold_reason, c.closure_code, c.held_until, c.next_due_at, c.next_metric,
  c.logged_at, c.resolved_at, c.closed_at, c.last_message, c.last_message_at, c.last_message_from, c.requester_id <> ${person_id} as following,
  (c.state <> 'closed' or l.looked_at is not null)
    and coalesce((c.last_message_from = 'staff' and c.last_message_at > coalesce(l.looked_at, '-infinity'))
      or c.resolved_at > coalesce(l.looked_at, '-infinity'), false) as news, o.zone, c.restricted`

const source = (person_id: string) => sql`
  cases.cases c join people.published_organisations o on o.id = c.organisation_id
    left join cases.last_looks l on l.case_id = c.id and l.person_id = ${person_id}`

/** Which part of what they asked for; `text` is looked for in subjects and references. Pages count from 1. */
export interface MyCasesFilter {
  readonly show?: 'open' | 'finished' | undefined
  readonly text?: string | undefined
  readonly page?: number | undefined
  readonly most?: number | undefined
}

/** What a person asked for or follows: open first, then the latest. `more` says that there is another page. */
export async function listMyCases(
  tx: Read,
  person_id: string,
  filter: MyCasesFilter = {},
): Promise<{ cases: MyCase[]; more: boolean }> {
  const { show, text = '', page = 1, most = 20 } = filter
  const { rows } = await sql<MyCase>`select ${columns(person_id)} from ${source(person_id)}
    where c.id = any (array(
        select id from cases.cases where requester_id = ${person_id}
        union select case_id from cases.watchers where person_id = ${person_id}))
      and (${show ?? null}::text is null or c.is_open = (${show ?? null} = 'open'))
      and position(${text.trim().toLowerCase()} in lower(c.subject || ' ' || c.reference)) > 0
    order by c.is_open desc, c.logged_at desc, c.id
    limit ${most + 1} offset ${(page - 1) * most}`.execute(tx)
  return { cases: rows.slice(0, most), more: rows.length > most }
}

/** One case as its requester reads it. Nothing here is for staff only. */
export interface MyCaseWhole extends MyCase {
  readonly requester: string
  readonly category: string | null
  readonly location: string | null
  readonly team: string | null
  readonly assignee: string | null
  readonly resolution: string | null
  /** What was said when its clock was stopped to wait for the requester: what we need from them. */
  readonly asked_of_them: string | null
  /** Since when we wait: for them, a supplier, or a day. */
  readonly held_since: Date | null
  readonly merged_into_id: string | null
  readonly merged_into: string | null
  readonly answer_due_at: Date | null
  readonly fix_due_at: Date | null
  /** When they last looked; null if never. */
  readonly looked_at: Date | null
}

/** A case of theirs. Raises `cases.not-found` alike for no such case and for somebody else's. */
export async function getMyCase(tx: Read, person_id: string, reference: string): Promise<MyCaseWhole> {
  const { rows } = await sql<MyCaseWhole>`
    select ${columns(person_id)}, r.name as requester, l.looked_at, k.path as category, c.location, t.name as team, a.name as assignee,
      c.resolution, c.merged_into_id, m.reference as merged_into,
      (select p.note from cases.pauses p where p.case_id = c.id and p.until_time is null and p.reason = 'requester') as asked_of_them,
      (select max(p.from_time) from cases.pauses p where p.case_id = c.id and p.until_time is null) as held_since,
      (select due_at from cases.case_clocks where case_id = c.id and kind = 'sla' and standing and metric = 'first_response' and state = 'running') as answer_due_at,
      (select k.due_at from cases.case_clocks k where k.case_id = c.id and k.kind = 'sla' and k.standing and k.metric in ('resolve', 'fulfil')
        and ${RUNS_OUT} limit 1) as fix_due_at
    from ${source(person_id)}
      join people.published_persons r on r.id = c.requester_id
      left join catalogue.published_categories k on k.id = c.category_id
      left join people.published_teams t on t.id = c.team_id
      left join people.published_persons a on a.id = c.assignee_id
      left join cases.cases m on m.id = c.merged_into_id and (m.requester_id = ${person_id}
        or exists (select from cases.watchers w where w.case_id = m.id and w.person_id = ${person_id}))
    where c.reference = ${reference}
      and (c.requester_id = ${person_id}
        or exists (select from cases.watchers w where w.case_id = c.id and w.person_id = ${person_id}))`.execute(tx)
  noteReading(tx, rows)
  return rows[0] ?? caseProblems.raise('not-found')
}
