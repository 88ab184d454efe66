import type { Write } from '#platform/database/transaction.ts'
import { maySendAutomatically, send } from '#rooms/channels/index.ts'
import type { Acted } from './act-on-decision.ts'
import { type Filing, mayAnswer } from './filing-facts.queries.ts'

/**
 * Mail that still comes for an organisation that has left: it is kept whole as long as anything of that organisation's is, becomes no
 * case, and whoever wrote is answered as was settled, seldom and never a machine.
 */
export async function answerForLeft(
  tx: Write,
  filing: Filing,
  { name, left_words }: { readonly name: string; readonly left_words: string | null },
  now: Date,
): Promise<Acted> {
  const { mail, mailbox, received } = filing
  const kept = `${name} has left, so it became no case. It is kept.`
  const address = mail.from?.valid ? mail.from.address : undefined
  const source = received.envelope_from || (address ?? null)
  if (!left_words || !address || !mayAnswer(filing)) return { outcome: 'ignored', reason: kept }
  if (!(await maySendAutomatically(tx, { to: address, source }, now)))
    return { outcome: 'ignored', reason: `${kept} They have been answered already.` }
  const command = { organisation_id: mailbox.organisation_id, mailbox_id: mailbox.id, kind: 'answer' } as const
  await send(tx, { ...command, to: { name: null, address }, subject: `Your message to ${name}`, text: left_words }, now)
  return { outcome: 'ignored', reason: `${kept} They were answered.` }
}
