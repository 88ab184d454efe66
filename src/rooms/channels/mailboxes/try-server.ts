import { createTransport } from 'nodemailer'
import { makeFolder, openFolder, withImap } from '../fetching/imap.ts'
import { type ImapSettings, type MailServer, openServer, type SmtpSettings, servernameOf } from './server.ts'
import { troubleWith } from './trouble.ts'

/** What came of trying a mail server, in sentences. */
export interface Tried {
  readonly works: boolean
  readonly said: string
}

const MOST_MS = 10_000

/** Signs in to the mailbox's IMAP server and opens its folder; makes the folder that messages are moved to. Takes ten seconds at most. */
export const tryFetching = (mailbox_id: string, settings: ImapSettings): Promise<Tried> =>
  tried(settings, async () => {
    const server = await openServer(mailbox_id, 'imap', settings)
    return withImap(server, async client => {
      const { exists } = await openFolder(client, settings.folder)
      if (settings.after === 'move') await makeFolder(client, settings.moved_to)
      return `It works: “${settings.folder}” is there, with ${exists === 1 ? '1 message' : `${exists} messages`}.`
    })
  })

/** Signs in to the mailbox's own SMTP server, and sends nothing. Takes ten seconds at most. */
export const trySending = (mailbox_id: string, settings: SmtpSettings): Promise<Tried> =>
  tried(settings, async () => {
    const server = await openServer(mailbox_id, 'smtp', settings)
    await signIn(server)
    return server.user ? 'It works: the server is there and takes the password.' : 'It works: the server is there.'
  })

async function signIn({ host, address, port, tls, user, password }: MailServer): Promise<void> {
  const servername = servernameOf(host)
  const transport = createTransport({
    ...{ host: address, port, secure: tls === 'implicit', requireTLS: tls === 'required', ignoreTLS: tls === 'never' },
    ...(servername && { tls: { servername } }),
    ...(user && { auth: { user, pass: password ?? '' } }),
    ...{ connectionTimeout: MOST_MS, greetingTimeout: MOST_MS, socketTimeout: MOST_MS, dnsTimeout: MOST_MS },
  })
  try {
    await transport.verify()
  } finally {
    transport.close()
  }
}

async function tried(settings: SmtpSettings, work: () => Promise<string>): Promise<Tried> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('too late'), { code: 'ETIMEDOUT' })), MOST_MS)
  })
  try {
    return { works: true, said: await Promise.race([work(), late]) }
  } catch (error) {
    return { works: false, said: troubleWith(error, settings) }
  } finally {
    clearTimeout(timer)
  }
}
