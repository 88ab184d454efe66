/* What can be asked of Users and Groups, by a request or by one line of a bulk request. */
import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { now } from '#platform/time/now.ts'
import type { Directory } from './directory.ts'
import { conditionOf, orderOf } from './filter.queries.ts'
import { changeGroup, createGroup, lockGroup, removeGroup } from './group.actions.ts'
import { getGroup, listGroups } from './group.queries.ts'
import { patched } from './patch.ts'
import { scimProblems } from './problems.ts'
import { readFilter } from './read-filter.ts'
import { type Doc, readResource } from './read-resource.ts'
import { namesIn, type Projection, projected, type Resource, resourceOf, versionOf } from './resource.ts'
import { placeOf, type ResourceType } from './schema.rules.ts'
import { changeUser, createUser, lockUser, removeUser } from './user.actions.ts'
import { getUser, listUsers } from './user.queries.ts'

const USUAL_COUNT = 100
const MOST_COUNT = 200
const MOST_SKIPPED = 10_000_000

const ACTS = {
  User: { lock: lockUser, create: createUser, change: changeUser, remove: removeUser },
  Group: { lock: lockGroup, create: createGroup, change: changeGroup, remove: removeGroup },
} as const

/** What a list is asked with, each as text. */
export type Asked = Readonly<Record<string, string | undefined>>

const whole = (said: string | undefined, usual: number): number => {
  const number = Math.trunc(Number(said ?? usual))
  return said === undefined || said === '' || !Number.isFinite(number) ? usual : number
}

export const projectionOf = (asked: Asked): Projection => ({
  only: namesIn(asked.attributes),
  without: namesIn(asked.excludedAttributes),
})

const wantsMembers = ({ only, without }: Projection) =>
  only.length > 0 ? only.some(name => /members/i.test(name)) : !without.some(name => /(^|:)members$/i.test(name))

function orderFor(type: ResourceType, asked: Asked) {
  if (!asked.sortBy) return sql`r.created_at`
  const place =
    placeOf(type, asked.sortBy) ?? scimProblems.raise('bad-path', {}, 'There is no such attribute to sort by.')
  return asked.sortOrder?.toLowerCase() === 'descending' ? sql`${orderOf(place)} desc nulls last` : orderOf(place)
}

/** Lists resources as a ListResponse. Raises `scim.bad-filter`, `scim.bad-path`. */
export async function listResources(directory: Directory, type: ResourceType, asked: Asked): Promise<Resource> {
  const startIndex = Math.min(Math.max(1, whole(asked.startIndex, 1)), MOST_SKIPPED)
  const count = Math.min(Math.max(0, whole(asked.count, USUAL_COUNT)), MOST_COUNT)
  const condition = asked.filter === undefined ? sql<boolean>`true` : conditionOf(type, readFilter(type, asked.filter))
  const projection = projectionOf(asked)
  const wanted = { condition, order: orderFor(type, asked), skip: startIndex - 1, most: count }
  const { organisation_id } = directory
  const { total, rows } = await directory.read(tx =>
    type === 'User'
      ? listUsers(tx, organisation_id, wanted)
      : listGroups(tx, organisation_id, { ...wanted, members: wantsMembers(projection) }),
  )
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: total,
    startIndex,
    itemsPerPage: rows.length,
    Resources: rows.map(row => projected(type, resourceOf(type, row), projection)),
  }
}

/** Reads one resource, whole. Raises `scim.not-found`. */
export async function readOne(directory: Directory, type: ResourceType, id: string, members = true): Promise<Resource> {
  const { organisation_id } = directory
  const row = await directory.read(tx =>
    type === 'User' ? getUser(tx, organisation_id, id) : getGroup(tx, organisation_id, id, members),
  )
  return resourceOf(type, row)
}

/** Reads one as it was asked for. */
export async function showOne(directory: Directory, type: ResourceType, id: string, asked: Asked) {
  const projection = projectionOf(asked)
  const resource = await readOne(directory, type, id, wantsMembers(projection))
  return { version: versionOf(resource), resource: projected(type, resource, projection) }
}

/** Makes a resource, and gives its identifier. */
export function createOne(directory: Directory, type: ResourceType, body: unknown): Promise<string> {
  const doc = readResource(type, body)
  const command = { organisation_id: directory.organisation_id, doc }
  return directory.write(tx => ACTS[type].create(tx, directory.author, command, now()))
}

/** What is said of one thing: which, perhaps of which version, and with what. */
export interface Change {
  readonly id: string
  readonly ifMatch?: string | undefined
  readonly body?: unknown
}

const isOtherVersion = (ifMatch: string, version: string): boolean => {
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return !ifMatch.split(',').some(tag => tag.trim() === '*' || bare(tag) === bare(version))
}

/** Raises `scim.other-version` when what is there is none of those named, and keeps it as it is until the transaction ends. */
async function checkVersion(
  tx: Write,
  { organisation_id }: Directory,
  type: ResourceType,
  { id, ifMatch }: { id: string; ifMatch: string },
) {
  const load = () => (type === 'User' ? getUser(tx, organisation_id, id) : getGroup(tx, organisation_id, id))
  await load()
  await ACTS[type].lock(tx, id)
  if (isOtherVersion(ifMatch, versionOf(resourceOf(type, await load())))) scimProblems.raise('other-version')
}

async function change(directory: Directory, type: ResourceType, { id, ifMatch }: Change, how: (before: Doc) => Doc) {
  const { organisation_id } = directory
  await directory.write(async tx => {
    if (ifMatch !== undefined) await checkVersion(tx, directory, type, { id, ifMatch })
    await ACTS[type].change(tx, directory.author, { organisation_id, id, change: how }, now())
  })
}

/** Replaces a resource; whether somebody is there stays as it was when nothing is said of it. */
export function replaceOne(directory: Directory, type: ResourceType, given: Change): Promise<void> {
  const doc = readResource(type, given.body)
  return change(directory, type, given, before =>
    type === 'User' && doc.active === undefined ? { ...doc, active: before.active ?? true } : doc,
  )
}

export const patchOne = (directory: Directory, type: ResourceType, given: Change): Promise<void> =>
  change(directory, type, given, before => patched(type, before, given.body))

/** Removes a group; of a person it says that they have left. */
export async function removeOne(directory: Directory, type: ResourceType, { id, ifMatch }: Change): Promise<void> {
  const command = { organisation_id: directory.organisation_id, id }
  await directory.write(async tx => {
    if (ifMatch !== undefined) await checkVersion(tx, directory, type, { id, ifMatch })
    await ACTS[type].remove(tx, directory.author, command, now())
  })
}
