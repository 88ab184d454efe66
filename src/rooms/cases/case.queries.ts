import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Channel, ClosureCode, HoldReason, Kind, Priority, State } from './case.rules.ts'
import type { MessageKind } from './message.ts'
import { caseProblems } from './problems.ts'
import { noteReading } from './restricting/reading.ts'

/** A case, with the names a reader needs. */
export interface Case {
  readonly id: string
  readonly organisation_id: string
  readonly organisation: string
  readonly organisation_accent: string
  readonly zone: string
  readonly reference: string
  readonly kind: Kind
  readonly state: State
  readonly subject: string
  readonly channel: Channel
  readonly category_id: string | null
  readonly category: string | null
  readonly impact: 1 | 2 | 3
  readonly urgency: 1 | 2 | 3
  readonly priority: Priority
  readonly requester_id: string
  readonly requester: string
  readonly logged_by: string | null
  readonly team_id: string | null
  readonly team: string | null
  readonly assignee_id: string | null
  readonly assignee: string | null
  readonly hold_reason: HoldReason | null
  readonly held_until: Date | null
  readonly closure_code: ClosureCode | null
  readonly resolution: string | null
  readonly next_due_at: Date | null
  readonly next_metric: string | null
  readonly started_at: Date
  readonly logged_at: Date
  readonly first_responded_at: Date | null
  readonly resolved_at: Date | null
  readonly closed_at: Date | null
  readonly changed_at: Date
  readonly unread: boolean
  readonly reassignments: number
  readonly reopenings: number
  readonly merged_into_id: string | null
  readonly location: string | null
  readonly external_system: string | null
  readonly external_reference: string | null
  /** Only those named may know of it. */
  readonly restricted: boolean
  readonly version: number
}

/** Every column of a `Case`, from the case as `c`. */
export const SELECT_CASE = sql`
  select c.id, c.organisation_id, o.short_name as organisation, o.accent as organisation_accent, o.zone, c.reference, c.kind, c.state,
    c.subject, c.channel, c.category_id, k.path as category, c.impact, c.urgency, c.priority, c.requester_id, r.name as requester,
    c.logged_by, c.team_id, t.name as team, c.assignee_id, a.name as assignee, c.hold_reason, c.held_until, c.closure_code,
    c.resolution, c.next_due_at, c.next_metric, c.started_at, c.logged_at, c.first_responded_at, c.resolved_at, c.closed_at,
    c.changed_at, c.unread, c.reassignments, c.reopenings, c.merged_into_id, c.location, c.external_system, c.external_reference,
    c.restricted, c.version
  from cases.cases c
    join people.published_organisations o on o.id = c.organisation_id
    join people.published_persons r on r.id = c.requester_id
    left join catalogue.published_categories k on k.id = c.category_id
    left join people.published_teams t on t.id = c.team_id
    left join people.published_persons a on a.id = c.assignee_id`

export async function findCase(tx: Read, reference: string): Promise<Case | undefined> {
  const { rows } = await sql<Case>`${SELECT_CASE} where c.reference = ${reference}`.execute(tx)
  noteReading(tx, rows)
  return rows[0]
}

/** Raises `cases.not-found` alike for no such case and for another council's. */
export async function getCase(tx: Read, reference: string): Promise<Case> {
  return (await findCase(tx, reference)) ?? caseProblems.raise('not-found')
}

export async function findCaseById(tx: Read, id: string): Promise<Case | undefined> {
  const { rows } = await sql<Case>`${SELECT_CASE} where c.id = ${id}`.execute(tx)
  noteReading(tx, rows)
  return rows[0]
}

export async function getCaseById(tx: Read, id: string): Promise<Case> {
  return (await findCaseById(tx, id)) ?? caseProblems.raise('not-found')
}

/**
 * Loads a case for change, and keeps others from changing it until the transaction ends. `version` is what the person was shown:
 * when somebody has changed the case since, raises `cases.changed-meanwhile`.
 */
export async function lockCase(tx: Write, reference: string, version?: number): Promise<Case> {
  const { rows } = await sql<Case>`${SELECT_CASE} where c.reference = ${reference} for no key update of c`.execute(tx)
  const theCase = rows[0] ?? caseProblems.raise('not-found')
  if (version !== undefined && version !== theCase.version)
    caseProblems.raise('changed-meanwhile', { version: theCase.version })
  return theCase
}

export interface Message {
  readonly id: string
  readonly kind: MessageKind
  readonly author_id: string | null
  readonly author_name: string
  readonly author_side: 'requester' | 'staff'
  readonly channel: string
  readonly body: string
  readonly sent_at: Date
  readonly split_to_id: string | null
  /** In a story: the case it was said on, if that was merged into this one. */
  readonly from_reference?: string | null
  /** In a story: the case it was split off to. */
  readonly split_to?: string | null
}

/**
 * What was said on a case and on those merged into it, oldest first; what was held and then said anew, once. For staff:
 * other people's words are among them.
 */
export async function listStoryMessages(tx: Read, case_id: string): Promise<Message[]> {
  const { rows } = await sql<Message>`
    select m.id, m.kind, m.author_id, m.author_name, m.author_side, m.channel, m.body, m.sent_at, m.split_to_id,
      (select c.reference from cases.cases c where c.id = m.case_id and m.case_id <> ${case_id}) as from_reference,
      (select c.reference from cases.cases c where c.id = m.split_to_id) as split_to
    from cases.messages m where m.case_id = any (array(select cases.story_of(${case_id})))
      and not exists (select from cases.message_sources s where s.message_id = m.id and s.accepted_as is not null)
    order by m.sent_at, m.id`.execute(tx)
  return rows
}

/** What was said on a case, oldest first. For the requester's side, never a note, nor what went to somebody else. */
export async function listMessages(tx: Read, case_id: string, side: 'requester' | 'staff'): Promise<Message[]> {
  const query = tx
    .selectFrom('cases.messages')
    .select(['id', 'kind', 'author_id', 'author_name', 'author_side', 'channel', 'body', 'sent_at', 'split_to_id'])
    .where('case_id', '=', case_id)
    .orderBy('sent_at')
    .orderBy('id')
  const rows =
    side === 'staff' ? await query.execute() : await query.where('kind', 'in', ['request', 'reply']).execute()
  // kind and author_side are checked by the table.
  return rows as Message[]
}
