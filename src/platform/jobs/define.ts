import type { z } from 'zod'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Happened } from '#platform/events/event.ts'
import type { Author } from '#platform/events/record.ts'

/** What a job may do: read and write as the service, within the organisations it was given: as a rule the one it belongs to. */
export interface JobContext {
  readonly organisation_id: string
  readonly service: Author
  readonly now: Date
  read<T>(work: (tx: Read) => Promise<T>): Promise<T>
  /** Reads one moment throughout; for a person, with what that person may not know of hidden, as the policies hide nothing from a job. */
  readMoment<T>(person_id: string | undefined, work: (tx: Read) => Promise<T>): Promise<T>
  write<T>(work: (tx: Write) => Promise<T>): Promise<T>
  /**
   * The same job with others besides its own organisation: for a shared desk's mailbox, which serves several. Whoever calls this
   * says where it stands that they belong together.
   */
  together(organisations: readonly string[]): JobContext
}

export interface JobKind<Payload = unknown> {
  readonly name: string
  readonly payload: z.ZodType<Payload>
  readonly work: (context: JobContext, payload: Payload) => Promise<void>
}

/** A job named `room.verbNoun`. Its payload is checked when it runs, since an older release may have enqueued it. */
export const defineJob = <Payload>(
  name: `${string}.${string}`,
  payload: z.ZodType<Payload>,
  work: (context: JobContext, payload: Payload) => Promise<void>,
): JobKind<Payload> => ({ name, payload, work })

/** What a listener does when told of an event. It looks at how things are now, and is safe to run twice. */
export type Listener<Payload = unknown> = (context: JobContext, event: Happened<Payload>) => Promise<void>
