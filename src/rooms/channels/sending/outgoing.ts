import { type MailServer, serverFrom } from './server.rules.ts'

/** How this installation sends when a mailbox has no mail server of its own. */
export interface Outgoing {
  /** Undefined: nothing leaves, and every message stays where the staff can look at it. */
  readonly server?: MailServer | undefined
  /** The address of messages from organisations that have no mailbox. */
  readonly from?: string | undefined
  /** Connections to one mail server at once, for each worker. */
  readonly connections: number
}

let current: Outgoing = { connections: 5 }

/** Says so once, when the process starts. */
export function sendThrough(settings: {
  SMTP_URL?: string | undefined
  MAIL_FROM?: string | undefined
  SMTP_CONNECTIONS: number
}) {
  current = {
    server: settings.SMTP_URL === undefined ? undefined : serverFrom(settings.SMTP_URL),
    from: settings.MAIL_FROM,
    connections: settings.SMTP_CONNECTIONS,
  }
}

export const outgoing = (): Outgoing => current
