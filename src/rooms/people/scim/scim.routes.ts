import { type Context, Hono } from 'hono'
import type { Env } from '#platform/http/env.ts'
import type { Problem } from '#platform/problem.ts'
import { performBulk } from './bulk.ts'
import { type DirectoryEnv, directory } from './directory.ts'
import { MOST_BYTES, resourceType, resourceTypes, schema, schemas, serviceProviderConfig } from './discovery.ts'
import { type Asked, createOne, listResources, patchOne, removeOne, replaceOne, showOne } from './operations.ts'
import { scimPaths } from './paths.ts'
import { scimError, scimProblems } from './problems.ts'
import { isObject } from './read-resource.ts'
import { locationOf } from './resource.ts'
import type { ResourceType } from './schema.rules.ts'

const MEDIA_TYPE = 'application/scim+json; charset=utf-8'

/** Where programs speak SCIM: what goes wrong there is said in its words. */
export const scimFace = {
  prefix: '/scim/',
  answer: (problem: Problem): Response =>
    said(scimError(problem), problem.status, {
      ...(problem.status === 401 ? { 'www-authenticate': 'Bearer realm="SCIM"' } : {}),
      ...(problem.status === 429 ? { 'retry-after': '10' } : {}),
    }),
}

const said = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': MEDIA_TYPE, 'cache-control': 'no-store', ...headers },
  })

/** Reads a body as far as is allowed, whatever it says its length is. Raises `scim.too-large`, `scim.bad-syntax`. */
async function bodyOf(c: Context<DirectoryEnv>): Promise<unknown> {
  if (Number(c.req.header('content-length') ?? 0) > MOST_BYTES) return scimProblems.raise('too-large')
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of c.req.raw.body ?? []) {
    bytes += piece.length
    if (bytes > MOST_BYTES) return scimProblems.raise('too-large')
    pieces.push(piece)
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'))
  } catch {
    return scimProblems.raise('bad-syntax', {}, 'The body is not JSON that can be read.')
  }
}

/** What a search is asked with, from a body: numbers and lists as the query would say them. */
function askedIn(body: unknown): Asked {
  if (!isObject(body)) return scimProblems.raise('bad-syntax')
  const text = (value: unknown) => (Array.isArray(value) ? value.map(String).join(',') : String(value))
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, text(value)]))
}

async function shown(c: Context<DirectoryEnv>, type: ResourceType, id: string, status = 200): Promise<Response> {
  const { version, resource } = await showOne(c.var.directory, type, id, c.req.query())
  const headers = { etag: version, location: locationOf(type, id) }
  const known = c.req.header('if-none-match')
  if (c.req.method === 'GET' && known?.split(',').some(tag => tag.trim() === version))
    return new Response(null, { status: 304, headers })
  return said(resource, status, headers)
}

const changeIn = async (c: Context<DirectoryEnv>, id: string) => ({
  ...{ id, ifMatch: c.req.header('if-match'), body: await bodyOf(c) },
})

/** The routes of one kind of resource. */
function resources(type: ResourceType, places: { all: string; one: string; search: string }) {
  const routes = new Hono<DirectoryEnv>()
  const idOf = (c: Context<DirectoryEnv>) => c.req.param('id') ?? ''
  routes.get(places.all, directory(), async c => said(await listResources(c.var.directory, type, c.req.query())))
  routes.post(places.search, directory(), async c =>
    said(await listResources(c.var.directory, type, askedIn(await bodyOf(c)))),
  )
  routes.post(places.all, directory(), async c =>
    shown(c, type, await createOne(c.var.directory, type, await bodyOf(c)), 201),
  )
  routes.get(places.one, directory(), c => shown(c, type, idOf(c)))
  routes.put(places.one, directory(), async c => {
    await replaceOne(c.var.directory, type, await changeIn(c, idOf(c)))
    return shown(c, type, idOf(c))
  })
  routes.patch(places.one, directory(), async c => {
    await patchOne(c.var.directory, type, await changeIn(c, idOf(c)))
    return shown(c, type, idOf(c))
  })
  routes.delete(places.one, directory(), async c => {
    await removeOne(c.var.directory, type, { id: idOf(c), ifMatch: c.req.header('if-match') })
    return new Response(null, { status: 204 })
  })
  return routes
}

const { users, user, searchUsers, groups, group, searchGroups } = scimPaths

/** SCIM 2.0 for an organisation's directory: RFC 7643 and 7644. */
export const scimRoutes = new Hono<Env>()
  .route('/', resources('User', { all: users.pattern, one: user.pattern, search: searchUsers.pattern }))
  .route('/', resources('Group', { all: groups.pattern, one: group.pattern, search: searchGroups.pattern }))
  .route(
    '/',
    new Hono<DirectoryEnv>()
      .post(scimPaths.bulk.pattern, directory(), async c => said(await performBulk(c.var.directory, await bodyOf(c))))
      .get(scimPaths.config.pattern, directory(), () => said(serviceProviderConfig()))
      .get(scimPaths.resourceTypes.pattern, directory(), () => said(resourceTypes()))
      .get(scimPaths.resourceType.pattern, directory(), c => said(resourceType(c.req.param('name'))))
      .get(scimPaths.schemas.pattern, directory(), () => said(schemas()))
      .get(scimPaths.schema.pattern, directory(), c => said(schema(c.req.param('urn')))),
  )
