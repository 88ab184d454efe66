/*
 * The one door by which words of a case leave it. What goes is not what a caller holds but the message as it stands in the database,
 * read here by its kind: there is no way to hand a note to it, and the database refuses one besides (abuse case 24).
 *
 * Each recipient has a message of their own. So each has a token of their own, by which an answer says who it is from; what became of
 * it is known for each; and nobody is shown another's address.
 */
import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { absolute } from '#platform/site.ts'
import { sayFull } from '#platform/time/say.ts'
import { REPLY_MARKER, send } from '#rooms/channels/index.ts'
import { type Case, listMessages, type Message } from '../case.queries.ts'
import { headerName, type Recipient } from '../participants/participant.rules.ts'
import { requestPaths } from '../paths.ts'
import { caseProblems } from '../problems.ts'
import { htmlOf, type Letter, type Quoted, subjectLine, textOf } from './email.rules.ts'
import { signatureFor } from './signature.queries.ts'

const MOST_QUOTED_MESSAGES = 30

export interface SendOut {
  readonly message_id: string
  readonly to: readonly Recipient[]
  /** Files of other messages that are passed on with it. */
  readonly passed_on?: readonly string[]
}

/** Sends a reply or a forwarded message by e-mail to each recipient. The caller has locked the case, and attached the files. */
export async function sendOut(
  tx: Write,
  theCase: Case,
  { message_id, to, passed_on = [] }: SendOut,
  now: Date,
): Promise<void> {
  if (to.length === 0) return
  const message = await sendable(tx, theCase, message_id)
  const quoted = message.kind === 'forward' ? [] : await quotedBefore(tx, theCase, message)
  const signature = await signatureFor(tx, theCase, message.author_name)
  const files = [...(await filesOf(tx, message_id)), ...passed_on]
  const subject = subjectLine(message.kind === 'forward' ? 'Fwd' : 'Re', theCase.subject, theCase.reference)
  for (const [position, recipient] of to.entries()) {
    const letter: Letter = {
      ...{ marker: REPLY_MARKER, body: message.body, signature, quoted },
      others: to.filter(other => other !== recipient).map(({ name, address }) => name ?? address),
      footer: footerFor(theCase, recipient),
    }
    const thread = await threadWith(tx, theCase.id, recipient.address)
    const name = recipient.name ? headerName(recipient.name) || null : null
    const { organisation_id } = theCase
    const { address, person_id, role } = recipient
    const sent_id = await send(
      tx,
      {
        ...{ organisation_id, kind: 'reply', subject_id: theCase.id, about_id: message_id, person_id, subject },
        ...{ to: { name, address }, text: textOf(letter), html: htmlOf(letter), file_ids: files },
        ...{ mailbox_id: thread.mailbox_id, in_reply_to: thread.ids.at(-1) ?? null, earlier_ids: thread.ids },
      },
      now,
    )
    const { kind } = message
    await tx
      .insertInto('cases.message_recipients')
      .values({ message_id, kind, position, organisation_id, role, person_id, name: recipient.name, address, sent_id })
      .execute()
  }
}

type Sendable = Message & { readonly kind: 'reply' | 'forward' }

async function sendable(tx: Read, theCase: Case, message_id: string): Promise<Sendable> {
  const row = await tx
    .selectFrom('cases.messages')
    .select(['id', 'kind', 'author_id', 'author_name', 'author_side', 'channel', 'body', 'sent_at', 'split_to_id'])
    .where('id', '=', message_id)
    .where('case_id', '=', theCase.id)
    .where('kind', 'in', ['reply', 'forward'])
    .where('author_side', '=', 'staff')
    .executeTakeFirst()
  // Just asked for by kind.
  return (row as Sendable | undefined) ?? caseProblems.raise('message-elsewhere')
}

/** What is quoted beneath a reply, newest first, as its organisation has chosen: only what the requester may read anyway. */
async function quotedBefore(tx: Read, theCase: Case, message: Message): Promise<Quoted[]> {
  const quotes = await quotesOf(tx, theCase.organisation_id)
  if (quotes === 'none') return []
  const before = (await listMessages(tx, theCase.id, 'requester')).filter(({ id }) => id !== message.id).reverse()
  const answered = before.find(({ author_side }) => author_side === 'requester') ?? before[0]
  const chosen = quotes === 'all' ? before.slice(0, MOST_QUOTED_MESSAGES) : answered ? [answered] : []
  return chosen.map(({ author_name, sent_at, body }) => ({
    ...{ author: author_name, body },
    when: sayFull(sent_at, theCase.zone),
  }))
}

async function quotesOf(tx: Read, organisation_id: string): Promise<string> {
  const row = await tx
    .selectFrom('cases.reply_settings')
    .select('quotes')
    .where('organisation_id', '=', organisation_id)
    .executeTakeFirst()
  return row?.quotes ?? 'last'
}

/** Those with a place on the portal are told where it is. */
function footerFor({ reference }: Case, { person_id, role }: Recipient): string[] {
  const reads = person_id !== null && role !== 'supplier' && role !== 'third_party'
  return [`Reference: ${reference}`, ...(reads ? [`Read it all: ${absolute(requestPaths.show({ reference }))}`] : [])]
}

async function filesOf(tx: Read, message_id: string): Promise<string[]> {
  const rows = await tx.selectFrom('cases.attachments').select('file_id').where('message_id', '=', message_id).execute()
  return rows.map(row => row.file_id)
}

/** What went to and came from one address about a case, oldest first; another's identifiers are not for them. */
async function threadWith(tx: Read, case_id: string, address: string) {
  const { rows } = await sql<{ message_id: string; mailbox_id: string | null; received: boolean }>`
    select message_id, mailbox_id, received from channels.published_threads
    where subject_id = any (array(select cases.story_of(${case_id}))) and lower(address) = lower(${address})
    order by at desc limit 20`.execute(tx)
  const came = rows.find(row => row.received && row.mailbox_id)
  return {
    ids: rows
      .map(row => row.message_id.replace(/[<>\s\p{Cc}]/gu, ''))
      .filter(id => id !== '')
      .reverse(),
    mailbox_id: (came ?? rows[0])?.mailbox_id ?? null,
  }
}
