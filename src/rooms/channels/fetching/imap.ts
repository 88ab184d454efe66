import type { ImapFlow } from 'imapflow'
import { type MailServer, servernameOf } from '../mailboxes/server.ts'
import { channelProblems } from '../problems.ts'

const CONNECT_MS = 10_000
const SILENCE_MS = 60_000

/** Signs in to an IMAP server, does some work, and signs out. Raises what the server or the way to it says. */
export async function withImap<T>(server: MailServer, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const { host, address, port, tls, user, password } = server
  const servername = servernameOf(host)
  // Loaded when the first mailbox is fetched: a house without one never needs it.
  const { ImapFlow: Client } = await import('imapflow')
  const client = new Client({
    ...{ host: address, port, secure: tls === 'implicit', logger: false, disableAutoIdle: true },
    ...(tls !== 'implicit' && { doSTARTTLS: tls === 'required' }),
    ...(servername && { servername, tls: { servername } }),
    auth: { user: user ?? '', pass: password ?? '' },
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    // Messages come in pieces; nothing else a server has to say is long.
    ...{ maxLineLength: 1024 * 1024, maxLiteralSize: 16 * 1024 * 1024 },
  })
  let broken: Error | undefined
  client.on('error', error => {
    broken = error
  })
  try {
    await client.connect()
    return await work(client)
  } catch (error) {
    throw broken ?? error
  } finally {
    await client.logout().catch(() => client.close())
  }
}

/** Opens a folder. Raises `channels.no-such-folder` when there is none of that name. */
export async function openFolder(client: ImapFlow, folder: string) {
  try {
    return await client.mailboxOpen(folder)
  } catch (error) {
    // Whatever else is wrong breaks the connection; to a question about a folder a server only says no.
    if (!client.usable) throw error
    throw channelProblems.of('no-such-folder', {}, `There is no folder “${folder}” in that mailbox.`)
  }
}

/** Makes a folder, unless it is there. */
export async function makeFolder(client: ImapFlow, folder: string): Promise<void> {
  const there = (await client.list()).some(({ path }) => path === folder)
  if (!there) await client.mailboxCreate(folder)
}
