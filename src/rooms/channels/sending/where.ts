import { Problem } from '#platform/problem.ts'
import { loginOf, smtpOf } from '../mailboxes/server.ts'
import { outgoing } from './outgoing.ts'
import { serverOf } from './server.rules.ts'
import type { Where } from './taken.ts'

/** Where a message goes: to its mailbox's own mail server, else to the installation's, else nowhere. */
export function serverFor(mailbox: { id: string; smtp: unknown } | null): Where {
  if (!mailbox?.smtp) return outgoing().server ?? 'sink'
  try {
    const { host, port, tls, ...login } = smtpOf(mailbox.smtp)!
    return serverOf({ host, port, tls, ...loginOf(mailbox.id, 'smtp', login), of_mailbox: true })
  } catch (error) {
    const why = error instanceof Problem ? ` ${error.message}` : ''
    return { trouble: `The settings of the mailbox for its own mail server cannot be used.${why}` }
  }
}
