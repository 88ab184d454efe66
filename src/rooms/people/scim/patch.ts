/*
 * PATCH of RFC 7644, 3.5.2, as it is really sent: operations in capitals, truth as text, values as lists of one, a manager as a text,
 * members taken away by a list of values, dotted and prefixed names where no path is, and replacing what is not there yet.
 */
import { demandedBy, type Json, matches } from './match.rules.ts'
import { scimProblems } from './problems.ts'
import { type Filter, readInner } from './read-filter.ts'
import { type Doc, isObject, oneFirst, valueFrom } from './read-resource.ts'
import {
  type Attribute,
  ENTERPRISE_URN,
  isExtension,
  type Place,
  partOf,
  placeOf,
  type ResourceType,
} from './schema.rules.ts'

const MOST_OPERATIONS = 1000

interface Operation {
  readonly op: 'add' | 'replace' | 'remove'
  readonly path: string | undefined
  readonly value: unknown
}

interface Target extends Place {
  /** Which of several values. */
  readonly filter?: Filter | undefined
}

const field = (from: Record<string, unknown>, name: string): unknown => {
  const key = Object.keys(from).find(one => one.toLowerCase() === name)
  return key === undefined ? undefined : from[key]
}

function operationsOf(body: unknown): Operation[] {
  const list = isObject(body) ? field(body, 'operations') : undefined
  if (!Array.isArray(list) || list.length === 0)
    return scimProblems.raise('bad-syntax', {}, 'A PATCH has a list of Operations.')
  if (list.length > MOST_OPERATIONS) return scimProblems.raise('too-many')
  return list.map(one => {
    if (!isObject(one)) return scimProblems.raise('bad-syntax')
    const op = String(field(one, 'op') ?? '').toLowerCase()
    const path = field(one, 'path')
    if (op !== 'add' && op !== 'replace' && op !== 'remove')
      return scimProblems.raise('bad-syntax', {}, 'An operation is add, replace or remove.')
    if (path !== undefined && path !== null && typeof path !== 'string') return scimProblems.raise('bad-path')
    return { op, path: path || undefined, value: field(one, 'value') }
  })
}

const BRACKETS = /^([^[\]]+)\[(.*)\](?:\.([\w$]+))?$/s

function targetOf(type: ResourceType, path: string): Target {
  const [, before, inside, after] = BRACKETS.exec(path) ?? []
  const place =
    placeOf(type, before ?? path) ??
    scimProblems.raise('bad-path', {}, `There is no attribute “${path.slice(0, 100)}”.`)
  if (place.attribute.readOnly || place.sub?.readOnly) return scimProblems.raise('read-only')
  if (inside === undefined) return place
  if (!place.attribute.multi) return scimProblems.raise('bad-path', {}, 'There is only one value of that attribute.')
  const sub = after === undefined ? undefined : (partOf(place.attribute, after) ?? scimProblems.raise('bad-path'))
  return { ...place, sub, filter: readInner(type, place.attribute, inside) }
}

/** Carries out the operations of a PATCH on a copy. Raises `scim.bad-syntax`, `bad-path`, `bad-value`, `no-target`, `read-only`. */
export function patched(type: ResourceType, before: Doc, body: unknown): Doc {
  const doc = structuredClone(before)
  for (const operation of operationsOf(body)) apply(type, doc, operation)
  return doc
}

function apply(type: ResourceType, doc: Doc, { op, path, value }: Operation) {
  if (path !== undefined && !isExtension(path)) return change(doc, op, targetOf(type, path), value)
  if (op === 'remove') {
    if (path === undefined) return scimProblems.raise('no-target', {}, 'Say with a path what to remove.')
    delete doc[ENTERPRISE_URN]
    return
  }
  const given = path === undefined ? value : { [ENTERPRISE_URN]: value }
  if (!isObject(given)) return scimProblems.raise('bad-value', {}, 'Without a path the value names its attributes.')
  for (const [name, one] of Object.entries(given)) applyNamed(type, doc, op, name, one)
}

/** One name of a value without a path: an attribute, `name.givenName`, `emails[type eq "work"].value`, or a whole extension. */
function applyNamed(type: ResourceType, doc: Doc, op: 'add' | 'replace', name: string, value: unknown) {
  if (isExtension(name) && isObject(value)) {
    for (const [part, one] of Object.entries(value)) applyNamed(type, doc, op, `${ENTERPRISE_URN}:${part}`, one)
    return
  }
  const place = placeOf(type, BRACKETS.exec(name)?.[1] ?? name)
  // As in a whole resource: what nobody knows and what cannot be set is left out.
  if (!place || place.attribute.readOnly) return
  change(doc, op, targetOf(type, name), value)
}

function holderOf(doc: Doc, target: Target): Doc {
  if (!target.extension) return doc
  const held = doc[ENTERPRISE_URN]
  const extension: Doc = isObject(held) ? (held as Doc) : {}
  doc[ENTERPRISE_URN] = extension
  return extension
}

function change(doc: Doc, op: Operation['op'], target: Target, value: unknown) {
  const holder = holderOf(doc, target)
  const { attribute, sub, filter } = target
  if (attribute.multi) return changeSeveral(holder, op, target, value)
  if (filter) return scimProblems.raise('bad-path')
  if (op === 'remove') return removeOne(holder, attribute, sub)
  const held = holder[attribute.name]
  const parts = isObject(held) ? (held as Doc) : {}
  if (sub) return keep(holder, attribute, keepPart(parts, sub, value))
  const given = valueFrom(attribute, value)
  // Parts that are not said stay, as in RFC 7644, 3.5.2.1 and 3.5.2.3.
  keep(holder, attribute, isObject(given) && attribute.name === 'name' ? { ...parts, ...(given as Doc) } : given)
}

function keep(holder: Doc, attribute: Attribute, value: Json | undefined) {
  if (value === undefined || (isObject(value) && Object.keys(value).length === 0)) delete holder[attribute.name]
  else holder[attribute.name] = value
}

function keepPart(parts: Doc, sub: Attribute, value: unknown): Doc {
  const given = valueFrom(sub, value)
  const { [sub.name]: _, ...others } = parts
  return given === undefined ? others : { ...others, [sub.name]: given }
}

function removeOne(holder: Doc, attribute: Attribute, sub: Attribute | undefined) {
  const held = holder[attribute.name]
  if (sub && isObject(held)) return keep(holder, attribute, keepPart(held as Doc, sub, null))
  delete holder[attribute.name]
}

const listIn = (holder: Doc, attribute: Attribute): Doc[] => {
  const held = holder[attribute.name]
  // Only ever put there by valueFrom, as a list of objects.
  return Array.isArray(held) ? (held as Doc[]) : []
}

function changeSeveral(holder: Doc, op: Operation['op'], target: Target, value: unknown) {
  const { attribute, filter, sub } = target
  const before = listIn(holder, attribute)
  const hit = (one: Doc) => (filter ? matches(filter, one) : true)
  const save = (after: readonly Doc[]) => keep(holder, attribute, after.length > 0 ? oneFirst(after) : undefined)
  if (op === 'remove') return save(removed(before, target, hit, value))
  // The values are lists of objects by what valueFrom gives for such an attribute.
  if (!filter && !sub) {
    const given = (valueFrom(attribute, value) ?? []) as Doc[]
    return save(op === 'replace' ? given : merged(before, given))
  }
  const touched = (one: Doc): Doc => (sub ? keepPart(one, sub, value) : { ...one, ...firstOf(attribute, value) })
  if (before.some(hit)) return save(before.map(one => (hit(one) ? touched(one) : one)))
  // Entra ID replaces the work address of somebody who has none yet: it is made, as the brackets say.
  const demanded = filter ? demandedBy(filter) : {}
  if (!demanded) return scimProblems.raise('no-target')
  save([...before, touched(demanded)])
}

const firstOf = (attribute: Attribute, value: unknown): Doc => ((valueFrom(attribute, value) ?? []) as Doc[])[0] ?? {}

function removed(before: readonly Doc[], target: Target, hit: (one: Doc) => boolean, value: unknown): Doc[] {
  const { attribute, filter, sub } = target
  if (sub)
    return before.map(one => (hit(one) ? keepPart(one, sub, null) : one)).filter(one => Object.keys(one).length > 0)
  if (filter || value === undefined || value === null) return before.filter(one => !hit(one))
  const gone = new Set(((valueFrom(attribute, value) ?? []) as Doc[]).map(one => one.value))
  return before.filter(one => !gone.has(one.value))
}

/** What is added: those there already, by value and kind, are not there twice. */
function merged(before: readonly Doc[], given: readonly Doc[]): Doc[] {
  const keyOf = (one: Doc) => JSON.stringify([one.value, one.type ?? null, one.value === undefined ? one : null])
  const after = new Map(before.map(one => [keyOf(one), one]))
  const first = given.some(({ primary }) => primary === true)
  if (first) for (const [key, one] of after) if (one.primary === true) after.set(key, { ...one, primary: false })
  for (const one of given) after.set(keyOf(one), { ...after.get(keyOf(one)), ...one })
  return [...after.values()]
}
