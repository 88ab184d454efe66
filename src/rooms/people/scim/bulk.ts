/* Several changes in one request: RFC 7644, 3.7. Each is a transaction of its own, in order. */
import { log } from '#platform/log.ts'
import { Problem } from '#platform/problem.ts'
import type { Directory } from './directory.ts'
import { MOST_BULK_OPERATIONS } from './discovery.ts'
import { createOne, patchOne, readOne, removeOne, replaceOne } from './operations.ts'
import { scimError, scimProblems } from './problems.ts'
import { isObject } from './read-resource.ts'
import { locationOf, type Resource, versionOf } from './resource.ts'
import type { ResourceType } from './schema.rules.ts'

const PLACE = /^\/?(Users|Groups)(?:\/([^/]+))?$/

interface Line {
  readonly method: string
  readonly type: ResourceType
  readonly id: string | undefined
  readonly bulkId: string | undefined
  readonly version: string | undefined
  readonly data: unknown
}

const textIn = (from: Record<string, unknown>, name: string): string | undefined =>
  typeof from[name] === 'string' ? from[name] : undefined

/** Puts identifiers where the request names what it makes itself: `bulkId:…`. */
function resolved(value: unknown, made: ReadonlyMap<string, string>): unknown {
  if (made.size === 0 || value === undefined) return value
  const said = JSON.stringify(value)
  return JSON.parse(
    said.replace(/"bulkId:([^"\\]{1,200})"/g, (whole, name: string) => {
      const id = made.get(name)
      return id ? JSON.stringify(id) : whole
    }),
  )
}

function lineOf(given: unknown, made: ReadonlyMap<string, string>): Line {
  if (!isObject(given)) return scimProblems.raise('bad-syntax')
  const [, place, id] = PLACE.exec(textIn(given, 'path') ?? '') ?? scimProblems.raise('bad-path')
  return {
    method: (textIn(given, 'method') ?? '').toUpperCase(),
    type: place === 'Users' ? 'User' : 'Group',
    id: id?.startsWith('bulkId:') ? made.get(id.slice(7)) : id,
    bulkId: textIn(given, 'bulkId'),
    version: textIn(given, 'version'),
    data: resolved(given.data, made),
  }
}

async function perform(
  directory: Directory,
  { method, type, id, version, data }: Line,
): Promise<{ id: string; status: string }> {
  if (method === 'POST' && id === undefined) return { id: await createOne(directory, type, data), status: '201' }
  if (!['PUT', 'PATCH', 'DELETE'].includes(method))
    return scimProblems.raise('bad-syntax', {}, 'A method is POST, PUT, PATCH or DELETE.')
  if (id === undefined) return scimProblems.raise('not-found')
  const change = { id, ifMatch: version, body: data }
  if (method === 'PUT') await replaceOne(directory, type, change)
  else if (method === 'PATCH') await patchOne(directory, type, change)
  else await removeOne(directory, type, change)
  return { id, status: method === 'DELETE' ? '204' : '200' }
}

function failed(error: unknown): Problem {
  if (error instanceof Problem) return error
  log.error({ error: String(error) }, 'a fault of ours in a bulk request')
  return new Problem('platform.fault', 500, 'Sorry, there is a problem with the service.')
}

async function answerTo(
  directory: Directory,
  given: unknown,
  made: Map<string, string>,
): Promise<{ said: Resource; ok: boolean }> {
  const echo = isObject(given) ? { method: given.method, bulkId: given.bulkId } : {}
  try {
    const line = lineOf(given, made)
    const { id, status } = await perform(directory, line)
    if (line.bulkId !== undefined && line.method === 'POST') made.set(line.bulkId, id)
    const version = status === '204' ? {} : { version: versionOf(await readOne(directory, line.type, id)) }
    return { said: { ...echo, location: locationOf(line.type, id), ...version, status }, ok: true }
  } catch (error) {
    const problem = failed(error)
    return { said: { ...echo, status: String(problem.status), response: scimError(problem) }, ok: false }
  }
}

/** Carries out a bulk request, as far as `failOnErrors` lets it. Raises `scim.bad-syntax`, `scim.too-many`. */
export async function performBulk(directory: Directory, body: unknown): Promise<Resource> {
  const list = isObject(body) ? body.Operations : undefined
  if (!Array.isArray(list) || !isObject(body))
    return scimProblems.raise('bad-syntax', {}, 'A bulk request has a list of Operations.')
  if (list.length > MOST_BULK_OPERATIONS)
    return scimProblems.raise('too-many', {}, `A bulk request has at most ${MOST_BULK_OPERATIONS} operations.`)
  const most =
    typeof body.failOnErrors === 'number' && body.failOnErrors > 0 ? body.failOnErrors : Number.POSITIVE_INFINITY
  const made = new Map<string, string>()
  const answers: Resource[] = []
  let errors = 0
  for (const given of list) {
    const { said, ok } = await answerTo(directory, given, made)
    answers.push(said)
    if (!ok && ++errors >= most) break
  }
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'], Operations: answers }
}
