/** A case's record as the clock room reads it: which of its events start, stop and change clocks. */
import { partyOfSupplier, partyOfTeam, THE_DESK } from '#rooms/catalogue/index.ts'
import type { CaseEvent } from '#rooms/clock/index.ts'
import { isThanks } from '../filing/thanks.rules.ts'

/** An event of the record, with what its message says that a clock cares for. */
export interface Recorded {
  readonly position: number
  readonly name: string
  readonly actor_id: string | null
  readonly actor_name: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly happened_at: Date
  /** The message it tells of was sent by a machine, as far as anybody knows. */
  readonly automatic: boolean
  /** A short text of the requester's, which may be no more than thanks; else null. */
  readonly words: string | null
}

/** What the record does not say of its beginning. */
export interface Begun {
  readonly started_at: Date
  /** The team it was logged for, if the first event does not say. */
  readonly team_id: string | null
  /** The organisation's own agreement, and its version in force at an instant. */
  readonly own: { readonly id: string; versionAt(at: number): string } | undefined
}

type Said = {
  [Name in CaseEvent['what']]: Omit<Extract<CaseEvent, { what: Name }>, 'seq' | 'at' | 'by'>
}[CaseEvent['what']]

/** Who has the case, as its events pass. */
interface Holder {
  team: string | undefined
  supplier: string | undefined
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
const millis = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : undefined)
const partyOf = ({ supplier, team }: Holder) => supplier ?? (team ? partyOfTeam(team) : THE_DESK)

type Reading = (event: Recorded, holder: Holder, begun: Begun) => Said[]

const message: Reading = ({ payload, automatic, words, actor_name }, holder) =>
  payload.side === 'staff'
    ? // A colleague of ours speaks for their team; for a supplier nobody but the supplier does.
      [{ what: 'message', from: holder.team ? partyOfTeam(holder.team) : THE_DESK, seen_by_requester: true, automatic }]
    : [{ what: 'message', from: 'requester', automatic, thanks: words !== null && isThanks(words, actor_name) }]

const assigned: Reading = ({ payload, actor_id }, holder) => {
  const before = partyOf(holder)
  holder.team = text(payload.team_id)
  const party = partyOf(holder)
  const said: Said[] = party === before ? [] : [{ what: 'handed_over', to: party }]
  const assignee = text(payload.assignee_id)
  if (!assignee) return said
  // Who takes it themselves has seen it; being given it says nothing of the kind.
  const acknowledged: Said[] = assignee === actor_id ? [{ what: 'acknowledged', party }] : []
  return [...said, ...acknowledged, { what: 'owned', party }]
}

const READINGS: Readonly<Record<string, Reading>> = {
  'case.logged': ({ payload }, holder, begun) => {
    holder.team = text(payload.team_id) ?? begun.team_id ?? undefined
    const contacted_at = begun.started_at.getTime()
    const party = partyOf(holder)
    const owned: Said[] = text(payload.assignee_id) ? [{ what: 'owned', party }] : []
    return [{ what: 'opened', priority: text(payload.priority) ?? '', party, contacted_at }, ...owned]
  },
  'case.replied': message,
  'case.assigned': assigned,
  'case.restored': () => [{ what: 'restored' }],
  'case.held': ({ payload }) => [{ what: 'paused', reason: text(payload.reason) ?? '', until: millis(payload.until) }],
  'case.resumed': () => [{ what: 'resumed' }],
  'case.prioritised': ({ payload }) => [{ what: 'prioritised', priority: text(payload.priority) ?? '' }],
  'case.targetsMoved': ({ payload, happened_at }, _, { own }) => {
    const at = millis(payload.since) ?? happened_at.getTime()
    return own ? [{ what: 'agreed', agreement: own.id, version: own.versionAt(at) }] : []
  },
  'case.handedOver': ({ payload }, holder) => {
    holder.supplier = partyOfSupplier(text(payload.agreement_id) ?? '')
    return [{ what: 'handed_over', to: holder.supplier }]
  },
  'case.handedBack': ({ payload }, holder) => {
    holder.supplier = undefined
    const party = partyOf(holder)
    return payload.result === 'rejected'
      ? [{ what: 'rejected', back_to: party }]
      : [{ what: 'handed_over', to: party, done: true }]
  },
  'case.duePinned': ({ payload }) => [
    {
      ...{ what: 'pinned', agreement: text(payload.agreement_id) ?? '', metric: text(payload.metric) ?? '' },
      ...{ due: millis(payload.due) ?? 0, because: text(payload.because) ?? '' },
    },
  ],
  'case.dueUnpinned': ({ payload }) => [
    { what: 'unpinned', agreement: text(payload.agreement_id) ?? '', metric: text(payload.metric) ?? '' },
  ],
  'case.resolved': () => [{ what: 'resolved' }],
  'case.closed': () => [{ what: 'closed' }],
  'case.reopened': () => [{ what: 'reopened' }],
  'case.merged': () => [{ what: 'merged', into: '' }],
  'case.unmerged': () => [{ what: 'unmerged' }],
  // It goes on elsewhere: here its clocks end where they are.
  'case.passedTo': () => [{ what: 'merged', into: '' }],
}

/** Events that are of another time than when they were recorded. */
const SINCE: Readonly<Record<string, (payload: Recorded['payload']) => number | undefined>> = {
  'case.targetsMoved': ({ since }) => millis(since),
  'case.restored': ({ at }) => millis(at),
}

/** What happened to a case's clocks. Events at one position keep the order in which they are written here. */
export function historyFrom(events: readonly Recorded[], begun: Begun): CaseEvent[] {
  const holder: Holder = { team: undefined, supplier: undefined }
  const history = standing(events).flatMap(event => {
    const said = READINGS[event.name]?.(event, holder, begun) ?? []
    const at = SINCE[event.name]?.(event.payload) ?? event.happened_at.getTime()
    return said.map((one, i) => ({ ...one, seq: event.position + i / 10, at, by: event.actor_name }) as CaseEvent)
  })
  return history.map(event => (event.what === 'restored' ? inItsPlace(event, history) : event))
}

/** A case that was passed to another organisation and taken back stands as if it had stayed. */
function standing(events: readonly Recorded[]): readonly Recorded[] {
  const back = events.findLastIndex(({ name }) => name === 'case.takenBack')
  return back < 0 ? events : events.filter(({ name }, i) => name !== 'case.passedTo' || i > back)
}

/** It worked again before somebody said so: it stands before what happened in between, which would otherwise give it its time. */
function inItsPlace(event: CaseEvent, history: readonly CaseEvent[]): CaseEvent {
  const next = history.find(({ seq, at }) => seq < event.seq && at > event.at)
  return next ? { ...event, seq: next.seq - 0.05 } : event
}

const isAnswer = ({ name, payload }: Recorded) => name === 'case.replied' && payload.side === 'staff'

/** The record of a case of another desk does not tell of its first answer, whose words were not kept: it stands where its time belongs. */
export function withFirstAnswer(events: readonly Recorded[], at: Date | null): readonly Recorded[] {
  const [first] = events
  if (!at || !first || events.some(event => isAnswer(event) && event.happened_at <= at)) return events
  const next = events.findIndex((event, i) => i > 0 && event.happened_at > at)
  const before = next < 0 ? events : events.slice(0, next)
  const position = before.at(-1)!.position + 0.5
  const quiet = { actor_id: null, actor_name: '', automatic: false, words: null }
  const answer = { ...quiet, position, name: 'case.replied', payload: { side: 'staff' }, happened_at: at }
  return [...before, answer, ...events.slice(before.length)]
}
