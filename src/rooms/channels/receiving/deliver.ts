import type { Db } from '#platform/database/connect.ts'
import { read } from '#platform/database/transaction.ts'
import { channelProblems } from '../problems.ts'
import { mailboxAt } from './mailbox-at.queries.ts'
import { rawOf } from './raw.queries.ts'
import { type CameBy, type Kept, type Receive, receive } from './receive.ts'

export interface Deliver {
  readonly came_by: CameBy
  readonly envelope_from: string | null
  readonly to: readonly string[]
  readonly bytes: AsyncIterable<Uint8Array>
}

type Outcome = Kept | Error

/**
 * Stores one message for each of its recipients, and says for each what became of it, in their order. It comes once, so the first to
 * take it reads it from the sender, and the others from there. Two councils named in one message each get their own.
 */
export async function deliver(db: Db, command: Deliver, now: Date): Promise<Outcome[]> {
  const { to, came_by, envelope_from } = command
  const places = await Promise.all(to.map(address => mailboxAt(db, address).catch(asError)))
  const outcomes: Outcome[] = places.map(
    (place, at) =>
      (place instanceof Error ? place : undefined) ?? channelProblems.of('mailbox-not-found', { to: to[at] }),
  )
  const waiting = places
    .flatMap((place, at) => (place === undefined || place instanceof Error ? [] : [{ place, at }]))
    // Whoever takes the largest first: what it refuses, the others refuse too.
    .sort((one, other) => other.place.most_bytes - one.place.most_bytes)
  let source: Kept | undefined
  for (const { place, at } of waiting) {
    const more = { came_by, envelope_from, envelope_to: to[at]!, mailbox: place }
    const took = source
      ? await again(db, source, { ...more, bytes: copyOf(db, source) }, now)
      : await receive(db, { ...more, bytes: command.bytes }, now).catch(asError)
    outcomes[at] = took
    if (took instanceof Error) {
      // Whatever is left of the stream cannot be read a second time.
      if (!source) for (const other of waiting) outcomes[other.at] = took
      if (!source) break
    } else source ??= took
  }
  return outcomes
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

const copyOf = (db: Db, { id, organisation_id }: Kept) =>
  rawOf(work => read(db, { person_id: undefined, organisations: [organisation_id] }, work), id)

/** The same message for another of its recipients: within one organisation it is there already, and was meant for it once. */
async function again(db: Db, first: Kept, command: Receive, now: Date): Promise<Outcome> {
  if (first.size > command.mailbox.most_bytes) return channelProblems.of('message-too-large')
  if (first.organisation_id === command.mailbox.organisation_id) return { ...first, duplicate: true }
  return receive(db, command, now).catch(asError)
}
