import type { Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import { mailboxSaved, messageReceived } from '../events.ts'
import { lockMailbox } from '../mailboxes/mailbox.queries.ts'
import { channelProblems } from '../problems.ts'
import { lockReceived, type Received } from '../receiving/received.queries.ts'
import { settleReceived } from '../receiving/settle.actions.ts'

/** Leaves messages alone: they stay, and nobody is asked about them again. Those that were settled otherwise are passed over. */
export async function ignoreMessages(
  tx: Write,
  author: Author,
  command: { ids: readonly string[] },
  now: Date,
): Promise<string[]> {
  const done: string[] = []
  for (const id of [...new Set(command.ids)].sort()) {
    const { state, organisation_id } = await lockReceived(tx, id)
    if (state !== 'quarantined' && state !== 'received') continue
    const reason = `${author.name} marked it as ignored.`
    await settleReceived(tx, author, { id, organisation_id, outcome: 'ignored', reason }, now)
    done.push(id)
  }
  return done
}

/** Puts ignored messages back among those to see to. */
export async function restoreMessages(
  tx: Write,
  author: Author,
  command: { ids: readonly string[] },
  now: Date,
): Promise<void> {
  for (const id of [...new Set(command.ids)].sort()) {
    const { state, organisation_id } = await lockReceived(tx, id)
    if (state !== 'ignored') continue
    const reason = `${author.name} put it back.`
    await settleReceived(tx, author, { id, organisation_id, outcome: 'quarantined', reason }, now)
  }
}

/** Lets a message be filed again, as if it had just come: after a sender was allowed, or a mailbox mended. */
export async function tryAgain(tx: Write, author: Author, command: { id: string }, now: Date): Promise<void> {
  const { id, organisation_id, mailbox_id, size } = await lockWaiting(tx, command.id)
  const afresh = { state: 'received', outcome: null, reason: null, attempts: 0, settled_at: null, settled_by: null }
  await tx.updateTable('channels.received_messages').set(afresh).where('id', '=', id).execute()
  await record(tx, author, messageReceived, { id, organisation_id }, { mailbox_id, size }, now, { topics: ['mail'] })
}

/** A message that nobody has filed: whoever settles it has it to themselves. Raises `channels.already-settled`. */
async function lockWaiting(tx: Write, id: string): Promise<Received> {
  const received = await lockReceived(tx, id)
  return received.state === 'filed' ? channelProblems.raise('already-settled') : received
}

/** Puts the sender of a message on its mailbox's list of those who may write, or may not; and takes them off the other. */
export async function listSender(
  tx: Write,
  author: Author,
  command: { id: string; address: string; list: 'allowed' | 'blocked' },
  now: Date,
): Promise<void> {
  const { mailbox_id } = await lockReceived(tx, command.id)
  const mailbox = await lockMailbox(tx, mailbox_id)
  const address = command.address.toLowerCase()
  const without = (senders: readonly string[]) => senders.filter(one => one.toLowerCase() !== address)
  const after = {
    // An empty list of those who may write means everybody: naming one would shut out the rest, so only a list in use grows.
    allowed_senders:
      command.list === 'allowed' && mailbox.allowed_senders.length > 0
        ? [...without(mailbox.allowed_senders), address]
        : without(mailbox.allowed_senders),
    blocked_senders:
      command.list === 'blocked' ? [...without(mailbox.blocked_senders), address] : without(mailbox.blocked_senders),
  }
  const told = (lists: { allowed_senders: readonly string[]; blocked_senders: readonly string[] }) => ({
    ...{ allowed_senders: lists.allowed_senders.join(', '), blocked_senders: lists.blocked_senders.join(', ') },
  })
  const changes = changesBetween(told(mailbox), told(after))
  if (Object.keys(changes).length === 0) return
  await tx.updateTable('channels.mailboxes').set(after).where('id', '=', mailbox.id).execute()
  await record(tx, author, mailboxSaved, mailbox, { changes }, now)
}
