import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { addressRestored, addressSuppressed } from '../events.ts'
import { channelProblems } from '../problems.ts'

export interface Suppress {
  readonly organisation_id: string
  readonly address: string
  readonly reason: 'bounced' | 'complained' | 'by_hand'
  /** What the other mail server said, or why somebody did it. */
  readonly detail: string | null
  /** The message that showed it. */
  readonly sent_id?: string | null
}

/** The address gets no more messages of this organisation until somebody lifts it. Suppressed already, it stays as it was. */
export async function suppress(tx: Write, author: Author, command: Suppress, now: Date): Promise<void> {
  const { organisation_id, address, reason, detail, sent_id } = command
  const added = await tx
    .insertInto('channels.suppressed_addresses')
    .values({
      ...{ organisation_id, address_key: address.toLowerCase(), reason, detail },
      ...{ since: now, sent_id: sent_id ?? null },
    })
    .onConflict(oc => oc.columns(['organisation_id', 'address_key']).doNothing())
    .returning('address_key')
    .executeTakeFirst()
  if (!added) return
  await record(tx, author, addressSuppressed, subjectOf(organisation_id), { address, reason }, now, {
    topics: ['mail'],
  })
}

/** The address may be written to again: somebody knows that it works by now. */
export async function lift(
  tx: Write,
  author: Author,
  { organisation_id, address }: { organisation_id: string; address: string },
  now: Date,
): Promise<void> {
  const gone = await tx
    .deleteFrom('channels.suppressed_addresses')
    .where('organisation_id', '=', organisation_id)
    .where('address_key', '=', address.toLowerCase())
    .returning('address_key')
    .executeTakeFirst()
  if (!gone) channelProblems.raise('not-suppressed')
  await record(tx, author, addressRestored, subjectOf(organisation_id), { address }, now, { topics: ['mail'] })
}

/** Why an address gets no messages of an organisation; undefined when it does. */
export async function whySuppressed(
  tx: Read,
  organisation_id: string,
  address: string,
): Promise<'bounced' | 'complained' | 'by_hand' | undefined> {
  const { rows } = await sql<{ reason: 'bounced' | 'complained' | 'by_hand' }>`
    select reason from channels.suppressed_addresses
    where organisation_id = ${organisation_id} and address_key = ${address.toLowerCase()}`.execute(tx)
  return rows[0]?.reason
}

// What an organisation will not do is told of the organisation.
const subjectOf = (organisation_id: string) => ({ id: organisation_id, organisation_id })
