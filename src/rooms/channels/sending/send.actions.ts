import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import { signToken } from './token.ts'

export interface Addressee {
  readonly name: string | null
  readonly address: string
}

/** One message to one person, with those who get a copy. */
export interface SendMessage {
  /** The organisation whose words these are: whose sender, suppressions and delivery list count. */
  readonly organisation_id: string
  /** The mailbox it goes from; the organisation's default without one. */
  readonly mailbox_id?: string | null
  readonly kind: 'reply' | 'acknowledgement' | 'notification' | 'answer' | 'test'
  readonly subject_id?: string | null
  readonly about_id?: string | null
  readonly person_id?: string | null
  readonly to: Addressee
  readonly cc?: readonly Addressee[]
  readonly subject: string
  readonly text: string
  readonly html?: string | null
  readonly file_ids?: readonly string[]
  /** The Message-ID this answers, and those before it, without angle brackets. */
  readonly in_reply_to?: string | null
  readonly earlier_ids?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
  /** Not before this UTC instant. */
  readonly send_after?: Date
}

/** Puts a message among those to send, in the transaction: rolled back, it was never said. Returns its identifier. */
export async function send(tx: Write, command: SendMessage, now: Date): Promise<string> {
  const id = newId()
  const mailbox = await mailboxFor(tx, command)
  const domain = mailbox?.address.split('@')[1] ?? 'moothall.invalid'
  const message_id = `${signToken(await mailKey(tx), id)}@${domain}`
  const { organisation_id, kind, to, cc, subject, text, file_ids, earlier_ids, headers, send_after, ...more } = command
  await tx
    .insertInto('channels.sent_messages')
    .values({
      ...{ id, organisation_id, kind, subject, text, message_id, mailbox_id: mailbox?.id ?? null },
      ...{ to_address: to.address, to_name: to.name, cc: JSON.stringify(cc ?? []) },
      ...{ subject_id: more.subject_id ?? null, about_id: more.about_id ?? null, person_id: more.person_id ?? null },
      ...{ html: more.html ?? null, in_reply_to: more.in_reply_to ?? null },
      ...{ file_ids: [...(file_ids ?? [])], earlier_ids: [...(earlier_ids ?? [])] },
      ...{ headers: JSON.stringify(headers ?? {}), send_after: send_after ?? now, created_at: now },
    })
    .execute()
  return id
}

/** The key that signs our tokens: the installation's own, made once. */
export async function mailKey(tx: Read): Promise<string> {
  const { rows } = await sql<{ secret: string }>`select platform.key_named('mail') as secret`.execute(tx)
  return rows[0]!.secret
}

const mailboxFor = (tx: Read, { organisation_id, mailbox_id }: SendMessage) =>
  tx
    .selectFrom('channels.mailboxes')
    .select(['id', 'address'])
    .where(eb =>
      mailbox_id
        ? eb('id', '=', mailbox_id)
        : eb.and([eb('organisation_id', '=', organisation_id), eb('sends_by_default', '=', true)]),
    )
    .executeTakeFirst()
