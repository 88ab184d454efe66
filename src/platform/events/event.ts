import type { z } from 'zod'

/**
 * Something that happened, named `thing.pastTense`. `shown_to` says who may read it in the story: 'staff' events never reach a
 * requester. The schema is checked again when a listener reads the payload, because an older release may have written it.
 */
export interface EventKind<Payload = unknown> {
  readonly name: string
  readonly subject_type: string
  readonly shown_to: 'everyone' | 'staff'
  readonly payload: z.ZodType<Payload>
}

export const defineEvent = <Payload>(
  name: `${string}.${string}`,
  shown_to: 'everyone' | 'staff',
  payload: z.ZodType<Payload>,
): EventKind<Payload> => ({ name, subject_type: name.slice(0, name.indexOf('.')), shown_to, payload })

/** What a listener is told: that something happened, to what. How things stand now it looks up for itself. */
export interface Happened<Payload = unknown> {
  readonly event_id: number
  readonly name: string
  readonly organisation_id: string
  readonly subject_id: string
  readonly actor_id: string | null
  readonly happened_at: Date
  readonly payload: Payload
}
