/* Other people in what is held about somebody: their names and addresses are theirs, and go before it is given out. */
import type { Holding } from '#platform/holdings/holding.ts'

export const ANOTHER = '[another person]'

/** Whom an answer is for, and whom it must not name. */
export interface Reading {
  readonly id: string
  readonly cases: readonly string[]
  readonly addresses: readonly string[]
  /** Everybody's names as they are written, in small letters, but the person's own. */
  readonly others: ReadonlySet<string>
  readonly redacts: boolean
}

const MOST_WORDS = 4
const ADDRESS = /[\w.+'-]+@[\w-]+(?:\.[\w-]+)+/g
const WORD = /[\p{L}\p{M}'’-]+/gu

/** Words without other people's names and addresses. A name is found as it is written in full. */
export function withoutOthers(text: string, { addresses, others }: Reading): string {
  const unaddressed = text.replace(ADDRESS, found => (addresses.includes(found.toLowerCase()) ? found : ANOTHER))
  const words = [...unaddressed.matchAll(WORD)]
  let result = ''
  let from = 0
  for (let at = 0; at < words.length; at++) {
    const end = nameAt(unaddressed, words, { at, others })
    if (end === undefined) continue
    result += unaddressed.slice(from, words[at]!.index) + ANOTHER
    from = endOf(words[end]!)
    at = end
  }
  return result + unaddressed.slice(from)
}

const endOf = (word: RegExpExecArray) => word.index + word[0].length

/** Where a name that begins at this word ends, by its last word; the longest counts. */
function nameAt(
  text: string,
  words: readonly RegExpExecArray[],
  { at, others }: { at: number; others: ReadonlySet<string> },
): number | undefined {
  for (let end = Math.min(at + MOST_WORDS, words.length) - 1; end > at; end--) {
    const said = text.slice(words[at]!.index, endOf(words[end]!)).toLowerCase().replace(/\s+/g, ' ')
    if (others.has(said)) return end
  }
  return undefined
}

type Row = Record<string, unknown>

/**
 * A row as it may be given to the person it is about. What they only did at work is given as the fact that they did; what is
 * personal in it is about somebody else. With `redacts`, nobody else is named anywhere in it.
 */
export function rowFor(row: Row, holding: Holding, reading: Reading): Row {
  const personal = Object.keys(holding.personal ?? {})
  const shown = { ...row }
  if (onlyWorked(row, holding, reading)) for (const name of personal) delete shown[name]
  if (!reading.redacts) return shown
  const theirs = holding.whose !== undefined && row[holding.whose] === reading.id
  for (const name of Object.keys(holding.persons ?? {}))
    if (shown[name] !== null && shown[name] !== reading.id && name in shown) shown[name] = ANOTHER
  for (const [name, becomes] of Object.entries(holding.personal ?? {})) {
    if (shown[name] === null || shown[name] === undefined) continue
    const named = becomes === 'pseudonym' || becomes === 'no_address'
    shown[name] = named && !theirs && holding.whose ? ANOTHER : everywhere(shown[name], reading)
  }
  return shown
}

function onlyWorked(row: Row, { whose, within, persons = {} }: Holding, { id, cases }: Reading): boolean {
  if (whose && row[whose] === id && persons[whose] !== 'worker') return false
  if (within && cases.includes(String(row[within]))) return false
  return Object.values(persons).includes('worker')
}

function everywhere(value: unknown, reading: Reading): unknown {
  if (typeof value === 'string') return withoutOthers(value, reading)
  if (Array.isArray(value)) return value.map(one => everywhere(one, reading))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, everywhere(one, reading)]))
}
