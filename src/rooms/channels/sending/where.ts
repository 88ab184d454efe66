import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { Problem } from '#platform/problem.ts'
import { loginOf, smtpOf } from '../mailboxes/server.ts'
import { outgoing } from './outgoing.ts'
import type { Where } from './taken.ts'

/** Where a message goes: to its mailbox's own mail server, else to the installation's, else nowhere. */
export function serverFor(mailbox: { id: string; smtp: unknown } | null): Where {
  if (!mailbox?.smtp) return outgoing().server ?? 'sink'
  try {
    const { host, port, tls, ...login } = smtpOf(mailbox.smtp)!
    // One council's connection, signed in with its password, is never another's, who may have guessed the user.
    const key = `${mailbox.id} ${JSON.stringify(mailbox.smtp)}`
    return { key, host, port, tls, ...loginOf(mailbox.id, 'smtp', login), of_mailbox: true }
  } catch (error) {
    const why = error instanceof Problem ? ` ${error.message}` : ''
    return { trouble: `The settings of the mailbox for its own mail server cannot be used.${why}` }
  }
}

/** Whether what this organisation writes stays here, as neither the installation nor its mailbox has a mail server. */
export async function staysHere(tx: Read, organisation_id: string): Promise<boolean> {
  if (outgoing().server !== undefined) return false
  const { rows } = await sql<{ smtp: unknown }>`
    select b.smtp from channels.sender_for(${organisation_id}, null) m join channels.mailboxes b on b.id = m.id`.execute(
    tx,
  )
  return !rows[0]?.smtp
}
