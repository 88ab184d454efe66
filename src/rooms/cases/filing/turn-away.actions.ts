import type { Write } from '#platform/database/transaction.ts'
import { maySendAutomatically, send } from '#rooms/channels/index.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import type { Acted } from './act-on-decision.ts'
import type { Filing } from './filing-facts.queries.ts'

const UNKNOWN = 'The sender is not known here.'

/**
 * Tells somebody we do not know how to ask. The words are ours alone: nothing of what they wrote goes back, not their name nor their
 * subject, so nobody can have us send theirs; and seldom, so nobody can have us send much (abuse case 10).
 */
export async function turnAway(tx: Write, { mail, mailbox, received }: Filing, now: Date): Promise<Acted> {
  const address = mail.from?.address ?? ''
  const source = received.envelope_from || address
  if (!(await maySendAutomatically(tx, { to: address, source }, now)))
    return { outcome: 'quarantined', reason: `${UNKNOWN} They have been told how to ask already.` }
  const { name } = await getOrganisation(tx, mailbox.organisation_id)
  const text = [
    `We could not take your message, because we do not know this e-mail address.`,
    `If you work for ${name}, or for a council it serves, write from your work address, or sign in and ask there.`,
    `Otherwise please use the council’s website to find whom to write to.`,
    name,
  ].join('\n\n')
  const command = { organisation_id: mailbox.organisation_id, mailbox_id: mailbox.id, kind: 'answer' } as const
  await send(tx, { ...command, to: { name: null, address }, subject: `Your message to ${name}`, text }, now)
  return { outcome: 'ignored', reason: `${UNKNOWN} They were told how to ask.` }
}
