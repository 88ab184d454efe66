import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import { directoryGroupAdded, directoryGroupChanged, directoryGroupRemoved } from '../events.ts'
import { lockOrganisation } from '../organisations/organisation.queries.ts'
import { getGroup, knownAmong, namesOf } from './group.queries.ts'
import { giveByDirectory } from './group-gives.actions.ts'
import { scimProblems } from './problems.ts'
import type { Doc } from './read-resource.ts'
import type { Row } from './user.queries.ts'

const MOST_NAME = 300
const asSubject = (organisation_id: string) => ({ id: organisation_id, organisation_id })

/** Keeps others from changing a group until the transaction ends. */
export const lockGroup = async (tx: Write, id: string): Promise<void> =>
  void (await tx.selectFrom('people.directory_groups').select('id').where('id', '=', id).forNoKeyUpdate().execute())

function nameOf(doc: Doc): string {
  const said = typeof doc.displayName === 'string' ? doc.displayName.trim() : ''
  if (said === '') return scimProblems.raise('bad-value', {}, 'A group has a displayName.')
  return said.length <= MOST_NAME ? said : scimProblems.raise('bad-value', {}, 'That displayName is too long.')
}

/** A group as it is kept now, in the names of RFC 7643. */
export const groupDocOf = (row: Row): Doc => ({
  displayName: row.name,
  ...(row.external_id ? { externalId: row.external_id } : {}),
  // Only ever an array of members, by group.queries.ts.
  members: row.json.members as Doc[],
})

const externalIdOf = (doc: Doc): string | null => (typeof doc.externalId === 'string' ? doc.externalId : null)

function membersOf(doc: Doc): string[] {
  const list = Array.isArray(doc.members) ? (doc.members as Doc[]) : []
  return [...new Set(list.map(({ value }) => String(value).toLowerCase()))]
}

/** Sets who is in a group: exactly those named whom we have. Whom we do not have, and other groups, are counted and passed over. */
async function setMembers(tx: Write, organisation_id: string, group_id: string, doc: Doc) {
  const named = membersOf(doc)
  const known = await knownAmong(tx, organisation_id, named)
  const ids = known.map(({ id }) => id)
  const { rows: gone } = await sql<{ name: string; id: string }>`
    delete from people.directory_group_members m using people.persons p
    where p.id = m.person_id and m.group_id = ${group_id} and m.person_id <> all (${ids}::uuid[]) returning p.name, p.id`.execute(
    tx,
  )
  const { rows: came } = await sql<{ person_id: string }>`
    insert into people.directory_group_members (group_id, person_id, organisation_id)
    select ${group_id}, id, ${organisation_id} from unnest(${ids}::uuid[]) as m (id)
    on conflict do nothing returning person_id`.execute(tx)
  const joined = new Set(came.map(({ person_id }) => person_id))
  return {
    joined: known.filter(({ id }) => joined.has(id)),
    left: gone,
    unknown: named.length - ids.length,
  }
}

const idsOf = (people: readonly { id: string }[]) => people.map(({ id }) => id)

async function membersIn(tx: Write, group_id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('people.directory_group_members')
    .select('person_id')
    .where('group_id', '=', group_id)
    .execute()
  return rows.map(({ person_id }) => person_id)
}

const MOST_NAMED = 200
const names = (people: readonly { name: string }[]) => people.slice(0, MOST_NAMED).map(({ name }) => name)

/** Adds a directory's group. Raises `scim.bad-value`; `already-exists` when there is one of that name. */
export async function createGroup(
  tx: Write,
  author: Author,
  command: { organisation_id: string; doc: Doc },
  now: Date,
): Promise<string> {
  const { organisation_id, doc } = command
  await lockOrganisation(tx, organisation_id)
  const [id, name] = [newId(), nameOf(doc)]
  await tx
    .insertInto('people.directory_groups')
    .values({ id, organisation_id, name, external_id: externalIdOf(doc), created_at: now, changed_at: now })
    .execute()
  const group = { group_id: id, name }
  await record(tx, author, directoryGroupAdded, asSubject(organisation_id), group, now)
  const { joined, unknown } = await setMembers(tx, organisation_id, id, doc)
  if (joined.length > 0 || unknown > 0) {
    const payload = { ...group, changes: {}, joined: names(joined), left: [], unknown }
    await record(tx, author, directoryGroupChanged, asSubject(organisation_id), payload, now)
  }
  const groups = namesOf({ name, external_id: externalIdOf(doc) })
  await giveByDirectory(tx, author, { organisation_id, person_ids: idsOf(joined), groups }, now)
  return id
}

/**
 * Changes a group as `change` says, from how it is now, and what its people may do. Raises `scim.not-found`, `scim.bad-value`,
 * `already-exists`, `people.last-administrator`.
 */
export async function changeGroup(
  tx: Write,
  author: Author,
  command: { organisation_id: string; id: string; change(before: Doc): Doc },
  now: Date,
): Promise<void> {
  const { organisation_id, id } = command
  await getGroup(tx, organisation_id, id, false)
  await lockOrganisation(tx, organisation_id)
  const row = await getGroup(tx, organisation_id, id)
  const doc = command.change(groupDocOf(row))
  const [name, external_id] = [nameOf(doc), externalIdOf(doc)]
  const changes = changesBetween({ name: row.name, external_id: row.external_id }, { name, external_id })
  const { joined, left, unknown } = await setMembers(tx, organisation_id, id, doc)
  if (Object.keys(changes).length + joined.length + left.length + unknown === 0) return
  await tx
    .updateTable('people.directory_groups')
    .set({ name, external_id, changed_at: now })
    .where('id', '=', id)
    .execute()
  const payload = { group_id: id, name, changes, joined: names(joined), left: names(left), unknown }
  await record(tx, author, directoryGroupChanged, asSubject(organisation_id), payload, now)
  const renamed = Object.keys(changes).length > 0
  const person_ids = [...left.map(one => one.id), ...(renamed ? await membersIn(tx, id) : idsOf(joined))]
  const groups = [...namesOf(row), ...namesOf({ name, external_id })]
  await giveByDirectory(tx, author, { organisation_id, person_ids, groups }, now)
}

/** The directory deletes a group; its people stay. Raises `scim.not-found`. */
export async function removeGroup(
  tx: Write,
  author: Author,
  command: { organisation_id: string; id: string },
  now: Date,
): Promise<void> {
  const { organisation_id, id } = command
  const row = await getGroup(tx, organisation_id, id, false)
  const { name } = row
  await lockOrganisation(tx, organisation_id)
  const person_ids = await membersIn(tx, id)
  await tx.deleteFrom('people.directory_groups').where('id', '=', id).execute()
  await record(tx, author, directoryGroupRemoved, asSubject(organisation_id), { group_id: id, name }, now)
  await giveByDirectory(tx, author, { organisation_id, person_ids, groups: namesOf(row) }, now)
}
