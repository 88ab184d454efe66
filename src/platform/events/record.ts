/*
 * One row is the timeline, the audit trail and the outbox. It is written in the transaction that makes the change, so the two are
 * true together or not at all. Its hash covers the event before it on the same subject: a changed or removed event shows. No row
 * is shared between subjects, so nothing waits (see docs/decisions/0006).
 *
 * After the commit a nudge says that something changed; it carries names, never facts, and may be lost.
 */
import { sql } from 'kysely'
import { afterCommit, type Write } from '#platform/database/transaction.ts'
import { nudge } from '#platform/live/nudge.ts'
import type { EventKind } from './event.ts'

/** Who did it. A job acts as nobody in particular, under the name of the service. */
export interface Author {
  readonly person_id: string | undefined
  readonly name: string
}

export interface Subject {
  readonly id: string
  readonly organisation_id: string
}

/**
 * Records one event. The caller has locked the subject's row, or has just made it. `happenedAt` is when it was true; imported
 * history passes `deliver: false`, so that nobody is told today about something of last year (abuse case 42).
 */
export async function record<Payload>(
  tx: Write,
  author: Author,
  kind: EventKind<Payload>,
  subject: Subject,
  payload: Payload,
  happenedAt: Date,
  options: { deliver?: boolean; topics?: readonly string[] } = {},
): Promise<void> {
  const deliver = options.deliver ?? true
  await sql`select platform.record_event(${subject.organisation_id}, ${kind.subject_type}, ${subject.id}, ${kind.name},
    ${author.person_id ?? null}, ${author.name}, ${kind.shown_to}, ${JSON.stringify(payload)}::json, ${happenedAt}, ${deliver})`.execute(
    tx,
  )
  if (deliver) announce(tx, subject, options.topics)
}

/** Nudges the open pages about a subject, once this transaction is true. */
export function announce(tx: Write, subject: Subject, topics: readonly string[] = []): void {
  afterCommit(tx, () => nudge({ organisation_id: subject.organisation_id, topics: [subject.id, ...topics] }))
}
