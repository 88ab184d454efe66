import { z } from 'zod'
import { outgoing } from './outgoing.ts'
import { serverOf } from './server.rules.ts'
import type { Where } from './taken.ts'

/** A mailbox's own mail server, as its settings page keeps it. */
const settings = z.object({
  host: z.string(),
  port: z.number(),
  tls: z.enum(['implicit', 'required', 'offered', 'never']),
  user: z.string().optional(),
  password: z.string().optional(),
})

/** Where a message goes: to its mailbox's own mail server, else to the installation's, else nowhere. */
export function serverFor(mailbox: { smtp: unknown } | null): Where {
  if (!mailbox?.smtp) return outgoing().server ?? 'sink'
  const own = settings.safeParse(mailbox.smtp)
  return own.success
    ? serverOf(own.data)
    : { trouble: 'The settings of the mailbox for its own mail server cannot be used.' }
}
