import { sql } from 'kysely'
import { isId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { directoryEntryChanged, removedFromDirectory } from '../events.ts'
import { addPerson } from '../persons/add-person.actions.ts'
import { deactivatePerson, editPerson, reactivatePerson } from '../persons/person.actions.ts'
import { findPersonByEmail, lockPerson } from '../persons/person.queries.ts'
import { directoryGroupsOf } from './group.queries.ts'
import { giveByDirectory } from './group-gives.actions.ts'
import type { Json } from './match.rules.ts'
import { scimProblems } from './problems.ts'
import type { Doc } from './read-resource.ts'
import { findByUserName, findRemoved, findUnclaimed, getUser } from './user.queries.ts'
import { attributesOf, docOf, managerOf, personOf } from './user.rules.ts'

/** Keeps others from changing somebody until the transaction ends. */
export const lockUser = async (tx: Write, id: string): Promise<void> => void (await lockPerson(tx, id))

const MOST_USER_NAME = 320

/** What a directory must say of everybody. Raises `scim.bad-value`. */
function userNameOf(doc: Doc): string {
  const said = typeof doc.userName === 'string' ? doc.userName.trim() : ''
  if (said === '') return scimProblems.raise('bad-value', {}, 'A user has a userName.')
  return said.length <= MOST_USER_NAME ? said : scimProblems.raise('bad-value', {}, 'That userName is too long.')
}

/** An address two people would have is kept with the directory's attributes only: it says which mailbox, not who somebody is. */
async function freeAddress(tx: Write, organisation_id: string, email: string | null, person_id?: string) {
  const holder = email === null ? undefined : await findPersonByEmail(tx, organisation_id, email)
  return holder === undefined || holder.id === person_id ? email : null
}

/** The manager, when they are somebody of the same organisation. */
async function managerIn(tx: Write, organisation_id: string, doc: Doc, person_id: string): Promise<string | null> {
  const said = managerOf(doc)
  if (!isId(said) || said === person_id) return null
  const found = await tx
    .selectFrom('people.persons')
    .select('id')
    .where('id', '=', said)
    .where('organisation_id', '=', organisation_id)
    .executeTakeFirst()
  return found?.id ?? null
}

async function keepEntry(tx: Write, organisation_id: string, person_id: string, doc: Doc, now: Date) {
  const entry = {
    user_name: userNameOf(doc),
    external_id: typeof doc.externalId === 'string' ? doc.externalId : null,
    attributes: JSON.stringify(attributesOf(doc)),
    removed_at: null,
    changed_at: now,
  }
  await tx
    .insertInto('people.directory_users')
    .values({ person_id, organisation_id, created_at: now, ...entry })
    .onConflict(conflict => conflict.column('person_id').doUpdateSet(entry))
    .execute()
}

/** Says again of somebody all that the directory says: what we keep, what it keeps, and whether they are there. */
async function save(
  tx: Write,
  author: Author,
  command: { organisation_id: string; id: string; doc: Doc; before: Doc },
  now: Date,
): Promise<void> {
  const { organisation_id, id, doc, before } = command
  const wanted = personOf(doc)
  const email = await freeAddress(tx, organisation_id, wanted.email, id)
  const manager_id = await managerIn(tx, organisation_id, doc, id)
  await editPerson(tx, author, { id, fields: { ...wanted, email } }, now)
  await tx
    .updateTable('people.persons')
    .set({ manager_id })
    .where('id', '=', id)
    .where('manager_id', 'is distinct from', manager_id)
    .execute()
  await keepEntry(tx, organisation_id, id, doc, now)
  const changed = changedBetween(before, doc)
  if (changed.length > 0) {
    const person = { id, organisation_id }
    await record(tx, author, directoryEntryChanged, person, { user_name: userNameOf(doc), changed }, now)
  }
  // Who is not said to be away is there.
  if (doc.active === false) await deactivatePerson(tx, author, { id }, now)
  else await reactivatePerson(tx, author, { id }, now)
}

/** The names of attributes that a directory says otherwise, without those recorded as changes of the person. */
function changedBetween(before: Doc, after: Doc): string[] {
  const flat = (doc: Doc): Record<string, Json> => ({
    ...attributesOf(doc),
    userName: doc.userName ?? null,
    externalId: doc.externalId ?? null,
  })
  const [was, is] = [flat(before), flat(after)]
  const said = (value: Json | undefined) => JSON.stringify(value ?? null)
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(name => said(was[name]) !== said(is[name]))
}

/**
 * Adds somebody a directory names. Whom it deleted before comes back, and whom an administrator or an import added already, known by
 * their address, becomes the directory's: nobody is there twice. Raises `scim.taken`, `scim.bad-value`.
 */
export async function createUser(
  tx: Write,
  author: Author,
  command: { organisation_id: string; doc: Doc },
  now: Date,
): Promise<string> {
  const { organisation_id, doc } = command
  const user_name = userNameOf(doc)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`directory ${organisation_id} ${user_name.toLowerCase()}`}, 0))`.execute(
    tx,
  )
  if (await findByUserName(tx, organisation_id, user_name)) return scimProblems.raise('taken')
  const wanted = personOf(doc)
  const known =
    (await findRemoved(tx, organisation_id, user_name)) ??
    (wanted.email === null ? undefined : await findUnclaimed(tx, organisation_id, wanted.email))
  const id = known ?? (await addOne(tx, author, { organisation_id, doc }, now))
  await lockPerson(tx, id)
  await save(tx, author, { organisation_id, id, doc, before: {} }, now)
  return id
}

async function addOne(
  tx: Write,
  author: Author,
  { organisation_id, doc }: { organisation_id: string; doc: Doc },
  now: Date,
) {
  const { name, email, phone, job_title, department } = personOf(doc)
  const given = { phone, job_title, department, email: await freeAddress(tx, organisation_id, email) }
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
  const { id } = await addPerson(tx, author, { organisation_id, name, starts: true, ...filled }, now)
  return id
}

/**
 * Changes somebody as `change` says, from how they are now. Raises `scim.not-found`, `scim.taken`, `scim.bad-value`,
 * `people.last-administrator`.
 */
export async function changeUser(
  tx: Write,
  author: Author,
  command: { organisation_id: string; id: string; change(before: Doc): Doc },
  now: Date,
): Promise<void> {
  const { organisation_id, id } = command
  await getUser(tx, organisation_id, id)
  await lockPerson(tx, id)
  const before = docOf(await getUser(tx, organisation_id, id))
  const doc = command.change(before)
  if (await findByUserName(tx, organisation_id, userNameOf(doc), id)) return scimProblems.raise('taken')
  if (JSON.stringify(doc) === JSON.stringify(before)) return
  await save(tx, author, { organisation_id, id, doc, before }, now)
}

/**
 * The directory deletes somebody: here they have left. What they did stays, they are found by no directory, and nobody makes them
 * again by signing in. Raises `scim.not-found`, `people.last-administrator`.
 */
export async function removeUser(
  tx: Write,
  author: Author,
  command: { organisation_id: string; id: string },
  now: Date,
): Promise<void> {
  const { organisation_id, id } = command
  const row = await getUser(tx, organisation_id, id)
  await lockPerson(tx, id)
  await deactivatePerson(tx, author, { id }, now)
  await keepEntry(tx, organisation_id, id, docOf(row), now)
  await tx.updateTable('people.directory_users').set({ removed_at: now }).where('person_id', '=', id).execute()
  const groups = await directoryGroupsOf(tx, id)
  await tx.deleteFrom('people.directory_group_members').where('person_id', '=', id).execute()
  await giveByDirectory(tx, author, { organisation_id, person_ids: [id], groups }, now)
  await record(tx, author, removedFromDirectory, { id, organisation_id }, { user_name: row.user_name }, now)
}
