/* What a file of bank holidays would change, said before anything is changed. */
import type { Holiday } from './read-holidays.rules.ts'

export interface HolidayChanges {
  readonly added: readonly Holiday[]
  /** There already, under another name. */
  readonly renamed: readonly (Holiday & { readonly before: string })[]
  readonly kept: number
  /** Days of the nations and years the file speaks of, which it does not have. */
  readonly missing: readonly Holiday[]
}

const keyOf = ({ nation, date }: Holiday) => `${nation} ${date}`
const yearOf = ({ nation, date }: Holiday) => `${nation} ${date.slice(0, 4)}`
// The government changes between straight and curly.
const plain = (name: string) => name.replaceAll('’', "'").toLowerCase()

export function compareHolidays(known: readonly Holiday[], given: readonly Holiday[]): HolidayChanges {
  const before = new Map(known.map(each => [keyOf(each), each]))
  const after = new Set(given.map(keyOf))
  const years = new Set(given.map(yearOf))
  const here = given.filter(each => before.has(keyOf(each)))
  const renamed = here.flatMap(each => {
    const { name } = before.get(keyOf(each))!
    return plain(name) === plain(each.name) ? [] : [{ ...each, before: name }]
  })
  return {
    added: given.filter(each => !before.has(keyOf(each))),
    renamed,
    kept: here.length - renamed.length,
    missing: known.filter(each => years.has(yearOf(each)) && !after.has(keyOf(each))),
  }
}

const count = (number: number, thing: string) => `${number} ${thing}${number === 1 ? '' : 's'}`

/** "4 days are new, 70 are there already, 1 is there and not in the file." */
export function sayChanges({ added, renamed, kept, missing }: HolidayChanges): string {
  const parts = [
    `${count(added.length, 'day')} ${added.length === 1 ? 'is' : 'are'} new`,
    kept > 0 && `${kept} ${kept === 1 ? 'is' : 'are'} there already`,
    renamed.length > 0 && `${renamed.length} ${renamed.length === 1 ? 'has' : 'have'} another name`,
    missing.length > 0 && `${missing.length} ${missing.length === 1 ? 'is' : 'are'} here and not in the file`,
  ]
  return `${parts.filter(Boolean).join(', ')}.`
}
