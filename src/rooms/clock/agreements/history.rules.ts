/** What happened to a case, as far as its clocks care (clock semantics 1). Instants are epoch milliseconds. */

/** Who owes or is owed something: an organisation, a team, a supplier. */
export type Party = string

/** `seq` is the order in which things were saved, and decides where times are equal or out of order; `by` is who did it, for explaining. */
interface Saved {
  readonly seq: number
  readonly at: number
  readonly by?: string | undefined
}

/** Where a case split from another begins: the message it was split at, and where the other began. */
export interface Split {
  readonly message_at: number
  readonly parent_started_at: number
}

interface Kinds {
  /** `party` has the case first. `contacted_at` is when the requester called, if it was logged later. */
  opened: {
    priority: string
    party: Party
    contacted_at?: number | undefined
    self_raised?: boolean
    split?: Split | undefined
  }
  /** From the requester, or from a party and then seen by the requester or not. Machines' messages and mere thanks say so. */
  message: { from: 'requester' | Party; seen_by_requester?: boolean; automatic?: boolean; thanks?: boolean }
  /** A person of that party confirmed it; took it as their own; made it work again; did what was asked. */
  acknowledged: { party: Party }
  owned: { party: Party }
  restored: { party?: Party }
  fulfilled: { party?: Party }
  /** Stopped for a reason; several at once have names of their own. It goes on by itself at `until`. */
  paused: { reason: string; hold?: string; until?: number | undefined }
  /** All holds end, unless one is named. */
  resumed: { hold?: string }
  prioritised: { priority: string }
  /** From now on another version of an agreement holds for this case. */
  agreed: { agreement: string; version: string }
  /** Somebody set a due moment by hand, or took that back. */
  pinned: { agreement: string; metric: string; due: number; because: string }
  unpinned: { agreement: string; metric: string }
  resolved: object
  closed: object
  reopened: object
  /** Another party has it. `done`: the one that had it says its part is done. */
  handed_over: { to: Party; done?: boolean }
  /** Who had it says it is not theirs; it goes back. */
  rejected: { back_to: Party }
  merged: { into: string }
  unmerged: object
  /** Anything an agreement of its own starts or stops a clock by. */
  marked: { mark: string }
}

export type EventName = keyof Kinds
export type EventOf<Name extends EventName> = Saved & { readonly what: Name } & Readonly<Kinds[Name]>
export type CaseEvent = { [Name in EventName]: EventOf<Name> }[EventName]

/**
 * What had happened by `now`, in the order it was saved. A host whose clock was set back writes times before the last: they count
 * as the last, so that no time is ever negative (worked cases S43, S55).
 */
export function happenedBy(events: readonly CaseEvent[], now: number): CaseEvent[] {
  let latest = Number.NEGATIVE_INFINITY
  return events
    .toSorted((a, b) => a.seq - b.seq)
    .map(event => {
      latest = Math.max(latest, event.at)
      return latest === event.at ? event : { ...event, at: latest }
    })
    .filter(({ at }) => at <= now)
}

/** The earlier of first contact and logging (5); a split case begins with its message, or with its parent if agreed so (15). */
export function startOf({ at, contacted_at, split }: EventOf<'opened'>, inherits: boolean): number {
  if (split) return inherits ? split.parent_started_at : split.message_at
  return Math.min(at, contacted_at ?? at)
}

/** A person's answer to what the requester wrote; not a machine's, not a note among staff (6). */
export const isAnswer = (event: EventOf<'message'>): boolean =>
  event.from !== 'requester' && event.seen_by_requester === true && !event.automatic

/** A requester's message that wants an answer: not an out-of-office, not "thank you" (7, 10). */
export const wantsAnswer = (event: EventOf<'message'>): boolean =>
  event.from === 'requester' && !event.automatic && !event.thanks
