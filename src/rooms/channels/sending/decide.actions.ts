import type { Write } from '#platform/database/transaction.ts'
import { afterCommit } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { nudge } from '#platform/live/nudge.ts'
import { messageDecided } from '../events.ts'
import { channelProblems } from '../problems.ts'
import { SENDING } from './send.actions.ts'
import { whySuppressed } from './suppress.actions.ts'

/** A message itself, or those that carry one message on a case. */
export type Which = { readonly id: string } | { readonly about_id: string }

const BEFORE_THE_END = ['waiting', 'held', 'sending']

/**
 * Takes messages back that have not gone: until the moment before their last bytes that is certain, and then
 * `channels.already-going` is raised and nothing is taken back. Returns how many there were.
 */
export async function cancelSending(tx: Write, author: Author, which: Which, now: Date): Promise<number> {
  const messages = await lock(tx, which)
  const going = messages.filter(({ state }) => state !== 'cancelled' && state !== 'suppressed')
  if (going.some(one => !BEFORE_THE_END.includes(one.state) || one.handing_over_at || one.delivered_to.length > 0))
    return channelProblems.raise('already-going')
  for (const message of going)
    await change(tx, author, message, { what: 'cancelled', to: { state: 'cancelled', trouble: null } }, now)
  return going.length
}

const MAY_GO_AGAIN = ['uncertain', 'failed', 'bounced', 'held', 'suppressed', 'cancelled']

/**
 * Sends a message that did not go, came back, or may not have arrived: the same one, under the same Message-ID, by which most mailboxes
 * know a copy. Raises `channels.still-suppressed` while its address is on the list, `channels.not-now` for one that needs none.
 */
export async function sendAgain(tx: Write, author: Author, { id }: { id: string }, now: Date): Promise<void> {
  const message = await lockOne(tx, id)
  if (!MAY_GO_AGAIN.includes(message.state)) channelProblems.raise('not-now')
  if (await whySuppressed(tx, message.organisation_id, message.to_address)) channelProblems.raise('still-suppressed')
  const afresh = { attempts: 0, first_tried_at: null, sent_at: null, delivered_to: [] }
  const to = { ...{ state: 'waiting', trouble: null, send_after: now }, ...afresh }
  await change(tx, author, message, { what: message.state === 'held' ? 'released' : 'sent again', to }, now)
  afterCommit(tx, () => nudge({ organisation_id: message.organisation_id, topics: [SENDING] }))
}

/**
 * Sends, or never sends, many messages that were held. What somebody else decided meanwhile, and what goes to an address that gets none,
 * stays as it is. Returns how many were decided.
 */
export async function decideHeld(
  tx: Write,
  author: Author,
  { ids, send }: { ids: readonly string[]; send: boolean },
  now: Date,
): Promise<number> {
  let decided = 0
  for (const id of [...ids].sort()) {
    const [message] = await lock(tx, { id })
    if (message?.state !== 'held') continue
    if (send && (await whySuppressed(tx, message.organisation_id, message.to_address))) continue
    await (send ? sendAgain(tx, author, { id }, now) : cancelSending(tx, author, { id }, now))
    decided++
  }
  return decided
}

/** Somebody heard that an uncertain message has arrived. */
export async function markArrived(tx: Write, author: Author, { id }: { id: string }, now: Date): Promise<void> {
  const message = await lockOne(tx, id)
  if (message.state !== 'uncertain') channelProblems.raise('not-now')
  const to = { state: 'sent', trouble: null, sent_at: message.handing_over_at ?? now }
  await change(tx, author, message, { what: 'known to have arrived', to }, now)
}

const COLUMNS = [
  ...(['id', 'organisation_id', 'state', 'subject_id', 'to_address', 'handing_over_at', 'delivered_to'] as const),
] as const

const lock = (tx: Write, which: Which) =>
  tx
    .selectFrom('channels.sent_messages')
    .select(COLUMNS)
    .where(eb => ('id' in which ? eb('id', '=', which.id) : eb('about_id', '=', which.about_id)))
    .orderBy('id')
    .forUpdate()
    .execute()

type Locked = Awaited<ReturnType<typeof lock>>[number]

async function lockOne(tx: Write, id: string): Promise<Locked> {
  const [message] = await lock(tx, { id })
  return message ?? channelProblems.raise('message-not-found')
}

interface Change {
  readonly what: string
  readonly to: {
    readonly state: string
    readonly trouble: null
    readonly send_after?: Date
    readonly attempts?: number
    readonly first_tried_at?: null
    readonly sent_at?: Date | null
    readonly delivered_to?: string[]
  }
}

async function change(tx: Write, author: Author, message: Locked, { what, to }: Change, now: Date): Promise<void> {
  await tx
    .updateTable('channels.sent_messages')
    .set({ ...to, taken_by: null, lease_until: null, handing_over_at: null })
    .where('id', '=', message.id)
    .execute()
  const topics = ['mail', ...(message.subject_id ? [message.subject_id] : [])]
  await record(tx, author, messageDecided, message, { what }, now, { topics })
}
