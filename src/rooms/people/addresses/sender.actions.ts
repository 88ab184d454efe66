import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { addPerson } from '../persons/add-person.actions.ts'
import { editPerson } from '../persons/person.actions.ts'
import { getPerson } from '../persons/person.queries.ts'
import { nameFrom } from './name.rules.ts'

/** Somebody who wrote to us, and is not known. */
export interface AddSender {
  readonly organisation_id: string
  readonly address: string
  /** As their message calls them; null when it does not. */
  readonly name: string | null
  /** How we know that the address is theirs: they began by writing from it, or one of the staff says so. */
  readonly verified_by: 'message' | 'staff'
}

/** Makes a person of a sender: called as they call themselves, with the address they wrote from. */
export async function addSender(
  tx: Write,
  author: Author,
  command: AddSender,
  now: Date,
): Promise<{ id: string; name: string }> {
  const { organisation_id, address, verified_by } = command
  const name = nameFrom(command.name, address)
  const { id } = await addPerson(tx, author, { organisation_id, name, email: address }, now)
  await tx.updateTable('people.addresses').set({ verified_by, verified_at: now }).where('person_id', '=', id).execute()
  return { id, name }
}

/** Somebody who was known by an address alone now says who they are (beh-17). A name that anybody gave them stays. */
export async function learnName(
  tx: Write,
  author: Author,
  command: { person_id: string; address: string; name: string | null },
  now: Date,
): Promise<string> {
  const { person_id, address } = command
  const person = await getPerson(tx, person_id)
  const name = nameFrom(command.name, address)
  if (person.name !== nameFrom(null, address) || name === person.name) return person.name
  await editPerson(tx, author, { id: person_id, fields: { name } }, now)
  return name
}
