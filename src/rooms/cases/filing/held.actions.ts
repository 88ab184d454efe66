/* What staff do with a message from somebody who is not on the case: it is theirs to see until one of them decides. */
import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { addSender, findPerson, nameFrom } from '#rooms/people/index.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { retime } from '../clocks/retime.actions.ts'
import { messageAccepted, messageMoved, messageRejected } from '../events.ts'
import { type Logged, logCase } from '../logging/log-case.actions.ts'
import { addLocked } from '../participants/participant.actions.ts'
import { caseProblems, refuse } from '../problems.ts'
import { lastMessage, say } from '../replying/reply.actions.ts'
import { touched } from '../touch.ts'
import { subjectOf } from './mail-text.rules.ts'
import { acceptFiles } from './source.actions.ts'
import { lockHeld } from './source.queries.ts'

export interface HeldMessage {
  readonly reference: string
  readonly message_id: string
}

type Held = Awaited<ReturnType<typeof lockHeld>>

/**
 * Makes a held message a part of the case that its requester reads. It is said anew, as what it came as stays a note. Nothing else
 * follows: a clock that waits for the requester waits for them. `copy` makes whoever sent it take part from now on. Raises `cases.message-settled`, `cases.message-of-staff`.
 */
export async function acceptMessage(
  tx: Write,
  author: Author,
  command: HeldMessage & { copy?: boolean | undefined },
  now: Date,
): Promise<void> {
  const { theCase, held } = await take(tx, command)
  refuse(whyNot.reply(theCase))
  if (held.from_staff) caseProblems.raise('message-of-staff')
  const writer = await writerOf(tx, held)
  const said = {
    reference: theCase.reference,
    body: held.body,
    channel: 'email',
    kind: 'reply',
    side: 'requester',
  } as const
  const message_id = await say(tx, writer, theCase, said, now)
  await acceptFiles(tx, held.message_id, message_id)
  await settle(tx, author, held, { standing: 'accepted', message_id, case_id: theCase.id }, now)
  await tx
    .updateTable('cases.cases')
    .set({ ...touched(now), ...lastMessage(held.body, 'requester', now) })
    .where('id', '=', theCase.id)
    .execute()
  const payload = { held_id: held.message_id, from: writer.name }
  await record(tx, author, messageAccepted, theCase, payload, now, { topics: ['cases'] })
  await retime(tx, theCase, now)
  if (!command.copy || !held.from_address) return
  const participant = { role: 'copied', name: held.from_name, address: held.from_address } as const
  await addLocked(tx, author, theCase, participant, now)
}

/** Makes a case of a held message, for whoever sent it. Raises `cases.message-settled`, `cases.message-of-staff`. */
export async function makeOwnCase(tx: Write, author: Author, command: HeldMessage, now: Date): Promise<Logged> {
  const { theCase, held } = await take(tx, command)
  if (held.from_staff) caseProblems.raise('message-of-staff')
  const { organisation_id } = theCase
  const requester_id = await requesterOf(tx, author, theCase, held, now)
  const subject = subjectOf(held.subject ?? '')
  const logged = await logCase(
    tx,
    author,
    { organisation_id, requester_id, subject, body: held.body, channel: 'email', started_at: held.received_at },
    now,
  )
  await acceptFiles(tx, held.message_id, logged.message_id)
  await settle(tx, author, held, { standing: 'moved', message_id: logged.message_id, case_id: logged.id }, now)
  const payload = { to_id: logged.id, reference: logged.reference }
  await record(tx, author, messageMoved, theCase, payload, now, { topics: ['cases'] })
  return logged
}

/** Leaves a held message where it is: for staff only, and nothing more to decide. Raises `cases.message-settled`. */
export async function rejectMessage(tx: Write, author: Author, command: HeldMessage, now: Date): Promise<void> {
  const { theCase, held } = await take(tx, command)
  await tx
    .updateTable('cases.message_sources')
    .set({ standing: 'rejected', settled_by: author.person_id ?? null, settled_at: now })
    .where('message_id', '=', held.message_id)
    .execute()
  const from = held.from_address ?? 'nobody named'
  await record(tx, author, messageRejected, theCase, { held_id: held.message_id, from }, now, { topics: ['cases'] })
}

async function take(tx: Write, { reference, message_id }: HeldMessage) {
  const theCase = await lockCase(tx, reference)
  return { theCase, held: await lockHeld(tx, theCase.id, message_id) }
}

/** Somebody of the organisation under their own name, anybody else by what they call themselves, with their address. */
async function writerOf(tx: Write, { person_id, from_name, from_address }: Held): Promise<Author> {
  const person = person_id ? await findPerson(tx, person_id) : undefined
  if (person) return { person_id: person.id, name: person.name }
  const address = from_address ?? ''
  const name = nameFrom(from_name, address)
  return { person_id: undefined, name: from_name ? `${name} (${address})` : address }
}

async function requesterOf(tx: Write, author: Author, theCase: Case, held: Held, now: Date): Promise<string> {
  const { organisation_id } = theCase
  const person = held.person_id ? await findPerson(tx, held.person_id) : undefined
  if (person?.organisation_id === organisation_id) return person.id
  const address = held.from_address ?? caseProblems.raise('requester-elsewhere')
  const command = { organisation_id, address, name: held.from_name, verified_by: 'message' } as const
  return (await addSender(tx, author, command, now)).id
}

interface SaidAnew {
  readonly standing: 'accepted' | 'moved'
  readonly message_id: string
  readonly case_id: string
}

/** The note is done with; what was said anew comes from where the note came from. */
async function settle(tx: Write, author: Author, held: Held, { standing, message_id, case_id }: SaidAnew, now: Date) {
  await tx
    .updateTable('cases.message_sources')
    .set({ standing, accepted_as: message_id, settled_by: author.person_id ?? null, settled_at: now })
    .where('message_id', '=', held.message_id)
    .execute()
  await sql`
    insert into cases.message_sources (message_id, organisation_id, case_id, received_id, raw_organisation_id, filed_at, from_name,
      from_address, to_addresses, cc_addresses, subject, html, full_text, quoted, standing, person_id, auto_reply, may_answer, trouble,
      left_out, remote_images, inline_files, kinds)
    select ${message_id}, organisation_id, ${case_id}, received_id, raw_organisation_id, ${now}, from_name, from_address, to_addresses,
      cc_addresses, subject, html, full_text, quoted, 'trusted', person_id, auto_reply, false, trouble, left_out, remote_images,
      inline_files, kinds
    from cases.message_sources where message_id = ${held.message_id}`.execute(tx)
}
