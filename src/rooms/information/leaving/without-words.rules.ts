/* What stays of an event when nobody's words and names are to: its form, identifiers, times, states and figures. */
import { REMOVED, withoutThem, wordsIn } from '../erasing/words.rules.ts'

interface Event {
  readonly name: string
  readonly payload: unknown
}

interface Around {
  /** Finds everybody of theirs by name, address or number. */
  readonly pattern: string | undefined
  readonly sha256?: string | undefined
}

// Identifiers, states, times and levels are written so; names of people and things, and words, seldom are.
const PLAIN = /^[a-z0-9_.:+-]*$|^P\d$|^\d{4}-\d\d-\d\dT[\d:.]+Z$/
/** Written so as well, and names all the same. */
const NAMES = new Set(['name', 'address', 'before', 'after', 'short_name', 'user_name', 'group_name'])

/** The payload of an event, without words and names. On cases figures stand on it, so there only what somebody wrote goes, and whoever is named. */
export function withoutWords({ name, payload }: Event, { pattern, sha256 }: Around): unknown {
  if (name.startsWith('case.'))
    return withoutThem(payload, { pattern, pseudonym: REMOVED, theirs: wordsIn(name), sha256 })
  return plain(payload)
}

function plain(value: unknown, key?: string): unknown {
  if (typeof value === 'string') return PLAIN.test(value) && !NAMES.has(key ?? '') ? value : REMOVED
  if (Array.isArray(value)) return value.map(one => plain(one, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one, name)]))
}
