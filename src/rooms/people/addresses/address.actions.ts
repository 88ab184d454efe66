import { newId } from '#platform/database/id.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { addressAdded, addressRemoved, addressVerified } from '../events.ts'
import { getPerson, lockPerson } from '../persons/person.queries.ts'
import { peopleProblems } from '../problems.ts'
import { readLink } from './link.ts'

export interface AddAddress {
  readonly person_id: string
  readonly address: string
  /** One of the staff says that it is theirs; otherwise a link sent there must be opened first. */
  readonly by_staff: boolean
}

/** Adds an address that somebody writes from. Until it is verified it says nothing of who they are. Raises `people.address-there`. */
export async function addAddress(tx: Write, author: Author, command: AddAddress, now: Date): Promise<{ id: string }> {
  const { person_id, address, by_staff } = command
  const { organisation_id } = await lockPerson(tx, person_id)
  const id = newId()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('people.addresses')
    .values({
      ...{ id, person_id, organisation_id, address, created_at: now },
      ...{ verified_at: by_staff ? now : null, verified_by: by_staff ? 'staff' : null },
    })
    .onConflict(there => there.columns(['person_id', 'address_key']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) peopleProblems.raise('address-there')
  const subject = { id: person_id, organisation_id }
  await record(tx, author, addressAdded, subject, { address_id: id, address, verified: by_staff }, now)
  return { id }
}

/** Takes an address away; the one that what is sent to them goes to stays. Raises `people.address-not-found`, `people.own-address`. */
export async function removeAddress(
  tx: Write,
  author: Author,
  command: { person_id: string; id: string },
  now: Date,
): Promise<void> {
  const person = await lockPerson(tx, command.person_id)
  const found = await addressOf(tx, command)
  if (found.address_key === person.email?.toLowerCase()) peopleProblems.raise('own-address')
  await tx.deleteFrom('people.addresses').where('id', '=', found.id).execute()
  await record(tx, author, addressRemoved, person, { address: found.address }, now)
}

/** Somebody opened the link that was sent to an address of theirs. Twice is once. Raises `people.address-not-found`. */
export async function verifyAddress(
  tx: Write,
  author: Author & { person_id: string },
  command: { token: string },
  now: Date,
): Promise<void> {
  const id = (await readLink(tx, command.token, now)) ?? peopleProblems.raise('address-not-found')
  const found = await addressOf(tx, { person_id: author.person_id, id })
  if (found.verified_at) return
  await tx
    .updateTable('people.addresses')
    .set({ verified_at: now, verified_by: 'link' })
    .where('id', '=', found.id)
    .execute()
  const person = await getPerson(tx, author.person_id)
  await record(tx, author, addressVerified, person, { address: found.address }, now)
}

async function addressOf(tx: Read, { person_id, id }: { person_id: string; id: string }) {
  const found = await tx
    .selectFrom('people.addresses')
    .select(['id', 'address', 'address_key', 'verified_at'])
    .where('id', '=', id)
    .where('person_id', '=', person_id)
    .executeTakeFirst()
  return found ?? peopleProblems.raise('address-not-found')
}
