import type { Held } from '#platform/holdings/holding.ts'
import type { PartedTable } from './parting.sql.ts'

/**
 * The steps of a split, in order. Copies come first, then what joins both sides ends, and then those who go do, what hangs on
 * something before the thing itself. Until `finish` all of it can go back.
 */
export function stepsOfSplit(parted: readonly PartedTable[], goesItself: (one: PartedTable) => boolean): string[] {
  const those = (prefix: string, which: (one: PartedTable) => boolean) =>
    parted.filter(which).map(({ table }) => `${prefix} ${table}`)
  // What others name comes first.
  const copies = those('copy', ({ does }) => does === 'copied')
  const first = ['copy people.calendars', 'copy people.teams']
  return [
    ...['choose', 'found', ...first, ...copies.filter(step => !first.includes(step)), 'remember'],
    ...those('end', ({ ends }) => ends !== undefined),
    ...those('move', goesItself).toReversed(),
    ...['point', 'roles', 'pass', 'finish', 'give'],
  ]
}

const WORDS: Readonly<Record<string, string>> = {
  choose: 'Seeing who goes',
  found: 'Making the new organisation',
  remember: 'Keeping the names of those who leave',
  point: 'Pointing mailboxes and groups at it',
  roles: 'Sharing the work of other organisations',
  pass: 'Continuing open cases there',
  finish: 'Ending what is shared',
  give: 'Freeing cases whose team has gone',
}

/** A step's words for people. */
export function saySplitStep(step: string, held: Held): string {
  const [doing = '', table = ''] = step.split(' ')
  const what = held.get(table)?.what
  if (!what) return WORDS[doing] ?? 'Waiting'
  return `${doing === 'copy' ? 'Copying' : doing === 'end' ? 'Ending between both' : 'Moving'}: ${what}`
}
