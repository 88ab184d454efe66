import { Readable } from 'node:stream'
import type { Db } from '#platform/database/connect.ts'
import { type Read, read } from '#platform/database/transaction.ts'
import { channelProblems } from '../problems.ts'
import { compose } from './compose.ts'
import { mailKey } from './send.actions.ts'
import type { SentMessage } from './sent.queries.ts'
import type { FromMailbox } from './taken.ts'

/** A message as it travels, put together again from what is kept: a file that any mail program opens. */
export async function rawMessage(db: Db, message: SentMessage, organisations: readonly string[]): Promise<Response> {
  const sender = await read(db, { person_id: undefined, organisations }, tx => senderOf(tx, message))
  const composed = await compose(db, { ...message, delivered_to: [] }, sender)
  if (!composed) return channelProblems.raise('file-gone')
  // The same kind of stream under two names, Node's and the browser's.
  const body = Readable.toWeb(composed.stream) as ReadableStream<Uint8Array>
  return new Response(body, {
    headers: {
      'content-type': 'message/rfc822',
      'content-disposition': `attachment; filename="message-${message.id.slice(-8)}.eml"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}

async function senderOf(tx: Read, { mailbox_id, message_id }: SentMessage) {
  const mailbox: FromMailbox | undefined = await tx
    .selectFrom('channels.mailboxes')
    .select(['id', 'address', 'name', 'from_name', 'takes_tags'])
    .where('id', '=', mailbox_id)
    .executeTakeFirst()
  return { mailbox, from: `desk@${message_id.split('@')[1]}`, key: await mailKey(tx) }
}
