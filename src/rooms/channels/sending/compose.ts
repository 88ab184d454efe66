/*
 * From a row to a message as it travels (RFC 5322), made while it is sent: an attachment is read from the database piece by piece.
 * Every name and address goes in as a value of its own, never as text that somebody could have written a list into.
 */
import { createHmac } from 'node:crypto'
import { Readable } from 'node:stream'
import { domainToASCII } from 'node:url'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Db } from '#platform/database/connect.ts'
import { read } from '#platform/database/transaction.ts'
import { bytesOf, type StoredFile } from '#platform/files/store.ts'
import { findLogo, logoCid, logoNamedIn } from '#rooms/people/index.ts'
import { cleanHeaders, cleanName, cleanSubject, htmlFrom, machineHeaders, tagged } from './header.rules.ts'
import type { FromMailbox, ToSend } from './taken.ts'

export interface Composed {
  readonly envelope: { from: string; to: string[]; dsn: Dsn }
  /** About as large as it will be: a mail server that takes less can say so at once. */
  readonly size: number
  readonly stream: Readable
}

type Dsn = { ret: 'HDRS'; envid: string; notify: ('FAILURE' | 'DELAY')[]; orcpt?: string }

/** What the installation adds: whose message, and by which key it knows its own again. */
export interface Sender {
  readonly mailbox: FromMailbox | undefined
  /** Where there is no mailbox. */
  readonly from: string
  readonly key: string
}

/** Marks what this installation sent: a message that comes back with it has gone round in a circle. */
export const loopMark = (key: string): string => createHmac('sha256', key).update('loop').digest('hex').slice(0, 24)

/** An address as mail servers know it: its domain in ASCII. */
export function overTheWire(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`
}

const MOST_REFERENCES = 20
const MESSAGE_ID = /^[\x21-\x3b\x3d\x3f-\x7e]{1,400}$/

/** The files of a message, in the order they were asked for. Undefined when one is no longer there. */
async function filesOf(db: Db, message: ToSend): Promise<StoredFile[] | undefined> {
  if (message.file_ids.length === 0) return []
  const who = { person_id: undefined, organisations: [message.organisation_id] }
  const found = await read(db, who, tx =>
    tx
      .selectFrom('platform.files')
      .select(['id', 'organisation_id', 'name', 'media_type', 'size', 'sha256'])
      .where('id', 'in', [...message.file_ids])
      .where('state', '=', 'kept')
      .execute(),
  )
  const files = message.file_ids.map(id => found.find(file => file.id === id))
  return files.includes(undefined) ? undefined : files.filter(file => file !== undefined)
}

interface Drawn {
  readonly html: string
  readonly pictures: {
    cid: string
    filename: string
    contentType: string
    content: Buffer
    contentDisposition: 'inline'
  }[]
}

/** The message as HTML, and the logo it shows, which travels with it. One that is no longer anybody's is shown no more. */
async function drawn(db: Db, { html, text, organisation_id }: ToSend): Promise<Drawn> {
  const hash = html ? logoNamedIn(html) : undefined
  if (!html || !hash) return { html: html ?? htmlFrom(text), pictures: [] }
  const logo = await read(db, { person_id: undefined, organisations: [organisation_id] }, tx => findLogo(tx, hash))
  if (!logo) return { html: html.replace(/<img src="cid:logo-[^>]*>/, ''), pictures: [] }
  const { media_type: contentType, bytes: content } = logo
  const filename = contentType === 'image/png' ? 'logo.png' : 'logo.jpg'
  return { html, pictures: [{ cid: logoCid(hash), filename, contentType, content, contentDisposition: 'inline' }] }
}

/** The message and its envelope; undefined when a file of it is gone. */
export async function compose(db: Db, message: ToSend, sender: Sender): Promise<Composed | undefined> {
  const files = await filesOf(db, message)
  if (!files) return undefined
  const { html, pictures } = await drawn(db, message)
  const token = message.message_id.slice(0, message.message_id.indexOf('@'))
  const address = sender.mailbox?.address ?? sender.from
  const answerTo = (sender.mailbox?.takes_tags && tagged(address, token)) || address
  const people = [{ name: message.to_name, address: message.to_address }, ...message.cc]
  const [to, ...cc] = people.map(one => ({ name: cleanName(one.name), address: overTheWire(one.address) }))
  const earlier = message.earlier_ids.filter(id => MESSAGE_ID.test(id)).slice(-MOST_REFERENCES)
  const answers = message.in_reply_to && MESSAGE_ID.test(message.in_reply_to) ? message.in_reply_to : undefined
  const node = new MailComposer({
    from: {
      name: cleanName(message.from_name ?? sender.mailbox?.from_name ?? sender.mailbox?.name),
      address: overTheWire(address),
    },
    ...(answerTo !== address && { replyTo: overTheWire(answerTo) }),
    ...{ to: to!, cc, subject: cleanSubject(message.subject), date: message.created_at },
    messageId: `<${message.message_id}>`,
    ...(answers && { inReplyTo: `<${answers}>` }),
    ...(earlier.length > 0 && { references: earlier.map(id => `<${id}>`) }),
    headers: {
      ...cleanHeaders(message.headers),
      ...machineHeaders(message.kind),
      'X-Moothall-Loop': loopMark(sender.key),
    },
    ...{ text: message.text, html },
    attachments: [
      ...pictures,
      ...files.map(file => ({
        filename: file.name,
        contentType: file.media_type,
        content: Readable.from(bytesOf(db, file)),
      })),
    ],
    ...{ disableFileAccess: true, disableUrlAccess: true },
  }).compile()
  const waiting = [...new Set([to!, ...cc].map(one => one.address))].filter(one => !message.delivered_to.includes(one))
  return {
    envelope: {
      // Nobody is told that an answer to a stranger did not arrive (RFC 3834).
      from: message.kind === 'answer' ? '' : overTheWire(answerTo),
      to: waiting,
      dsn: dsn(token, waiting),
    },
    size: Math.ceil(
      (sizeOf(files) + sizeOf(pictures.map(({ content }) => ({ size: content.length })))) * 1.37 +
        message.text.length * 3 +
        4000,
    ),
    stream: node.createReadStream(),
  }
}

const sizeOf = (all: readonly { size: number }[]) => all.reduce((sum, { size }) => sum + size, 0)

const dsn = (envid: string, to: readonly string[]): Dsn => ({
  ...{ ret: 'HDRS', envid, notify: ['FAILURE', 'DELAY'] },
  // One original recipient for each command: with several it would name the wrong one.
  ...(to.length === 1 && { orcpt: to[0]! }),
})
