/*
 * A case in memory, to which the desk's acts are done as the acts of #rooms/cases do them to its rows: the same rules of the clock,
 * the same columns, the same events. seed.test.ts does some stories both ways and compares what is left.
 */

import type { EventKind } from '#platform/events/event.ts'
import type { Author } from '#platform/events/record.ts'
import * as cases from '#rooms/cases/index.ts'
import { caseClock, fingerprint, previewOf } from '#rooms/cases/index.ts'
import type { Level, Priority } from '#rooms/clock/index.ts'
import type { Random } from './random.ts'
import type { Partner } from './world.ts'

export interface EventRow {
  readonly name: string
  readonly shown_to: string
  readonly actor_id: string | null
  readonly actor_name: string
  readonly happened_at: Date
  readonly payload: unknown
}

export interface MessageRow {
  readonly id: string
  readonly kind: 'request' | 'reply' | 'note'
  readonly author_id: string | null
  readonly author_name: string
  readonly author_side: 'requester' | 'staff'
  readonly channel: string
  readonly body: string
  readonly sent_at: Date
}

export interface PauseRow {
  readonly id: string
  readonly reason: cases.HoldReason
  readonly note: string | null
  readonly from_time: Date
  readonly until_time: Date | null
  readonly paused_by: string | null
}

export interface TaskRow {
  readonly id: string
  readonly title: string
  readonly team_id: string
  readonly assignee_id: string
  readonly state: 'to_do' | 'done'
  readonly position: number
  readonly due_at: Date
  readonly created_at: Date
  readonly changed_at: Date
  readonly done_at: Date | null
  readonly done_by: string | null
  readonly alerted: 'owner' | 'lead' | null
}

export interface CaseRow {
  readonly id: string
  readonly organisation_id: string
  readonly kind: cases.Kind
  state: cases.State
  readonly subject: string
  readonly channel: cases.Channel
  category_id: string | null
  impact: Level
  urgency: Level
  priority: Priority
  readonly requester_id: string
  readonly logged_by: string | null
  team_id: string | null
  assignee_id: string | null
  hold_reason: cases.HoldReason | null
  held_until: Date | null
  closure_code: cases.ClosureCode | null
  resolution: string | null
  next_due_at: Date | null
  next_metric: string | null
  readonly started_at: Date
  readonly logged_at: Date
  first_responded_at: Date | null
  resolved_at: Date | null
  closed_at: Date | null
  changed_at: Date
  last_message_at: Date
  last_message: string
  last_message_from: 'requester' | 'staff'
  unread: boolean
  reassignments: number
  reopenings: number
  readonly location: string | null
  version: number
}

/** Names that a case's row does not hold, for the events that say them. */
export interface Named {
  readonly id: string
  readonly name: string
}

export interface PlayedCase {
  readonly partner: Partner
  readonly requester: string
  readonly random: Random
  row: CaseRow
  team: Named | null
  assignee: Named | null
  category: string | null
  clocks: cases.caseClock.CaseClock[]
  pauses: PauseRow[]
  tasks: TaskRow[]
  readonly messages: MessageRow[]
  readonly events: EventRow[]
}

export const isOpen = ({ row }: Pick<PlayedCase, 'row'>): boolean => !['resolved', 'closed'].includes(row.state)

export function happened<P>(it: PlayedCase, by: Author, kind: EventKind<P>, payload: P, at: Date): void {
  const actor = { actor_id: by.person_id ?? null, actor_name: by.name }
  it.events.push({ name: kind.name, shown_to: kind.shown_to, ...actor, happened_at: at, payload })
}

/** Some columns, and that the row was touched. */
export function set(it: PlayedCase, at: Date, columns: Partial<CaseRow>): void {
  it.row = { ...it.row, ...columns, changed_at: at, version: it.row.version + 1 }
}

/** The clocks after a rule, and what is due next by them. */
export function changeClocks(it: PlayedCase, rule: (clock: caseClock.CaseClock) => caseClock.CaseClock): void {
  it.clocks = it.clocks.map(rule)
  Object.assign(it.row, caseClock.nextDue(it.clocks))
}

type Said = Pick<MessageRow, 'kind' | 'author_side' | 'channel' | 'body'>

export function say(it: PlayedCase, by: Author, said: Said, at: Date): { message_id: string; sha256: string } {
  const id = it.random.id(at.getTime())
  it.messages.push({ id, author_id: by.person_id ?? null, author_name: by.name, ...said, sent_at: at })
  return { message_id: id, sha256: fingerprint(said.body) }
}

export const lastMessage = (body: string, from: 'requester' | 'staff', at: Date) => ({
  ...{ last_message: previewOf(body), last_message_from: from, last_message_at: at },
})

/** The next moment at which one of a case's clocks has something to say. */
function nextLook({ clocks }: PlayedCase): Date | undefined {
  const moments = clocks.map(clock => clock.look_at).filter(moment => moment !== null)
  return moments.sort((a, b) => a.getTime() - b.getTime())[0]
}

/** What the timer would have said by then: each warning and breach at its own moment. */
export function keepTimeUntil(it: PlayedCase, service: Author, until: Date): void {
  for (let at = nextLook(it); at && at <= until; at = nextLook(it)) {
    const moment = at
    it.clocks = it.clocks.map(clock => {
      if (clock.state !== 'running') return clock
      let changed = clock
      if (!clock.warned_at && clock.warn_at && clock.warn_at <= moment && clock.due_at) {
        changed = { ...changed, warned_at: clock.warn_at }
        const payload = { metric: clock.metric, due_at: clock.due_at.toISOString() }
        happened(it, service, cases.targetWarned, payload, moment)
      }
      const late = caseClock.stamped(changed, moment)
      if (clock.missed_at || !late.missed_at) return caseClock.watched(changed)
      const payload = { metric: clock.metric, due_at: late.missed_at.toISOString(), because: 'time' }
      happened(it, service, cases.targetMissed, payload, moment)
      return caseClock.watched(late)
    })
  }
}
