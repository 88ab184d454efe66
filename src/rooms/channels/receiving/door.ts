/*
 * Where mail servers deliver: LMTP, which answers for each recipient, or plain SMTP. It takes mail for our mailboxes and for nobody
 * else, so it cannot be used to send on. Yes is said only once the message is stored; when we cannot, the mail server keeps it and
 * tries again. Encryption, spam and the whole of the internet are the mail server's in front.
 */
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Db } from '#platform/database/connect.ts'
import { log } from '#platform/log.ts'
import { networksFrom } from '#platform/net/reach.ts'
import { Problem } from '#platform/problem.ts'
import { now } from '#platform/time/now.ts'
import { deliver } from './deliver.ts'
import { mailboxAt } from './mailbox-at.queries.ts'

export interface DoorSettings {
  readonly protocol: 'lmtp' | 'smtp'
  readonly host: string
  /** 0 takes any that is free. */
  readonly port: number
  /** Addresses and networks ("10.0.0.0/8") that may connect; with none, whoever can reach it. */
  readonly peers: readonly string[]
}

/** An open door: where it listens, and how it is closed. */
export interface Door {
  readonly protocol: 'lmtp' | 'smtp'
  readonly port: number
  close(): Promise<void>
}

const MOST_CLIENTS = 60
const MOST_RECIPIENTS = 100
const MOST_BYTES = 256 * 1024 * 1024
const IDLE_MS = 120_000
const CLOSING_MS = 3000

/** An error with the code that the mail server is told. */
type Refusal = Error & { readonly responseCode: number }

const refusal = (responseCode: number, message: string): Refusal => Object.assign(new Error(message), { responseCode })

const LATER = 'We cannot store anything just now. Try again later.'

/** Opens a door for mail servers. Raises when the port is taken. */
export async function openDoor(db: Db, settings: DoorSettings): Promise<Door> {
  const { protocol, host, port } = settings
  const allowed = settings.peers.length > 0 ? networksFrom(settings.peers) : () => true
  const server = new SMTPServer({
    ...{ lmtp: protocol === 'lmtp', name: 'moothall', banner: 'Moothall', logger: false },
    ...{ disabledCommands: ['AUTH', 'STARTTLS'], authOptional: true, disableReverseLookup: true },
    ...{ size: MOST_BYTES, maxClients: MOST_CLIENTS, socketTimeout: IDLE_MS, closeTimeout: CLOSING_MS },
    onConnect: ({ remoteAddress }, answer) =>
      answer(allowed(remoteAddress) ? null : refusal(554, 'This address may not deliver here.')),
    onRcptTo: (address, session, answer) => void rcptTo(db, address, session).then(() => answer(), answer),
    onData: (stream, session, answer) => void take(db, protocol, stream, session).then(saidTo(answer), answer),
  })
  server.on('error', error => log.info({ error: error.message }, 'a mail server broke off'))
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, host, () => resolve())
  })
  // Listening on an address, not on a socket file, so the address is an object.
  const address = server.server.address() as AddressInfo
  return {
    protocol,
    port: address.port,
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}

async function rcptTo(db: Db, { address }: SMTPServerAddress, session: SMTPServerSession): Promise<void> {
  if (session.envelope.rcptTo.length >= MOST_RECIPIENTS) throw refusal(452, 'Too many recipients for one message.')
  const mailbox = await mailboxAt(db, address).catch(() => {
    throw refusal(451, LATER)
  })
  if (!mailbox) throw refusal(550, 'There is no such mailbox here.')
  const { mailFrom } = session.envelope
  const said = mailFrom ? mailFrom.args : undefined
  const size = said ? Number(said.SIZE ?? 0) : 0
  if (size > mailbox.most_bytes) throw refusal(552, tooLarge(mailbox.most_bytes))
}

const tooLarge = (most: number) => `This mailbox takes messages of up to ${Math.round(most / 1024 / 1024)} MB.`

type Answers = readonly (string | Refusal)[]

/** One answer for each recipient (LMTP), or the one that holds for all of them (SMTP). */
async function take(
  db: Db,
  came_by: 'lmtp' | 'smtp',
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
): Promise<Answers> {
  const envelope_from = envelope.mailFrom ? envelope.mailFrom.address : ''
  const to = envelope.rcptTo.map(({ address }) => address)
  const outcomes = await deliver(db, { came_by, envelope_from, to, bytes: stream }, now())
  const answers = outcomes.map(outcome => (outcome instanceof Error ? refusalFor(outcome) : `Stored as ${outcome.id}`))
  if (came_by === 'lmtp') return answers
  // One answer for all: a refusal that may pass makes the sender try again, and what was stored is known as the same.
  const refusals = answers.filter(answer => typeof answer !== 'string')
  const worst = refusals.find(({ responseCode }) => responseCode < 500) ?? refusals[0]
  if (worst) throw worst
  return answers.slice(0, 1)
}

function refusalFor(error: Error): Refusal {
  if (error instanceof Problem && error.code === 'channels.message-too-large') return refusal(552, error.message)
  if (error instanceof Problem && error.code === 'channels.mailbox-not-found') return refusal(550, error.message)
  log.warn({ error: error.message }, 'a message could not be stored; its sender keeps it')
  return refusal(451, LATER)
}

type Answer = Parameters<NonNullable<ConstructorParameters<typeof SMTPServer>[0]>['onData'] & {}>[2]

/** The library takes a list of answers for LMTP, one for each recipient in order, which its types do not say. */
const saidTo =
  (answer: Answer) =>
  (answers: Answers): void =>
    (answer as unknown as (error: null, said: Answers | string) => void)(null, answers)
