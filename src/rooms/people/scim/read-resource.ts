/* What a directory sends, in our spelling: names in whatever letters, truth as text and nulls become what RFC 7643 says. */
import { type Json, truthOf } from './match.rules.ts'
import { scimProblems } from './problems.ts'
import { type Attribute, ENTERPRISE, ENTERPRISE_URN, isExtension, placeOf, type ResourceType } from './schema.rules.ts'

/** A resource's attributes by their names in RFC 7643, those of the extension beneath its URN. Nothing that is read only. */
export type Doc = Record<string, Json>

const MOST_LETTERS = 4000
const MOST_VALUES = 100
/** Members have a limit of their own, which is that of a body. */
const MOST_MEMBERS = 20_000

const wrong = (name: string, what: string): never =>
  scimProblems.raise('bad-value', {}, `“${name.slice(0, 100)}” is not right: ${what}.`)

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Entra ID may send one value as a list of one, or as an object with a `value`. */
const unwrapped = (value: unknown): unknown => {
  const one = Array.isArray(value) && value.length === 1 ? value[0] : value
  return isObject(one) && 'value' in one ? one.value : one
}

function textFrom(attribute: Attribute, value: unknown): string {
  const plain = unwrapped(value)
  if (typeof plain !== 'string' && typeof plain !== 'number' && typeof plain !== 'boolean')
    return wrong(attribute.name, 'it should be a text')
  const said = String(plain)
  if (said.length > MOST_LETTERS) return wrong(attribute.name, 'it is too long')
  // PostgreSQL cannot keep a NUL, and half of a surrogate pair is no character.
  if (said.includes('\0') || !said.isWellFormed())
    return wrong(attribute.name, 'it has a character that cannot be kept')
  return said
}

function partsFrom(attribute: Attribute, value: unknown): Doc {
  const given: Record<string, unknown> = isObject(value) ? value : { value }
  const parts: Doc = {}
  for (const sub of attribute.sub ?? []) {
    const key = Object.keys(given).find(name => name.toLowerCase() === sub.name.toLowerCase())
    const part = key === undefined ? undefined : given[key]
    if (part !== undefined && part !== null && part !== '') parts[sub.name] = single(sub, part)
  }
  return parts
}

function single(attribute: Attribute, value: unknown): Json {
  if (attribute.type === 'boolean')
    return truthOf(unwrapped(value)) ?? wrong(attribute.name, 'it should be true or false')
  if (attribute.type !== 'complex') return textFrom(attribute, value)
  const one = Array.isArray(value) ? value[0] : value
  return partsFrom(attribute, one ?? {})
}

/** One attribute's value, as we keep it; undefined when there is nothing in it. */
export function valueFrom(attribute: Attribute, value: unknown): Json | undefined {
  if (value === null || value === undefined || value === '') return undefined
  if (!attribute.multi) {
    const one = single(attribute, value)
    return isObject(one) && Object.keys(one).length === 0 ? undefined : one
  }
  const all = Array.isArray(value) ? value : [value]
  if (all.length > (attribute.name === 'members' ? MOST_MEMBERS : MOST_VALUES))
    return wrong(attribute.name, 'there are too many of them')
  const parts = all.filter(one => one !== null && one !== '').map(one => partsFrom(attribute, one))
  const filled = parts.filter(one => Object.keys(one).length > 0)
  return filled.length > 0 ? oneFirst(filled) : undefined
}

/** At most one of several is the first: the last that says so. */
export function oneFirst(values: readonly Doc[]): Doc[] {
  const first = values.findLastIndex(({ primary }) => primary === true)
  return values.map((value, at) => (value.primary === true && at !== first ? { ...value, primary: false } : value))
}

function put(doc: Doc, attribute: Attribute, value: unknown) {
  if (attribute.readOnly) return
  const kept = valueFrom(attribute, value)
  if (kept === undefined) delete doc[attribute.name]
  else doc[attribute.name] = kept
}

/** Reads a whole resource. What nobody knows is left out, as is what cannot be set. Raises `scim.bad-value`, `scim.bad-syntax`. */
export function readResource(type: ResourceType, body: unknown): Doc {
  if (!isObject(body)) return scimProblems.raise('bad-syntax')
  const doc: Doc = {}
  for (const [name, value] of Object.entries(body)) {
    if (type === 'User' && isExtension(name)) {
      if (isObject(value)) doc[ENTERPRISE_URN] = extensionFrom(value, doc)
      continue
    }
    const place = placeOf(type, name)
    if (!place || place.sub) continue
    if (place.extension) doc[ENTERPRISE_URN] = extensionFrom({ [place.attribute.name]: value }, doc)
    else put(doc, place.attribute, value)
  }
  return doc
}

function extensionFrom(given: Record<string, unknown>, doc: Doc): Doc {
  const before = doc[ENTERPRISE_URN]
  const extension: Doc = isObject(before) ? { ...(before as Doc) } : {}
  for (const [name, value] of Object.entries(given)) {
    const attribute = ENTERPRISE.find(one => one.name.toLowerCase() === name.toLowerCase())
    if (attribute) put(extension, attribute, value)
  }
  return extension
}
