import type { Held, Holding, Passing, Way } from '#platform/holdings/holding.ts'

const THEIRS: readonly string[] = ['person', 'signing_in', 'choice', 'notice']

/** What becomes of a table's rows: as it says itself, or as its kind does. What is people's own moves with them. */
export const passingOf = (holding: Holding): Passing =>
  holding.passes ?? { how: holding.organisation !== null && THEIRS.includes(holding.kind) ? 'moves' : 'stays' }

export interface Passed {
  readonly table: string
  readonly holding: Holding
  readonly passing: Passing
}

/** Every table whose rows are an organisation's own, with what becomes of them. */
export const passedOf = (held: Held): Passed[] =>
  [...held].flatMap(([table, holding]) =>
    holding.organisation === 'organisation_id' ? [{ table, holding, passing: passingOf(holding) }] : [],
  )

/**
 * The steps of a merge, in order. Copies come before what moves, so that who has moved finds everything in its place; the old ones
 * end last, and until then all of it can go back.
 */
export function stepsOf(held: Held): string[] {
  const all = passedOf(held)
  const named = (how: Passing['how']) => all.filter(({ passing }) => passing.how === how).map(({ table }) => table)
  const copied = all.filter(({ passing }) => passing.how.startsWith('copied')).map(({ table }) => `copy ${table}`)
  return ['found', ...copied, ...named('moves').map(table => `move ${table}`), 'others', 'pass', 'end']
}

/** A step's words for people. */
export function sayStep(step: string, held: Held): string {
  const [doing = '', table = ''] = step.split(' ')
  const what = held.get(table)?.what
  if (what) return `${doing === 'copy' ? 'Copying' : 'Moving'}: ${what}`
  return WORDS[doing] ?? 'Waiting'
}
const WORDS: Record<string, string> = {
  found: 'Making the new organisation',
  others: 'Pointing shared mailboxes and groups at it',
  pass: 'Saying so in the stories of open cases',
  end: 'Ending the old organisations',
}

export const WAYS: Record<Way, string> = {
  first: 'The first’s goes on, the second’s stays behind and ends',
  second: 'The second’s goes on, the first’s stays behind and ends',
  join: 'Both become one, as the first has it',
  rename: 'Keep both; the second’s gets its short name after it',
  both: 'Keep both under the same name',
}
