import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { stopResponseClock } from '../clocks/clocks.actions.ts'
import { resumeLocked } from '../clocks/hold-case.actions.ts'
import { retime } from '../clocks/retime.actions.ts'
import { reopenLocked } from '../closing/reopen-case.actions.ts'
import { caseForwarded, caseNoted, caseReplied } from '../events.ts'
import { fingerprint, isForStaff, previewOf } from '../message.ts'
import type { Recipient } from '../participants/participant.rules.ts'
import { refuse } from '../problems.ts'
import { touched } from '../touch.ts'

export interface Say {
  /** Given by a form or a program that may send twice: the same identifier is the same message. */
  readonly id?: string | undefined
  readonly reference: string
  readonly body: string
  readonly channel: string
}

export interface HasSaid {
  readonly message_id: string
  /** It was sent before: nothing was changed now. */
  readonly already: boolean
}

/** Answers the requester. The first answer by a person of ours stops the response clock; a new case is then in progress. */
export async function reply(tx: Write, author: Author, command: Say, now: Date): Promise<HasSaid> {
  const theCase = await lockCase(tx, command.reference)
  if (await isSaid(tx, theCase, command)) return { message_id: command.id!, already: true }
  refuse(whyNot.reply(theCase))
  const message_id = await say(tx, author, theCase, { ...command, kind: 'reply', side: 'staff' }, now)
  if (theCase.first_responded_at) await retime(tx, theCase, now)
  else await stopResponseClock(tx, theCase, now)
  await tx
    .updateTable('cases.cases')
    .set({
      ...touched(now),
      ...lastMessage(command.body, 'staff', now),
      state: theCase.state === 'new' ? 'in_progress' : theCase.state,
      first_responded_at: theCase.first_responded_at ?? now,
    })
    .where('id', '=', theCase.id)
    .execute()
  return { message_id, already: false }
}

/** Writes for staff only. Never leaves the desk, whatever is set anywhere (abuse case 24). */
export async function addNote(tx: Write, author: Author, command: Say, now: Date): Promise<HasSaid> {
  const theCase = await lockCase(tx, command.reference)
  if (await isSaid(tx, theCase, command)) return { message_id: command.id!, already: true }
  refuse(whyNot.note(theCase))
  const message_id = await say(tx, author, theCase, { ...command, kind: 'note', side: 'staff' }, now)
  const unread = theCase.assignee_id !== null && theCase.assignee_id !== author.person_id
  await tx
    .updateTable('cases.cases')
    .set(eb => ({ ...touched(now), unread: unread ? true : eb.ref('unread') }))
    .where('id', '=', theCase.id)
    .execute()
  return { message_id, already: false }
}

/** Passes something on to somebody else. The requester does not read it, and no clock stops: they have not been answered. */
export async function forward(
  tx: Write,
  author: Author,
  command: Say & { readonly to: readonly Recipient[] },
  now: Date,
): Promise<HasSaid> {
  const theCase = await lockCase(tx, command.reference)
  if (await isSaid(tx, theCase, command)) return { message_id: command.id!, already: true }
  refuse(whyNot.note(theCase))
  const message_id = await say(tx, author, theCase, { ...command, kind: 'forward', side: 'staff' }, now)
  await tx.updateTable('cases.cases').set(touched(now)).where('id', '=', theCase.id).execute()
  return { message_id, already: false }
}

/** The requester writes: whoever has the case sees it as unread, a clock waiting for them goes on, a resolved case reopens. */
export async function answerAsRequester(tx: Write, author: Author, command: Say, now: Date): Promise<HasSaid> {
  const theCase = await lockCase(tx, command.reference)
  if (await isSaid(tx, theCase, command)) return { message_id: command.id!, already: true }
  refuse(whyNot.reply(theCase))
  const message_id = await say(tx, author, theCase, { ...command, kind: 'reply', side: 'requester' }, now)
  await tx
    .updateTable('cases.cases')
    .set({ ...touched(now), ...lastMessage(command.body, 'requester', now), unread: true })
    .where('id', '=', theCase.id)
    .execute()
  await retime(tx, theCase, now)
  if (theCase.state === 'on_hold' && theCase.hold_reason === 'requester')
    await resumeLocked(tx, author, theCase, 'the requester answered', now)
  if (theCase.state === 'resolved') await reopenLocked(tx, author, theCase, 'the requester wrote again', now)
  return { message_id, already: false }
}

/** Whether this very message is already part of the case. */
async function isSaid(tx: Write, theCase: Case, { id }: Say): Promise<boolean> {
  if (id === undefined) return false
  const found = await tx
    .selectFrom('cases.messages')
    .select('id')
    .where('id', '=', id)
    .where('case_id', '=', theCase.id)
    .executeTakeFirst()
  return found !== undefined
}

export const lastMessage = (body: string, from: 'requester' | 'staff', now: Date) => ({
  last_message: previewOf(body),
  last_message_from: from,
  last_message_at: now,
})

export type Said = Say & { kind: 'reply' | 'note' | 'forward'; side: 'requester' | 'staff'; to?: readonly Recipient[] }

/** One message: its row, its words for search, its event. */
export async function say(tx: Write, author: Author, theCase: Case, said: Said, now: Date): Promise<string> {
  const id = said.id ?? newId()
  const { organisation_id } = theCase
  const shown_to = isForStaff(said.kind) ? 'staff' : 'everyone'
  await sql`
    with message as (
      insert into cases.messages (id, organisation_id, case_id, kind, author_id, author_name, author_side, channel, body, sent_at)
      values (${id}, ${organisation_id}, ${theCase.id}, ${said.kind}, ${author.person_id ?? null}, ${author.name}, ${said.side},
        ${said.channel}, ${said.body}, ${now}))
    select platform.index_words(${theCase.id}, ${`message:${id}`}, ${organisation_id}, 'case', ${shown_to}, ${theCase.requester_id},
      ${said.body}, ${now})`.execute(tx)
  const message = { message_id: id, sha256: fingerprint(said.body) }
  const open = { topics: ['cases'] }
  const to = (said.to ?? []).map(({ role, name, address }) => ({ role, name: name ?? address }))
  if (said.kind === 'note') await record(tx, author, caseNoted, theCase, message, now, open)
  else if (said.kind === 'forward') await record(tx, author, caseForwarded, theCase, { ...message, to }, now, open)
  else await record(tx, author, caseReplied, theCase, { ...message, side: said.side }, now, open)
  return id
}
