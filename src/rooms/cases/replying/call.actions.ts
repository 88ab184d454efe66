import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { sayDay } from '#platform/time/say.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { addTask } from '../tasks/task.actions.ts'
import { addNote } from './reply.actions.ts'

/** Instead of an e-mail to somebody who does not want one: a task to call them, and what was written as a note of what to say. */
export async function callInstead(
  tx: Write,
  author: Author,
  command: { readonly reference: string; readonly words: string },
  now: Date,
): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  const words = command.words.trim()
  await addCall(tx, author, theCase, `Call ${theCase.requester} about ${theCase.subject}`, now)
  const body = `To say on the telephone:\n\n${words}`
  if (words !== '') await addNote(tx, author, { reference: theCase.reference, body, channel: 'portal' }, now)
}

/** Asks for a call because a message of ours has had no answer. */
export const callUnanswered = (tx: Write, author: Author, theCase: Case, said: Date, now: Date): Promise<void> =>
  addCall(
    tx,
    author,
    theCase,
    `Call ${theCase.requester}: no answer to our message of ${sayDay(said, theCase.zone)}`,
    now,
  )

/** Asks for a call, or a letter, to somebody for whom we wait and who does not want e-mail (requirement S-128, journey J-03). */
export const callToTell = (
  tx: Write,
  author: Author,
  { theCase, way }: { readonly theCase: Case; readonly way: string },
  now: Date,
): Promise<void> =>
  addCall(tx, author, theCase, `${way === 'letter' ? 'Write to' : 'Call'} ${theCase.requester}: we wait for them`, now)

const LONGEST_TITLE = 200

async function addCall(tx: Write, author: Author, theCase: Case, title: string, now: Date): Promise<void> {
  const { reference, team_id } = theCase
  const assignee_id = await stillInTeam(tx, theCase)
  await addTask(
    tx,
    author,
    { reference, title: title.slice(0, LONGEST_TITLE), team_id, assignee_id, due_at: null },
    now,
  )
}

/** Whoever has the case, if they still work in its team. */
async function stillInTeam(tx: Read, { team_id, assignee_id }: Case): Promise<string | null> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from people.published_team_members where team_id = ${team_id} and person_id = ${assignee_id}`.execute(
    tx,
  )
  return rows[0]?.person_id ?? null
}
