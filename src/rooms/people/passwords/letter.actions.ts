import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { passwordLetterAsked, passwordSet, personInvited } from '../events.ts'
import { lockPerson, type Person } from '../persons/person.queries.ts'
import { peopleProblems } from '../problems.ts'
import { hashPassword } from '../sign-in/password.ts'
import { findLetter, type Letter } from './letter.queries.ts'

const MINUTE_MS = 60_000
const LASTS = { reset: 30 * MINUTE_MS, invitation: 7 * 24 * 60 * MINUTE_MS }

async function makeLetter(tx: Write, person: Person, kind: Letter['kind'], now: Date): Promise<string> {
  const id = newId()
  const ends_at = new Date(now.getTime() + LASTS[kind])
  await tx
    .insertInto('people.password_letters')
    .values({
      ...{ id, kind, person_id: person.id, organisation_id: person.organisation_id, made_at: now, ends_at },
      made_for: sql<string>`people.standing_for(${person.id}, ${kind})`,
    })
    .execute()
  return id
}

/** Somebody who may be who they say has forgotten their password: the letter goes to their address, and nowhere else. */
export async function askForLetter(
  tx: Write,
  author: Author,
  command: { person_id: string },
  now: Date,
): Promise<void> {
  const person = await lockPerson(tx, command.person_id)
  const letter_id = await makeLetter(tx, person, 'reset', now)
  await record(tx, author, passwordLetterAsked, person, { letter_id }, now)
}

/** Invites somebody to choose their first password. Earlier invitations end. Raises `people.no-address`. */
export async function invitePerson(
  tx: Write,
  author: Author,
  command: { person_id: string },
  now: Date,
): Promise<void> {
  const person = await lockPerson(tx, command.person_id)
  if (!person.email) peopleProblems.raise('no-address')
  if (!person.active) peopleProblems.raise('not-found')
  await endLetters(tx, person.id, now)
  const letter_id = await makeLetter(tx, person, 'invitation', now)
  await record(tx, author, personInvited, person, { letter_id }, now)
}

const endLetters = (tx: Write, person_id: string, now: Date) =>
  tx
    .updateTable('people.password_letters')
    .set({ used_at: now })
    .where('person_id', '=', person_id)
    .where('used_at', 'is', null)
    .execute()

/**
 * Sets a password with a letter, which is used up, as is every other of theirs; all their sessions end. A second factor is untouched:
 * a mailbox alone lets nobody in. Raises `people.letter-over` when it does not count any more.
 */
export async function setPasswordByLetter(
  tx: Write,
  author: Author,
  command: { letter_id: string; password: string },
  now: Date,
): Promise<void> {
  const asked = (await findLetter(tx, command.letter_id, now)) ?? peopleProblems.raise('letter-over')
  const person = await lockPerson(tx, asked.person_id)
  // Again, since only now nobody else can be using it.
  const letter = (await findLetter(tx, command.letter_id, now)) ?? peopleProblems.raise('letter-over')
  const hash = await hashPassword(command.password)
  await endLetters(tx, person.id, now)
  await sql`select people.set_password(${person.id}, ${hash}), people.end_sessions_of(${person.id})`.execute(tx)
  await record(tx, author, passwordSet, person, { with: letter.kind }, now)
}
