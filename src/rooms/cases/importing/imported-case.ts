import type { Priority } from '#rooms/clock/index.ts'
import type { Channel, ClosureCode, HoldReason, Kind } from '../case.rules.ts'

/** Somebody as another desk knew them: by its own reference and the name it showed. */
export interface PersonThere {
  readonly reference: string
  readonly name: string
}

export interface Weight {
  readonly priority: Priority
  readonly impact: 1 | 2 | 3
  readonly urgency: 1 | 2 | 3
}

/** One thing that happened to a case at another desk. */
export type Change = { readonly at: Date; readonly by: string } & (
  | { readonly what: 'assigned'; readonly team: string | null; readonly assignee: PersonThere | null }
  | { readonly what: 'classified'; readonly category: string | null }
  | ({ readonly what: 'prioritised' } & Weight)
  /** Its first answer to the requester, whose words were not kept: it stops the response clock and tells nothing more. */
  | { readonly what: 'responded' }
  | { readonly what: 'moved'; readonly to: 'new' | 'in_progress' }
  | { readonly what: 'held'; readonly reason: HoldReason; readonly note: string }
  | { readonly what: 'resumed'; readonly because: string }
  | { readonly what: 'resolved'; readonly closure_code: ClosureCode; readonly resolution: string }
  | { readonly what: 'closed'; readonly closure_code: ClosureCode; readonly because: string | null }
  | { readonly what: 'reopened'; readonly because: string }
)

/** A case of another desk: how it was logged, what happened to it in order, and what that desk says of it now. */
export interface ImportedCase {
  /** The other desk's own number. */
  readonly reference: string
  readonly kind: Kind
  readonly subject: string
  readonly description: string
  readonly channel: Channel
  readonly requester: PersonThere
  readonly location: string | null
  readonly logged_by: string
  readonly logged_at: Date
  readonly started_at: Date
  readonly category: string | null
  readonly team: string | null
  readonly weight: Weight
  readonly changes: readonly Change[]
  /** The promise made there, if it is known: kept, whatever the organisation's own agreement says. */
  readonly promised_at: Date | null
  /** That desk's own dates, where it states them; otherwise they follow from the changes. */
  readonly resolved_at: Date | null
  readonly closed_at: Date | null
  readonly extra: Readonly<Record<string, unknown>>
}

/** Identifiers here of what the other desk names. Every name in the cases given must be in it. */
export interface Known {
  /** By the other desk's reference. */
  readonly persons: ReadonlyMap<string, string>
  /** By name. */
  readonly teams: ReadonlyMap<string, string>
  /** By path, e.g. "Hardware / Laptop". */
  readonly categories: ReadonlyMap<string, string>
}
