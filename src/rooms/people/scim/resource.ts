/* A resource as it is sent: with its schemas, its address and its version, cut down to what was asked for. */
import { createHash } from 'node:crypto'
import { site } from '#platform/site.ts'
import type { Json } from './match.rules.ts'
import { scimPaths } from './paths.ts'
import { ENTERPRISE_URN, GROUP_URN, placeOf, type ResourceType, USER_URN } from './schema.rules.ts'
import type { Row } from './user.queries.ts'
import { docOf } from './user.rules.ts'

export type Resource = Record<string, unknown>

const TYPES = {
  User: { urn: USER_URN, place: scimPaths.user },
  Group: { urn: GROUP_URN, place: scimPaths.group },
} as const

export const locationOf = (type: ResourceType, id: string): string =>
  site().url.replace(/\/$/, '') + TYPES[type].place({ id })

function whole(type: ResourceType, row: Row): Resource {
  if (type === 'Group')
    return { displayName: row.name, externalId: row.external_id ?? undefined, members: row.json.members }
  const groups = row.json.groups as Json[]
  return { ...docOf(row), ...(groups.length > 0 ? { groups } : {}) }
}

/** A row as a whole resource, with `meta.version`: the entity tag of what it says. */
export function resourceOf(type: ResourceType, row: Row): Resource {
  const said = whole(type, row)
  const schemas = said[ENTERPRISE_URN] ? [TYPES[type].urn, ENTERPRISE_URN] : [TYPES[type].urn]
  const version = createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 16)
  const meta = {
    resourceType: type,
    created: row.created_at.toISOString(),
    lastModified: row.changed_at.toISOString(),
    location: locationOf(type, row.id),
    version: `W/"${version}"`,
  }
  return { schemas, id: row.id, ...said, meta }
}

export const versionOf = (resource: Resource): string => (resource.meta as { version: string }).version

/** Which attributes to send: those named, or all but those named. `id` and `schemas` always are. */
export interface Projection {
  readonly only: readonly string[]
  readonly without: readonly string[]
}

/** Separates names at commas, leaving a filter in brackets behind: `emails[type eq "work"]` asks for `emails`. */
export const namesIn = (said: string | undefined): string[] =>
  (said ?? '')
    .slice(0, 4000)
    .replace(/\[[^\]]*\]/g, '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '')

function partOnly(value: unknown, sub: string): unknown {
  if (Array.isArray(value)) return value.map(one => partOnly(one, sub))
  const held = value as Record<string, unknown>
  return sub in held ? { [sub]: held[sub] } : {}
}

function partLess(value: unknown, sub: string): unknown {
  if (Array.isArray(value)) return value.map(one => partLess(one, sub))
  const { [sub]: _, ...others } = value as Record<string, unknown>
  return others
}

const isParts = (value: unknown): value is object => typeof value === 'object' && value !== null

function chosen(type: ResourceType, resource: Resource, names: readonly string[]): Resource {
  const kept: Resource = { schemas: resource.schemas, id: resource.id }
  for (const name of names) {
    const place = placeOf(type, name)
    if (name.toLowerCase() === ENTERPRISE_URN.toLowerCase()) kept[ENTERPRISE_URN] = resource[ENTERPRISE_URN]
    if (!place) continue
    const from = (place.extension ? resource[ENTERPRISE_URN] : resource) as Resource | undefined
    const value = from?.[place.attribute.name]
    if (value === undefined) continue
    const said = place.sub && isParts(value) ? partOnly(value, place.sub.name) : value
    if (place.extension) kept[ENTERPRISE_URN] = { ...(kept[ENTERPRISE_URN] as object), [place.attribute.name]: said }
    else if (place.sub && isParts(kept[place.attribute.name]) && !Array.isArray(said))
      kept[place.attribute.name] = { ...(kept[place.attribute.name] as object), ...(said as object) }
    else kept[place.attribute.name] = said
  }
  return kept
}

function without(type: ResourceType, resource: Resource, names: readonly string[]): Resource {
  const kept: Resource = { ...resource }
  for (const name of names) {
    const place = placeOf(type, name)
    if (name.toLowerCase() === ENTERPRISE_URN.toLowerCase()) delete kept[ENTERPRISE_URN]
    if (!place || place.attribute.name === 'id' || place.attribute.name === 'schemas') continue
    const holder = (place.extension ? { ...(kept[ENTERPRISE_URN] as object) } : kept) as Resource
    const value = holder[place.attribute.name]
    if (place.sub && isParts(value)) holder[place.attribute.name] = partLess(value, place.sub.name)
    else if (!place.sub) delete holder[place.attribute.name]
    if (place.extension && kept[ENTERPRISE_URN]) kept[ENTERPRISE_URN] = holder
  }
  return kept
}

/** A resource cut down to what was asked for; a name that nothing has is passed over. */
export function projected(type: ResourceType, resource: Resource, { only, without: not }: Projection): Resource {
  if (only.length > 0) return chosen(type, resource, only)
  return not.length > 0 ? without(type, resource, not) : resource
}
