/*
 * Logging is the act everything waits for, so it is two statements: one asks what is needed, one writes the case, its first
 * message, its clocks, its event and its words for search together. See docs/decisions/0012.
 */
import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, announce } from '#platform/events/record.ts'
import { type Agreement, recallAgreement, targetsAt } from '#rooms/catalogue/index.ts'
import { type Level, priorityOf } from '#rooms/clock/index.ts'
import type { Channel, Kind, Priority } from '../case.rules.ts'
import { type CaseClock, nextDue, start } from '../clocks/case-clock.rules.ts'
import { clockRows } from '../clocks/clocks.actions.ts'
import { clocksAtLogging } from '../clocks/retime.actions.ts'
import { caseLogged } from '../events.ts'
import { fingerprint, previewOf } from '../message.ts'
import { caseProblems } from '../problems.ts'
import { restrictAtBirth } from '../restricting/restrict.actions.ts'
import { beginPlanned } from '../tasks/planned.actions.ts'

export interface LogCase {
  /** Given by a form or a program that may post twice: the same identifier is the same case. */
  readonly id?: string
  readonly organisation_id: string
  readonly requester_id: string
  readonly subject: string
  readonly body: string
  readonly channel: Channel
  readonly kind?: Kind | undefined
  readonly category_id?: string | undefined
  /** Instead of its identifier: "Hardware / Laptop". */
  readonly category_path?: string | undefined
  readonly impact?: Level | undefined
  readonly urgency?: Level | undefined
  /** Overrides the category's team. */
  readonly team_id?: string | undefined
  readonly assignee_id?: string | undefined
  readonly location?: string | undefined
  /** When the person made contact, if that was before now: the clock starts there (clock semantics 5). */
  readonly started_at?: Date | undefined
}

export interface Logged {
  readonly id: string
  readonly reference: string
  readonly priority: Priority
  readonly next_due_at: Date | null
  readonly message_id: string
  /** The team that alone will know of it: its category is for few. */
  readonly restricted_to: string | null
}

interface Context {
  requester: string
  category_id: string | null
  category: string | null
  kind: Kind | null
  team_id: string | null
  team: string | null
  impact: Level | null
  urgency: Level | null
  /** Whose alone its category's cases are. */
  reader_id: string | null
  reader: string | null
  /** Tasks begin with every case of its category. */
  planned: boolean
}

/**
 * Logs a case and starts its clocks. The category decides what the command leaves open: kind, team, impact, urgency. Raises
 * `cases.requester-elsewhere`, `cases.not-open-yet`, `cases.organisation-ended`, `cases.category-elsewhere`,
 * `cases.team-elsewhere`.
 */
export async function logCase(tx: Write, author: Author, command: LogCase, now: Date): Promise<Logged> {
  const context = await contextOf(tx, command)
  const agreement = await recallAgreement(tx, command.organisation_id)
  const impact = command.impact ?? context.impact ?? 3
  const urgency = command.urgency ?? context.urgency ?? 3
  const priority = priorityOf(agreement.matrix, impact, urgency)
  const startedAt = command.started_at && command.started_at < now ? command.started_at : now
  const begun = {
    ...{ id: command.id ?? newId(), message_id: newId(), impact, urgency, priority, startedAt, now },
    ...{ kind: command.kind ?? context.kind ?? 'incident', team_id: command.team_id ?? context.team_id },
    ...{ team: context.team, requester: context.requester, category_id: context.category_id },
    assignee_id: command.assignee_id ?? null,
  }
  const facts: Facts = { ...begun, clocks: clocksFor(agreement, begun, now) }
  const reference = await insert(tx, author, command, facts)
  announce(tx, { id: facts.id, organisation_id: command.organisation_id }, ['cases'])
  const { next_due_at } = nextDue(facts.clocks)
  const { reader_id: restricted_to, reader } = context
  if (restricted_to) {
    const theCase = { id: facts.id, organisation_id: command.organisation_id }
    restrictAtBirth(tx, author, { theCase, team: { id: restricted_to, name: reader ?? '' } }, now)
  }
  if (context.planned) await beginPlanned(tx, author, facts.id, now)
  return { id: facts.id, reference, message_id: facts.message_id, priority, next_due_at, restricted_to }
}

/** The requester and the category, only if both belong to the organisation (abuse case 18). */
async function contextOf(tx: Write, command: LogCase): Promise<Context> {
  const { rows } = await sql<Context & { team_known: boolean; preparing: boolean; ended: boolean }>`
    select r.name as requester, n.ended_at is not null as ended, k.id as category_id, k.path as category, k.kind, k.impact, k.urgency, t.id as team_id,
      t.name as team, t.id is not null as team_known, f.id as reader_id, f.name as reader,
      exists (select from catalogue.published_planned_tasks a where a.category_id = k.id) as planned,
      exists (select from people.published_preparing o where o.organisation_id = r.organisation_id) as preparing
    from people.published_persons r join people.published_organisations n on n.id = r.organisation_id
      left join catalogue.published_categories k on k.organisation_id = r.organisation_id
        and (k.id = ${command.category_id ?? null}::uuid or k.path = ${command.category_path ?? null}::text)
      left join people.published_teams t on t.id = coalesce(${command.team_id ?? null}::uuid, k.team_id) and t.stands
      left join people.published_teams f on k.restricted and f.id = k.team_id
    where r.id = ${command.requester_id} and r.organisation_id = ${command.organisation_id}`.execute(tx)
  const context = rows[0] ?? caseProblems.raise('requester-elsewhere')
  if (context.preparing) caseProblems.raise('not-open-yet')
  if (context.ended) caseProblems.raise('organisation-ended')
  if ((command.category_id || command.category_path) && !context.category_id) caseProblems.raise('category-elsewhere')
  if (command.team_id && !context.team_known) caseProblems.raise('team-elsewhere')
  return context
}

/** What was promised when the person made contact; where more than the plain two is, as its record will have it. */
function clocksFor(agreement: Agreement, begun: Omit<Facts, 'clocks'>, now: Date): CaseClock[] {
  const { priority, startedAt, team_id, assignee_id, kind } = begun
  if (!agreement.agreed.plain) {
    const payload = { priority, team_id, assignee_id }
    return clocksAtLogging(agreement.agreed, { kind, started_at: startedAt, team_id, payload }, now)
  }
  const promised = targetsAt(agreement, startedAt).filter(target => target.priority === priority)
  return promised.map(target => start(newId(), target, startedAt))
}

interface Facts {
  id: string
  message_id: string
  kind: Kind
  impact: Level
  urgency: Level
  priority: Priority
  team_id: string | null
  team: string | null
  requester: string
  category_id: string | null
  assignee_id: string | null
  clocks: CaseClock[]
  startedAt: Date
  now: Date
}

async function insert(tx: Write, author: Author, command: LogCase, facts: Facts): Promise<string> {
  const { id, message_id, now } = facts
  const organisation_id = command.organisation_id
  const { next_due_at, next_metric } = nextDue(facts.clocks)
  const clocks = JSON.stringify(clockRows({ id, organisation_id }, facts.clocks))
  const payload = {
    ...{ message_id, sha256: fingerprint(command.body), channel: command.channel },
    ...{ priority: facts.priority, team: facts.team, team_id: facts.team_id, assignee_id: facts.assignee_id },
  }
  const words = `${command.subject}\n${facts.requester}\n${command.body}`
  const { rows } = await sql<{ reference: string }>`
    with the_case as (
      insert into cases.cases (id, organisation_id, kind, state, subject, channel, category_id, impact, urgency, priority, requester_id,
        logged_by, team_id, assignee_id, next_due_at, next_metric, started_at, logged_at, changed_at, last_message_at, last_message,
        last_message_from, unread, location)
      values (${id}, ${organisation_id}, ${facts.kind}, 'new', ${command.subject}, ${command.channel}, ${facts.category_id},
        ${facts.impact}, ${facts.urgency}, ${facts.priority}, ${command.requester_id}, ${author.person_id ?? null}, ${facts.team_id},
        ${facts.assignee_id}, ${next_due_at}, ${next_metric}, ${facts.startedAt}, ${now}, ${now}, ${now},
        ${previewOf(command.body)}, 'requester', true, ${command.location ?? null})
      returning id, reference),
    first_message as (
      insert into cases.messages (id, organisation_id, case_id, kind, author_id, author_name, author_side, channel, body, sent_at)
      values (${message_id}, ${organisation_id}, ${id}, 'request', ${command.requester_id}, ${facts.requester}, 'requester',
        ${command.channel}, ${command.body}, ${now})),
    clocks as (
      insert into cases.case_clocks (id, organisation_id, case_id, kind, agreement_id, metric, priority, target_seconds, warn_percent,
        calendar_id, started_at, state, used_seconds, counting_since, due_at, warn_at, look_at, stopped_at, outcome)
      select k.id, k.organisation_id, k.case_id, k.kind, k.agreement_id, k.metric, k.priority, k.target_seconds, k.warn_percent,
        k.calendar_id, k.started_at, k.state, k.used_seconds, k.counting_since, k.due_at, k.warn_at, k.look_at, k.stopped_at, k.outcome
      from json_populate_recordset(null::cases.case_clocks, ${clocks}::json) k)
    select the_case.reference,
      platform.record_event(${organisation_id}, 'case', ${id}, ${caseLogged.name}, ${author.person_id ?? null}, ${author.name}, 'everyone',
        jsonb_set(${JSON.stringify(payload)}::jsonb, '{reference}', to_jsonb(the_case.reference))::json, ${now}, true),
      platform.index_words(${id}, 'case', ${organisation_id}, 'case', 'everyone', ${command.requester_id}, ${words}, ${now})
    from the_case`.execute(tx)
  return rows[0]!.reference
}
