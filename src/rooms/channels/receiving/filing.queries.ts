/** What the room that files a message asks about it: the mailbox's rules, its raw bytes, and what it may answer. */
import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { channelProblems } from '../problems.ts'
import { mailKey } from '../sending/send.actions.ts'
import { readToken } from '../sending/token.ts'

/** What a mailbox makes of a message. */
export interface MailboxRules {
  readonly id: string
  readonly organisation_id: string
  readonly address: string
  readonly kind: 'incident' | 'service_request'
  readonly category_id: string | null
  readonly team_id: string | null
  readonly impact: number | null
  readonly urgency: number | null
  readonly unknown_sender: 'new_person' | 'quarantine' | 'answer'
  readonly allowed_senders: readonly string[]
  readonly blocked_senders: readonly string[]
  readonly refused_files: readonly string[]
  readonly trusted_gateway: string | null
  readonly acknowledges: boolean
  /** The organisations whose people it logs for. */
  readonly serves: readonly string[]
}

/** Raises `channels.mailbox-not-found`. */
export async function getMailboxRules(tx: Read, id: string): Promise<MailboxRules> {
  const { rows } = await sql<MailboxRules>`
    select m.id, m.organisation_id, m.address, m.kind, m.category_id, m.team_id, m.impact, m.urgency, m.unknown_sender,
      m.allowed_senders, m.blocked_senders, m.refused_files, m.trusted_gateway, m.acknowledges,
      coalesce((select array_agg(s.serves_id order by s.serves_id) from channels.mailbox_organisations s where s.mailbox_id = m.id),
        array[m.organisation_id]) as serves
    from channels.mailboxes m where m.id = ${id}`.execute(tx)
  return rows[0] ?? channelProblems.raise('mailbox-not-found')
}

/** A message of ours, or one filed before, that a message answers. */
export interface Answered {
  readonly by: 'token' | 'message'
  /** None for a message of ours that is about nothing we keep. */
  readonly subject_id: string | null
  /** To whom ours went. */
  readonly sent_id: string | null
  readonly to_address: string | null
  readonly person_id: string | null
}

const TAG = /\+([a-z2-7]{42})@/i

/**
 * What a message answers: by tokens of ours in the addresses it was sent to and in the identifiers it names (checked: nobody can
 * make one), and by messages that were filed before.
 */
export async function findAnswered(
  tx: Read,
  { addresses, ids }: { addresses: readonly string[]; ids: readonly string[] },
): Promise<Answered[]> {
  if (addresses.length === 0 && ids.length === 0) return []
  const key = await mailKey(tx)
  const tokens = [...addresses.map(address => TAG.exec(address)?.[1]), ...ids.map(id => id.split('@')[0])]
  const sent_ids = tokens.map(token => (token ? readToken(key, token) : null)).filter(id => id !== null)
  const { rows } = await sql<Answered>`
    select 'token' as by, subject_id, id as sent_id, to_address, person_id from channels.sent_messages
    where id = any (${sent_ids}::uuid[])
    union all
    select 'message', subject_id, null, null, null from channels.received_messages
    where organisation_id = any ((select platform.visible_organisations())::uuid[])
      and message_id = any (${ids}::text[]) and message_id is not null and subject_id is not null`.execute(tx)
  return rows
}

/** How many messages one sender has sent to an organisation's mailboxes since then. */
export async function countFrom(tx: Read, organisation_id: string, address: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select from channels.received_messages
      where organisation_id = ${organisation_id} and from_address = ${address} and received_at > ${since} limit 1000) m`.execute(
    tx,
  )
  return rows[0]!.count
}
