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

type Named = { readonly name: string; readonly short_name: string }

/** How something alike is settled, in words with the names of both. */
export const WAYS: Record<Way, (first: Named, second: Named) => string> = {
  first: (first, second) => `${first.name}’s goes on; ${second.name}’s stays behind and ends`,
  second: (first, second) => `${second.name}’s goes on; ${first.name}’s stays behind and ends`,
  join: first => `Both become one, as ${first.name} has it`,
  rename: (_, second) => `Keep both; ${second.name}’s is called “… (${second.short_name})”`,
  both: () => 'Keep both under the same name',
}
