import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import { afterCommit, type Read, type Write } from '#platform/database/transaction.ts'
import { nudge } from '#platform/live/nudge.ts'
import { channelProblems } from '../problems.ts'
import { isAddress } from './header.rules.ts'
import { HELD } from './hold.ts'
import { whySuppressed } from './suppress.actions.ts'
import { signToken } from './token.ts'
import { SUPPRESSED } from './words.rules.ts'

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
  /** The name people see, where it is not the mailbox's: a team's. */
  readonly from_name?: string | null
  readonly kind: 'reply' | 'acknowledgement' | 'notification' | 'answer' | 'test'
  readonly subject_id?: string | null
  readonly about_id?: string | null
  readonly person_id?: string | null
  readonly to: Addressee
  readonly cc?: readonly Addressee[]
  readonly subject: string
  readonly text: string
  /** Its words let their reader in: shown to nobody but who it is for, and forgotten once it has gone. */
  readonly lets_in?: boolean
  readonly html?: string | null
  readonly file_ids?: readonly string[]
  /** The Message-ID this answers, and those before it, without angle brackets. */
  readonly in_reply_to?: string | null
  readonly earlier_ids?: readonly string[]
  /** List-…, Precedence and X-… only: the others are the sender's to write. */
  readonly headers?: Readonly<Record<string, string>>
  /** Not before this UTC instant. */
  readonly send_after?: Date
}

/** The topic of nudges that there is something to send. */
export const SENDING = 'sending'

/**
 * Puts a message among those to send, in the transaction: rolled back, it was never said. Returns its identifier. To an address that
 * is suppressed it is kept and not sent, which its delivery state says. Raises `channels.not-an-address`.
 */
export async function send(tx: Write, command: SendMessage, now: Date): Promise<string> {
  const { organisation_id, kind, to, subject, text, send_after = now } = command
  const cc = (command.cc ?? []).filter(one => one.address.toLowerCase() !== to.address.toLowerCase())
  const wrong = [to, ...cc].find(({ address }) => !isAddress(address))
  if (wrong) return channelProblems.raise('not-an-address', { address: wrong.address })
  const id = newId()
  const mailbox = await mailboxFor(tx, command)
  const domain = mailbox.address?.split('@').at(-1) ?? 'moothall.invalid'
  const message_id = `${signToken(await mailKey(tx), id)}@${domain}`
  const suppressed = await whySuppressed(tx, organisation_id, to.address)
  const held = suppressed === undefined && kind !== 'reply' && mailbox.is_catching_up
  await tx
    .insertInto('channels.sent_messages')
    .values({
      ...{ id, organisation_id, kind, subject, text, message_id, mailbox_id: mailbox.id },
      ...{ to_address: to.address, to_name: to.name, cc: JSON.stringify(cc), from_name: command.from_name ?? null },
      ...{ subject_id: command.subject_id ?? null, about_id: command.about_id ?? null },
      ...{ person_id: command.person_id ?? null, html: command.html ?? null, in_reply_to: command.in_reply_to ?? null },
      ...{ file_ids: [...(command.file_ids ?? [])], earlier_ids: [...(command.earlier_ids ?? [])] },
      ...{ headers: JSON.stringify(command.headers ?? {}), send_after, created_at: now },
      lets_in: command.lets_in ?? false,
      ...(held && { state: 'held', trouble: HELD }),
      ...(suppressed && { state: 'suppressed', trouble: SUPPRESSED[suppressed] }),
    })
    .execute()
  // One that is to wait for its moment needs nobody woken: the sender looks once a second.
  if (!suppressed && !held && send_after <= now) afterCommit(tx, () => nudge({ organisation_id, topics: [SENDING] }))
  return id
}

/** The key that signs our tokens: the installation's own, made once. */
export async function mailKey(tx: Read): Promise<string> {
  const { rows } = await sql<{ secret: string }>`select platform.key_named('mail') as secret`.execute(tx)
  return rows[0]!.secret
}

async function mailboxFor(tx: Read, { organisation_id, mailbox_id }: SendMessage) {
  const { rows } = await sql<{ id: string | null; address: string | null; is_catching_up: boolean }>`
    select m.id, m.address, platform.is_catching_up() as is_catching_up
    from (select) as always left join channels.sender_for(${organisation_id}, ${mailbox_id ?? null}) m on true`.execute(
    tx,
  )
  return rows[0]!
}
