/* What stands in somebody's place, and finding them in others' words. */

/** Stands where somebody's own words were. */
export const REMOVED = '[Removed]'

interface Known {
  readonly names: readonly string[]
  readonly addresses: readonly string[]
  readonly numbers: readonly string[]
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Parts of a name that are looked for by themselves where the words are about this person anyway. */
const partsOf = (names: readonly string[]) => names.flatMap(name => name.split(/\s+/)).filter(part => part.length >= 3)

/**
 * A pattern for whatever somebody is known by, for JavaScript and PostgreSQL alike; `parts` adds first and last names alone. Longer
 * ones come first, so that an address is not half found by the name in it. Undefined when there is nothing to look for.
 */
export function patternOf(known: Known, { parts }: { parts: boolean }): string | undefined {
  const names = parts ? [...known.names, ...partsOf(known.names)] : known.names
  const all = [
    ...[...known.addresses, ...known.numbers].map(text => ({ text, pattern: escaped(text) })),
    // A look behind is what both know as the edge of a word.
    ...names.map(text => ({ text, pattern: `(?<!\\w)${escaped(text)}(?!\\w)` })),
  ]
  const longest = all.toSorted((a, b) => b.text.length - a.text.length)
  return longest.length === 0 ? undefined : [...new Set(longest.map(({ pattern }) => pattern))].join('|')
}

/** Words without whoever the pattern finds. */
export const scrub = (text: string, pattern: string | undefined, pseudonym: string): string =>
  pattern === undefined ? text : text.replace(new RegExp(pattern, 'giu'), pseudonym)

/** In a payload, what somebody wrote freely: it goes whole where it is theirs. */
const SAID = new Set(['because', 'note', 'words', 'text', 'subject', 'resolution', 'body', 'title'])
/** An edit holds what stood there before, and what does now. */
const EDITED = new Set([...SAID, 'before', 'after'])
/** Of a person themselves: what their details were. */
const DETAILS = new Set(['before', 'after', 'address', 'name'])

export interface Around {
  readonly pattern: string | undefined
  readonly pseudonym: string
  /** Whose words the payload holds: the erased person's, details of theirs, or somebody else's. */
  readonly theirs: 'edited' | 'said' | 'details' | 'no'
  /** The new fingerprint of the message it is about, when it was recorded with one. */
  readonly sha256?: string | undefined
}

/** Which words of an event somebody wrote. Those of targets are the clock's own: figures are counted from them. */
export const wordsIn = (name: string): 'edited' | 'said' | 'no' =>
  name.startsWith('case.target') ? 'no' : name.endsWith('.edited') ? 'edited' : 'said'

/** A payload with somebody taken out; its form stays as it was. */
export function withoutThem(payload: unknown, around: Around): unknown {
  const free = { edited: EDITED, said: SAID, details: DETAILS, no: undefined }[around.theirs]
  const walk = (value: unknown, key?: string): unknown => {
    if (typeof value === 'string') {
      if (key === 'sha256' && around.sha256) return around.sha256
      return key !== undefined && free?.has(key) && value !== ''
        ? REMOVED
        : scrub(value, around.pattern, around.pseudonym)
    }
    if (Array.isArray(value)) return value.map(one => walk(one))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, name)]))
  }
  return walk(payload)
}

/** A name that says nothing of whose it was. `bytes` are chosen by chance. */
export const pseudonymFrom = (bytes: Uint8Array): string =>
  `Person ${[...bytes]
    .map(byte => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()}`

/** An address for where one must stand, that nobody can have (RFC 2606). */
export const noAddress = (pseudonym: string): string => `${pseudonym.toLowerCase().replace(' ', '-')}@erased.invalid`
