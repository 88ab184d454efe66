import { createReadStream } from 'node:fs'
import { type ReadAddress, type ReadMessage, readMessage } from '#rooms/channels/index.ts'
import type { Command } from './command.ts'

const USAGE = `moothall inspect-message [FILE…]
  Prints, for each message, one line of JSON: what was read from it. Without a FILE, or for -, it reads standard input.`

export const inspectMessageCommand: Command = {
  summary: 'say, as JSON, what is read from an e-mail message',
  usage: USAGE,
  alone: true,
  async run(context, words) {
    if (words.some(word => word === '--help' || word === '-h')) {
      context.print(`Usage: ${USAGE}`)
      return 0
    }
    process.stdout.on('error', stopQuietly)
    let code = 0
    for (const file of words.length > 0 ? words : ['-']) {
      try {
        const message = await readMessage(file === '-' ? process.stdin : createReadStream(file))
        context.print(JSON.stringify(said(message)))
      } catch (error) {
        console.error(`${file} cannot be read: ${reason(error)}.`)
        code = 2
      }
    }
    process.stdout.off('error', stopQuietly)
    return code
  },
}

/** Whoever reads our lines may stop before the end, as `head` does. */
function stopQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
}

const REASONS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
  ENOTDIR: 'there is no such file',
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return REASONS[code] ?? (error instanceof Error ? error.message.replace(/\.$/, '') : 'reading failed')
}

const person = ({ name, address }: ReadAddress) => ({ name, address })

/** The names under which programs outside ask for it. */
const said = (message: ReadMessage) => ({
  subject: message.subject,
  from: message.from && person(message.from),
  to: message.to.map(person),
  cc: message.cc.map(person),
  date: message.date?.toISOString() ?? null,
  messageId: message.message_id,
  inReplyTo: message.in_reply_to[0] ?? null,
  references: message.references,
  text: message.text,
  replyText: message.reply_text,
  html: message.html,
  attachments: message.attachments.map(({ name, type, size, inline, kind }) => ({ name, type, size, inline, kind })),
  autoReply: message.auto_reply,
  bounce: message.bounce !== null,
  bounced: message.bounce,
  bulk: message.bulk,
  spam: message.spam,
  signed: message.signed,
  encrypted: message.encrypted,
  forwarded: message.forwarded && { ...message.forwarded, from: person(message.forwarded.from) },
  calendar: message.calendar,
  trouble: message.trouble,
})
