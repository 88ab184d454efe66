/*
 * Connections to mail servers, kept open for a moment after each message: the next one needs no greeting and no password. Whoever
 * sends takes one, and gives it back or throws it away.
 */
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { reachServer, servernameOf } from '../mailboxes/server.ts'
import { isLoopback, type MailServer } from './server.rules.ts'

const IDLE_MS = 15_000
const MOST_MESSAGES = 200
const CONNECT_MS = 20_000
const SILENCE_MS = 300_000

export interface Connection {
  readonly smtp: SMTPConnection
  /** Whether it was open before: then its server may have closed it meanwhile. */
  readonly used: boolean
}

export interface Connections {
  take(server: MailServer, fresh?: boolean): Promise<Connection>
  giveBack(server: MailServer, connection: Connection): void
  close(): void
}

interface Idle {
  readonly smtp: SMTPConnection
  readonly timer: NodeJS.Timeout
}

export function openConnections(): Connections {
  const idle = new Map<string, Idle[]>()
  const carried = new WeakMap<SMTPConnection, number>()
  const forget = (key: string, smtp: SMTPConnection) => {
    const one = idle.get(key)?.find(known => known.smtp === smtp)
    if (!one) return
    clearTimeout(one.timer)
    idle.set(
      key,
      idle.get(key)!.filter(known => known !== one),
    )
  }
  return {
    async take(server, fresh = false) {
      const smtp = fresh ? undefined : idle.get(server.key)?.at(-1)?.smtp
      if (!smtp) return { smtp: await connect(server), used: false }
      forget(server.key, smtp)
      return { smtp, used: true }
    },
    giveBack(server, { smtp }) {
      const count = (carried.get(smtp) ?? 0) + 1
      if (count >= MOST_MESSAGES) return smtp.quit()
      carried.set(smtp, count)
      const timer = setTimeout(() => {
        forget(server.key, smtp)
        smtp.quit()
      }, IDLE_MS)
      timer.unref()
      if (count === 1) smtp.once('end', () => forget(server.key, smtp))
      idle.set(server.key, [...(idle.get(server.key) ?? []), { smtp, timer }])
    },
    close() {
      for (const list of idle.values())
        for (const { smtp, timer } of list) {
          clearTimeout(timer)
          smtp.quit()
        }
      idle.clear()
    },
  }
}

/** Connects, encrypts as the server's settings ask, and signs in. Raises what went wrong, with the server's answer if it gave one. */
async function connect(server: MailServer): Promise<SMTPConnection> {
  const { host, port, tls, user, password, of_mailbox } = server
  const address = of_mailbox ? await reachServer(host) : host
  const servername = servernameOf(host)
  const smtp = new SMTPConnection({
    ...{ host: address, port, secure: tls === 'implicit', requireTLS: tls === 'required', ignoreTLS: tls === 'never' },
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    // A server on this machine has seldom a certificate of its own, and nobody stands between.
    tls: { rejectUnauthorized: !isLoopback(host), ...(servername && { servername }) },
  })
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      // Closing says "end", which says less than what went wrong.
      reject(error)
      smtp.close()
    }
    smtp.once('error', fail)
    smtp.once('end', () => fail(new Error('The mail server closed the connection.')))
    const ready = () => {
      smtp.off('error', fail)
      // From now on whoever sends is told; an idle connection that fails is only forgotten.
      smtp.on('error', () => {})
      resolve(smtp)
    }
    smtp.connect(error => {
      if (error) return fail(error)
      if (user === undefined || smtp.authenticated) return ready()
      smtp.login({ credentials: { user, pass: password ?? '' } }, refused => (refused ? fail(refused) : ready()))
    })
  })
}
