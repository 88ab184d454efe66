import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { channelProblems } from '../problems.ts'
import { overTheWire } from './compose.ts'
import { isAddress } from './header.rules.ts'
import { tellNotDelivered } from './not-delivered.actions.ts'
import { isHard, statusIn, wordsFor } from './status-codes.rules.ts'
import { suppress } from './suppress.actions.ts'

export interface NoteBounce {
  readonly sent_id: string
  readonly kind: 'failed' | 'delayed' | 'complaint'
  /** Who did not get it, as the report says. */
  readonly recipients: readonly string[]
  /** The report's status code and what the other server said, as far as it gives them. */
  readonly diagnostic: string | null
  /** The message that brought the report. */
  readonly received_id: string | null
}

const STATES = { failed: 'bounced', delayed: 'delayed', complaint: 'complained' } as const
// A late word of delay does not make good what has come back, and a person's decision stands.
const MAY_BECOME: Record<keyof typeof STATES, readonly string[]> = {
  delayed: ['sent', 'uncertain'],
  failed: ['sent', 'delayed', 'uncertain', 'waiting', 'sending'],
  complaint: ['sent', 'delayed', 'uncertain', 'bounced'],
}
const DELAYED = 'The other mail system has not taken the message yet. It keeps trying.'
const COMPLAINT = 'The person marked the message as junk mail.'

/**
 * A report came about a message of ours: it came back, is delayed, or was marked as junk. The message says so in words, whoever wrote
 * it is told, and an address that does not work gets no more. Only those it was sent to are believed to be meant: whoever has one of our
 * messages can write such a report, about themselves. A report that came before changes nothing. Raises `channels.message-not-found`.
 */
export async function noteBounce(tx: Write, author: Author, command: NoteBounce, now: Date): Promise<void> {
  const { sent_id, kind, diagnostic } = command
  const message = await tx
    .selectFrom('channels.sent_messages')
    .select(['id', 'organisation_id', 'kind', 'subject_id', 'about_id', 'to_address', 'cc', 'state'])
    .where('id', '=', sent_id)
    .forUpdate()
    .executeTakeFirst()
  if (!message) return channelProblems.raise('message-not-found')
  const { organisation_id, to_address } = message
  const meant = meantBy(command.recipients, [to_address, ...copiesOf(message.cc)])
  if (!(await keepReport(tx, organisation_id, command, now))) return
  const words = kind === 'delayed' ? DELAYED : kind === 'complaint' ? COMPLAINT : wordsFor(diagnostic)
  const whole = meant.length === 0 || meant.includes(to_address)
  if (whole && MAY_BECOME[kind].includes(message.state))
    await tx
      .updateTable('channels.sent_messages')
      .set({ state: STATES[kind], trouble: words })
      .where('id', '=', sent_id)
      .execute()
  const reason = kind === 'complaint' ? 'complained' : kind === 'failed' && isHard(diagnostic) ? 'bounced' : undefined
  for (const address of reason ? meant : [])
    await suppress(tx, author, { organisation_id, address, reason: reason!, detail: diagnostic ?? words, sent_id }, now)
  for (const to of meant.length > 0 ? meant : [to_address])
    await tellNotDelivered(tx, author, { message, state: STATES[kind], to, words }, now)
}

/** Those of our recipients that a report names, however it writes them. */
function meantBy(named: readonly string[], ours: readonly string[]): string[] {
  const plain = (address: string) => (isAddress(address) ? overTheWire(address) : address).toLowerCase()
  const said = new Set(named.map(plain))
  return ours.filter(address => said.has(plain(address)))
}

const copiesOf = (cc: unknown): string[] =>
  // Written by `send` alone, which takes addresses.
  (cc as { address: string }[]).map(({ address }) => address)

async function keepReport(tx: Write, organisation_id: string, command: NoteBounce, now: Date): Promise<boolean> {
  const { sent_id, kind, diagnostic, received_id, recipients } = command
  const rows = (recipients.length > 0 ? [...new Set(recipients)] : ['']).map(recipient => ({
    ...{ id: newId(), organisation_id, sent_id, received_id, kind, recipient: recipient.slice(0, 320) },
    ...{ status: statusIn(diagnostic) ?? null, diagnostic: diagnostic?.slice(0, 2000) ?? null, reported_at: now },
  }))
  const kept = await tx
    .insertInto('channels.delivery_reports')
    .values(rows)
    .onConflict(oc => oc.doNothing())
    .returning('id')
    .execute()
  return kept.length > 0
}
