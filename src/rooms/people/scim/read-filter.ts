/*
 * Filters of RFC 7644, 3.4.2.2. A reader of our own: the one of the scimmy package takes `userName eq` without a value, turns
 * `not (a and b)` into something else, and multiplies out what is nested, so that a line of text becomes many thousand conditions.
 */

import { scimProblems } from './problems.ts'
import type { ResourceType } from './schema.rules.ts'
import { type Attribute, type Place, partOf, placeOf } from './schema.rules.ts'

export type Value = string | number | boolean | null
export const COMPARISONS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const
export type Comparison = (typeof COMPARISONS)[number]

/** A filter, read. Within `some` the places are parts of that attribute's values. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter }
  | { readonly kind: 'there'; readonly place: Place }
  | { readonly kind: 'compare'; readonly place: Place; readonly by: Comparison; readonly value: Value }
  | { readonly kind: 'some'; readonly place: Place; readonly of: Filter }

const MOST_LETTERS = 4000
const MOST_DEPTH = 12
const MOST_TERMS = 60
const TOKEN =
  /\s*(?:([()[\]])|("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.:-]))|([A-Za-z$][\w$:.-]*))\s*/y

interface Token {
  readonly kind: 'mark' | 'text' | 'number' | 'word' | 'end'
  readonly said: string
}

const bad = (why: string): never => scimProblems.raise('bad-filter', {}, `The filter cannot be understood: ${why}.`)

function tokensOf(said: string): Token[] {
  if (said.length > MOST_LETTERS) bad('it is too long')
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < said.length) {
    const at = TOKEN.lastIndex
    const [, mark, text, number, word] = TOKEN.exec(said) ?? bad(`something is wrong at letter ${at + 1}`)
    const kind = mark ? 'mark' : text ? 'text' : number ? 'number' : 'word'
    tokens.push({ kind, said: mark ?? text ?? number ?? word ?? '' })
  }
  return tokens
}

function textOf(said: string): string {
  try {
    return String(JSON.parse(said))
  } catch {
    return bad('a text is not written as JSON writes it')
  }
}

/** Reads tokens one after another; `within` is the attribute in whose brackets we are. */
function readerOf(type: ResourceType, tokens: readonly Token[]) {
  let at = 0
  let terms = 0
  const peek = (): Token => tokens[at] ?? { kind: 'end', said: 'the end' }
  const take = (): Token => {
    const token = peek()
    at++
    return token
  }
  const isWord = (word: string) => peek().kind === 'word' && peek().said.toLowerCase() === word
  const isMark = (mark: string) => peek().kind === 'mark' && peek().said === mark
  const expect = (mark: string) => {
    if (!isMark(mark)) bad(`“${mark}” is missing`)
    take()
  }

  const list = (word: 'and' | 'or', next: () => Filter): Filter => {
    const parts = [next()]
    while (isWord(word)) {
      take()
      parts.push(next())
    }
    return parts.length === 1 ? parts[0]! : { kind: word, parts }
  }
  const any = (depth: number, within?: Attribute): Filter => {
    if (depth > MOST_DEPTH) bad('it is nested too deeply')
    return list('or', () => list('and', () => one(depth, within)))
  }
  const inMarks = (depth: number, within?: Attribute): Filter => {
    expect('(')
    const inner = any(depth + 1, within)
    expect(')')
    return inner
  }
  const one = (depth: number, within?: Attribute): Filter => {
    if (++terms > MOST_TERMS) bad('it has too many conditions')
    if (isMark('(')) return inMarks(depth, within)
    if (isWord('not')) {
      take()
      return { kind: 'not', of: inMarks(depth, within) }
    }
    const { kind, said } = take()
    if (kind !== 'word') bad(`an attribute is missing before ${said}`)
    const place = placeWithin(type, said, within)
    if (isMark('[')) return brackets(depth, place, within)
    return comparison(place)
  }
  const brackets = (depth: number, place: Place, within?: Attribute): Filter => {
    if (within || place.attribute.type !== 'complex' || !place.attribute.multi || place.sub)
      bad('brackets follow an attribute of several values')
    expect('[')
    const of = any(depth + 1, place.attribute)
    expect(']')
    return { kind: 'some', place, of }
  }
  const comparison = (place: Place): Filter => {
    const { kind, said } = take()
    const by = said.toLowerCase()
    if (kind === 'word' && by === 'pr') return { kind: 'there', place }
    const known = COMPARISONS.find(one => one === by) ?? bad(`“${said}” is no comparison`)
    return { kind: 'compare', place, by: known, value: literalOf(take()) }
  }
  return {
    all: () => any(0),
    within: (attribute: Attribute) => any(1, attribute),
    expect,
    done: () => at >= tokens.length,
  }
}

function placeWithin(type: ResourceType, said: string, within: Attribute | undefined): Place {
  if (!within) return placeOf(type, said) ?? bad(`there is no attribute “${said.slice(0, 100)}”`)
  const attribute = partOf(within, said) ?? bad(`“${within.name}” has no part “${said.slice(0, 100)}”`)
  return { extension: false, attribute }
}

function literalOf({ kind, said }: Token): Value {
  if (kind === 'text') return textOf(said)
  if (kind === 'number') return Number(said)
  const word = said.toLowerCase()
  if (kind !== 'word' || !['true', 'false', 'null'].includes(word))
    return bad(`the value ${said} is not written as JSON writes it`)
  return word === 'null' ? null : word === 'true'
}

/** Reads a filter over whole resources. Raises `scim.bad-filter`. */
export function readFilter(type: ResourceType, said: string): Filter {
  const reader = readerOf(type, tokensOf(said))
  const filter = reader.all()
  return reader.done() ? filter : bad('something follows its end')
}

/** Reads what stands in the brackets of a path, such as `type eq "work"`. Raises `scim.bad-filter`. */
export function readInner(type: ResourceType, attribute: Attribute, said: string): Filter {
  const reader = readerOf(type, tokensOf(said))
  const filter = reader.within(attribute)
  return reader.done() ? filter : bad('something follows its end')
}
