import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { ReadAddress } from '#rooms/channels/index.ts'
import type { Reader } from '../attaching/attachment.queries.ts'
import { caseProblems } from '../problems.ts'
import type { MailKinds } from './mail.ts'

export type Standing = 'trusted' | 'held' | 'accepted' | 'moved' | 'rejected' | 'machine'

/** How a message came by e-mail, for the one who reads it on the case. */
export interface Source {
  readonly message_id: string
  readonly from_name: string | null
  readonly from_address: string | null
  readonly to_addresses: readonly ReadAddress[]
  readonly cc_addresses: readonly ReadAddress[]
  readonly subject: string | null
  readonly standing: Standing
  readonly why: string | null
  readonly person_id: string | null
  readonly from_staff: boolean
  readonly auto_reply: boolean
  readonly has_html: boolean
  readonly quoted: boolean
  readonly trouble: readonly string[]
  readonly left_out: readonly string[]
  readonly remote_images: number
  readonly inline_files: Readonly<Record<string, string>>
  readonly kinds: MailKinds
  /** A case its subject names, which its sender is not on. */
  readonly mentions: string | null
}

const SELECT = sql`
  select s.message_id, s.from_name, s.from_address, s.to_addresses, s.cc_addresses, s.subject, s.standing, s.why, s.person_id,
    s.from_staff, s.auto_reply, s.html is not null as has_html, s.quoted, s.trouble, s.left_out, s.remote_images, s.inline_files,
    s.kinds, (select c.reference from cases.cases c where c.id = s.mentions_id) as mentions
  from cases.message_sources s`

/** Where the messages of a case, and of those merged into it, came from. For staff. */
export async function listSources(tx: Read, case_id: string): Promise<Source[]> {
  const { rows } = await sql<Source>`${SELECT}
    where s.case_id = any (array(select cases.story_of(${case_id})))`.execute(tx)
  return rows
}

/** The same of one case, for its requester: only of messages they read anyway, and nothing of what staff know. */
export async function listOpenSources(
  tx: Read,
  case_id: string,
): Promise<Pick<Source, 'message_id' | 'inline_files'>[]> {
  const { rows } = await sql<Pick<Source, 'message_id' | 'inline_files'>>`
    select s.message_id, s.inline_files from cases.message_sources s join cases.messages m on m.id = s.message_id
    where s.case_id = ${case_id} and m.kind in ('request', 'reply')`.execute(tx)
  return rows
}

/** Whether somebody may answer on a case as its requester may. */
export async function mayAnswerOn(tx: Read, reference: string, person_id: string): Promise<boolean> {
  const { rows } = await sql`
    select from cases.cases c where c.reference = ${reference} and c.state <> 'closed' and (c.requester_id = ${person_id}
      or exists (select from cases.watchers w where w.case_id = c.id and w.person_id = ${person_id}))`.execute(tx)
  return rows.length > 0
}

/** A message that is held, for whoever says what becomes of it. Raises `cases.not-found`, `cases.message-settled`. */
export async function lockHeld(tx: Write, case_id: string, message_id: string) {
  const { rows } = await sql<Source & { received_id: string; body: string; received_at: Date }>`
    select s.*, m.body, m.sent_at as received_at from cases.message_sources s join cases.messages m on m.id = s.message_id
    where s.message_id = ${message_id} and s.case_id = ${case_id} for no key update of s`.execute(tx)
  const held = rows[0] ?? caseProblems.raise('not-found')
  return held.standing === 'held' ? held : caseProblems.raise('message-settled')
}

/** The whole of a message. */
export interface Whole {
  readonly html: string | null
  readonly full_text: string | null
  readonly inline_files: Readonly<Record<string, string>>
  readonly received_id: string
  readonly raw_organisation_id: string
}

/**
 * The whole of a message, if this person may see it: staff where they read cases; a requester, or who follows, what both sides read.
 * Undefined alike for none and for somebody else's.
 */
export async function findWhole(
  tx: Read,
  { person_id, reads_in, asks_in }: Reader,
  at: { reference: string; message_id: string },
): Promise<Whole | undefined> {
  const { rows } = await sql<Whole>`
    select s.html, s.full_text, s.inline_files, s.received_id, s.raw_organisation_id
    from cases.message_sources s
      join cases.messages m on m.id = s.message_id
      join cases.cases c on c.id = s.case_id
    where s.message_id = ${at.message_id} and c.reference = ${at.reference}
      and (s.organisation_id = any (${reads_in}::uuid[])
        or (m.kind in ('request', 'reply') and s.organisation_id = any (${asks_in}::uuid[])
          and (c.requester_id = ${person_id}
            or exists (select from cases.watchers w where w.case_id = c.id and w.person_id = ${person_id}))))`.execute(
    tx,
  )
  return rows[0]
}
