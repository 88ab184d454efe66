import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { sayFull } from '#platform/time/say.ts'
import type { Level } from '#rooms/clock/index.ts'
import { type Case, listMessages, lockCase, type Message } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { caseSplit } from '../events.ts'
import { type Logged, logCase } from '../logging/log-case.actions.ts'
import { isForStaff } from '../message.ts'
import { caseProblems, refuse } from '../problems.ts'
import { addNote } from '../replying/reply.actions.ts'
import { restrictAlike } from '../restricting/restrict.actions.ts'
import { linkLocked } from './link.actions.ts'
import type { Relation } from './link.rules.ts'

export interface SplitCase {
  readonly reference: string
  /** What is about the other matter. It stays here too, marked. */
  readonly message_ids: readonly string[]
  readonly subject: string
  readonly category_id?: string | undefined
  readonly impact?: Level | undefined
  readonly urgency?: Level | undefined
  /** How this case then stands to the new one. */
  readonly relation: Relation
}

/**
 * Makes another case of some of a case's messages, for the same requester, with its clock from the earliest of them (clock semantics
 * 15). What only staff could read is a note there as well. Raises `cases.message-elsewhere`, `cases.category-elsewhere`.
 */
export async function splitCase(tx: Write, author: Author, command: SplitCase, now: Date): Promise<Logged> {
  const theCase = await lockCase(tx, command.reference)
  refuse(whyNot.split(theCase))
  const chosen = await chosenFrom(tx, theCase, command.message_ids)
  const { subject, category_id, impact, urgency } = command
  const logged = await logCase(
    tx,
    author,
    {
      ...{ organisation_id: theCase.organisation_id, requester_id: theCase.requester_id, channel: theCase.channel },
      ...{ subject, impact, urgency, category_id, body: spoken(theCase, chosen) },
      // Without a category the new case has no team of its own, and would be in nobody's queue.
      team_id: category_id ? undefined : (theCase.team_id ?? undefined),
      started_at: chosen[0]!.sent_at,
    },
    now,
  )
  const notes = chosen.filter(message => isForStaff(message.kind))
  if (notes.length > 0) {
    const note = { reference: logged.reference, body: quoted(theCase, notes), channel: theCase.channel }
    await addNote(tx, author, note, now)
  }
  await mark(tx, chosen, logged.id)
  const other = { ...logged, organisation_id: theCase.organisation_id }
  await linkLocked(tx, author, { theCase, relation: command.relation, other }, now)
  const message_ids = chosen.map(message => message.id)
  const payload = { to_id: logged.id, reference: logged.reference, message_ids }
  await record(tx, author, caseSplit, theCase, payload, now, { topics: ['cases'] })
  if (theCase.restricted) await restrictAlike(tx, author, theCase, other, now)
  return logged
}

/** The chosen messages, oldest first: all of this case, and each split off only once. */
async function chosenFrom(tx: Read, theCase: Case, ids: readonly string[]): Promise<Message[]> {
  const wanted = new Set(ids)
  const own = await listMessages(tx, theCase.id, 'staff')
  const chosen = own.filter(message => wanted.has(message.id) && !message.split_to_id)
  return chosen.length > 0 && chosen.length === wanted.size ? chosen : caseProblems.raise('message-elsewhere')
}

/** What both sides could read, as the new case's first message; for notes alone, only where it comes from. */
function spoken(theCase: Case, chosen: readonly Message[]): string {
  const open = chosen.filter(message => !isForStaff(message.kind))
  return open.length > 0 ? quoted(theCase, open) : `Split off from ${theCase.reference}.`
}

/** Each message under a line that says who wrote it and when. */
const quoted = ({ reference, zone }: Case, messages: readonly Message[]) =>
  messages
    .map(({ author_name, sent_at, body }) => `${author_name} on ${reference}, ${sayFull(sent_at, zone)}:\n\n${body}`)
    .join('\n\n')

async function mark(tx: Write, messages: readonly Message[], split_to_id: string) {
  const ids = messages.map(message => message.id)
  await sql`update cases.messages set split_to_id = ${split_to_id} where id = any (${ids}::uuid[])`.execute(tx)
}
