/*
 * One message to one mail server. All of it but the end is written; then the mark is committed; then the end is sent. So a process
 * that dies before the mark has surely not sent it, and only between the mark and the commit of the server's answer – one round
 * trip – can nobody know (docs/decisions/0018).
 */
import { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Composed } from './compose.ts'
import type { Connection, Connections } from './connections.ts'
import type { Ended } from './outcome.rules.ts'
import type { MailServer } from './server.rules.ts'

export interface Refusal {
  readonly address: string
  readonly answer: string
  readonly code: number
}

export interface HandedOver extends Ended {
  /** Who will get it, of those it was for. */
  readonly accepted: readonly string[]
  readonly refused: readonly Refusal[]
}

/** Raised by the mark when the message is no longer this worker's: it must not be sent. */
export class NotOurs extends Error {}

const nobody = { accepted: [], refused: [] }

/** Hands a message over, and says how that ended; raises `NotOurs` when the mark says so. `again` composes it once more. */
export async function handOver(
  connections: Connections,
  server: MailServer,
  again: () => Promise<Composed>,
  mark: () => Promise<void>,
): Promise<HandedOver> {
  const first = await once(connections, server, await again(), mark, false)
  // A connection that was idle may have been closed by the server, which says nothing about the message.
  if (!(first.used && first.answer === null && !first.handed)) return first
  return once(connections, server, await again(), mark, true)
}

async function once(
  connections: Connections,
  server: MailServer,
  composed: Composed,
  mark: () => Promise<void>,
  fresh: boolean,
) {
  let connection: Connection
  try {
    connection = await connections.take(server, fresh)
  } catch (error) {
    composed.stream.destroy()
    return { ...endedBy(error as SMTPConnection.SMTPError, 'connection', false), used: false }
  }
  const progress: Progress = { handed: false, notOurs: undefined }
  try {
    const sent = await send(connection.smtp, composed, mark, progress)
    connections.giveBack(server, connection)
    return { ...acceptedBy(sent), handed: true, used: connection.used }
  } catch (error) {
    connection.smtp.close()
    composed.stream.destroy()
    if (progress.notOurs) throw progress.notOurs
    const fault = error as SMTPConnection.SMTPError
    return { ...endedBy(fault, stageOf(fault), progress.handed), used: connection.used }
  }
}

interface Progress {
  handed: boolean
  notOurs: NotOurs | undefined
}

function send(smtp: SMTPConnection, composed: Composed, mark: () => Promise<void>, progress: Progress) {
  const message = Readable.from(marked(composed.stream, mark, progress), { objectMode: false, highWaterMark: 1 })
  return new Promise<SMTPConnection.SentMessageInfo>((resolve, reject) =>
    smtp.send({ ...composed.envelope, size: composed.size }, message, (error, info) =>
      error ? reject(error) : resolve(info),
    ),
  )
}

/** The message as it is, and the mark before its end: asked for only when all of it has been taken. */
async function* marked(stream: Readable, mark: () => Promise<void>, progress: Progress): AsyncGenerator<Buffer> {
  for await (const chunk of stream) yield chunk
  try {
    await mark()
  } catch (error) {
    if (error instanceof NotOurs) progress.notOurs = error
    throw error
  }
  progress.handed = true
}

const STAGES: Record<string, Ended['stage']> = {
  'MAIL FROM': 'sender',
  'RCPT TO': 'recipients',
  DATA: 'message',
  API: 'message',
}

const stageOf = (error: SMTPConnection.SMTPError): Ended['stage'] => STAGES[error.command ?? ''] ?? 'connection'

const refusalsIn = (errors: readonly SMTPConnection.SMTPError[] = []): Refusal[] =>
  errors.map(error => ({
    address: 'recipient' in error ? String(error.recipient) : '',
    answer: error.response ?? error.message,
    code: error.responseCode ?? 550,
  }))

const acceptedBy = (sent: SMTPConnection.SentMessageInfo) => ({
  ...{ answer: sent.response, code: Number(sent.response.slice(0, 3)), stage: 'message' as const },
  ...{ accepted: sent.accepted, refused: refusalsIn(sent.rejectedErrors) },
})

/** A server that takes no message so large has answered, though nodemailer asked only its greeting. */
const TOO_LARGE = '552 5.3.4 The message is larger than the mail server takes'

function endedBy(error: SMTPConnection.SMTPError, stage: Ended['stage'], handed: boolean): HandedOver {
  if (error.code === 'EMESSAGE' && !error.response && stage === 'sender')
    return { ...nobody, answer: TOO_LARGE, code: 552, stage: 'message', handed }
  const refused = 'rejectedErrors' in error ? refusalsIn(error.rejectedErrors as SMTPConnection.SMTPError[]) : []
  const answer = error.response ?? (stage === 'connection' ? error.message : null)
  return { accepted: [], refused, answer, code: error.responseCode ?? null, stage, handed }
}
