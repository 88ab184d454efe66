import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import { personDeactivated, personEdited, personReactivated } from '../events.ts'
import { peopleProblems } from '../problems.ts'
import { isLastManager } from '../roles/holders.queries.ts'
import { keepLastAdministrator } from '../single-sign-on/last-administrator.ts'
import { lockPerson, type Person } from './person.queries.ts'

export type PersonFields = Partial<Omit<Person, 'id' | 'organisation_id' | 'active'>>

/** Changes what is known of a person. Raises `people.not-found`, and `already-exists` for another's e-mail address. */
export async function editPerson(
  tx: Write,
  author: Author,
  command: { id: string; fields: PersonFields },
  now: Date,
): Promise<void> {
  const person = await lockPerson(tx, command.id)
  const changes = changesBetween({ ...person }, command.fields)
  if (Object.keys(changes).length === 0) return
  await tx.updateTable('people.persons').set(command.fields).where('id', '=', person.id).execute()
  await record(tx, author, personEdited, person, { changes }, now)
}

/**
 * Somebody has left: they cannot sign in, their sessions and tokens end now, and their cases and words stay. Raises
 * `people.not-yourself`, and `people.last-administrator` when an organisation would have nobody to manage its people.
 */
export async function deactivatePerson(tx: Write, author: Author, command: { id: string }, now: Date): Promise<void> {
  if (command.id === author.person_id) peopleProblems.raise('not-yourself')
  const person = await lockPerson(tx, command.id)
  if (!person.active) return
  await keepLastAdministrator(tx, { person_id: person.id, organisation_id: person.organisation_id })
  if (await isLastManager(tx, person.id)) peopleProblems.raise('last-administrator')
  await tx.updateTable('people.persons').set({ active: false }).where('id', '=', person.id).execute()
  await sql`select people.end_sessions_of(${person.id}), people.end_tokens_of(${person.id})`.execute(tx)
  await record(tx, author, personDeactivated, person, {}, now)
}

export async function reactivatePerson(tx: Write, author: Author, command: { id: string }, now: Date): Promise<void> {
  const person = await lockPerson(tx, command.id)
  if (person.active) return
  await tx.updateTable('people.persons').set({ active: true }).where('id', '=', person.id).execute()
  await record(tx, author, personReactivated, person, {}, now)
}
