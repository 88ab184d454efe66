import type { AgeBand } from '../age.rules.ts'

/** When a case falls due, as today sees it. */
export type Due = 'late' | 'before_noon' | 'today' | 'later' | 'none'

/** Open cases that are alike in everything today's page asks about, and how many there are. */
export interface Cell {
  readonly organisation_id: string
  readonly team_id: string | null
  readonly priority: string
  readonly hold_reason: string | null
  readonly unassigned: boolean
  readonly due: Due
  readonly band: AgeBand
  readonly cases: number
}

export const countOf = (cells: readonly Cell[], which: (cell: Cell) => boolean = () => true): number =>
  cells.reduce((sum, cell) => (which(cell) ? sum + cell.cases : sum), 0)

/** Counts by some property, the largest first. */
export function countsBy(
  cells: readonly Cell[],
  keyOf: (cell: Cell) => string | null,
): [key: string | null, cases: number][] {
  const counts = new Map<string | null, number>()
  for (const cell of cells) counts.set(keyOf(cell), (counts.get(keyOf(cell)) ?? 0) + cell.cases)
  return [...counts].sort((a, b) => b[1] - a[1])
}

export const isDueToday = ({ due }: Cell): boolean => due === 'before_noon' || due === 'today'
export const isLate = ({ due }: Cell): boolean => due === 'late'
export const isPaused = ({ hold_reason }: Cell): boolean => hold_reason !== null

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
export const numberWord = (number: number): string => WORDS[number] ?? number.toLocaleString('en-GB')
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** How a figure moved in a week, in words. */
export function changeSince(before: number, now: number, than = 'a week ago'): string {
  if (now === before) return `the same as ${than}`
  const by = Math.abs(now - before).toLocaleString('en-GB')
  return `${by} ${now > before ? 'more' : 'fewer'} than ${than}`
}

type NameOf = (id: string | null) => string | undefined

/** "; two are unassigned", of so many. */
function unassignedAmong(cells: readonly Cell[]): string {
  const all = countOf(cells)
  const none = countOf(cells, cell => cell.unassigned)
  if (none === 0) return ''
  if (none === all) return all === 1 ? '; it is unassigned' : all === 2 ? '; neither is assigned' : '; none is assigned'
  return `; ${numberWord(none)} ${none === 1 ? 'is' : 'are'} unassigned`
}

function whose(cells: readonly Cell[], organisationOf: NameOf, many: boolean): string {
  const [first, second] = countsBy(cells, cell => cell.organisation_id)
  const name = first && organisationOf(first[0])
  if (!many || !name) return ''
  return second ? `, most for ${name},` : ` for ${name}`
}

const URGENT = ['P1', 'P2']

/** The most urgent kind among these cells: "Three P2s for Hartsmere". */
function urgent(cells: readonly Cell[], organisationOf: NameOf, many: boolean) {
  const priority = URGENT.find(wanted => cells.some(cell => cell.priority === wanted))
  if (!priority) return undefined
  const these = cells.filter(cell => cell.priority === priority)
  const count = countOf(these)
  const subject = `${capital(numberWord(count))} ${priority}${count === 1 ? '' : 's'}${whose(these, organisationOf, many)}`
  return { these, subject, one: count === 1 }
}

/**
 * What matters most today, in a sentence or two: urgent cases that are late or will be, else where the lateness is, else what the day
 * brings. `many` when the reader looks after several organisations, so that whose it is needs saying.
 */
export function whatMatters(
  cells: readonly Cell[],
  names: { organisationOf: NameOf; teamOf: NameOf; many: boolean },
): string {
  const { organisationOf, teamOf, many } = names
  const said: string[] = []
  const late = urgent(cells.filter(isLate), organisationOf, many)
  if (late) said.push(`${late.subject} ${late.one ? 'is' : 'are'} late${unassignedAmong(late.these)}.`)
  const noon = urgent(
    cells.filter(cell => cell.due === 'before_noon'),
    organisationOf,
    many,
  )
  const due = noon ?? urgent(cells.filter(isDueToday), organisationOf, many)
  if (due)
    said.push(
      `${due.subject} ${due.one ? 'falls' : 'fall'} due ${noon ? 'before noon' : 'today'}${unassignedAmong(due.these)}.`,
    )
  return said.length > 0 ? said.join(' ') : nothingUrgent(cells, teamOf)
}

function nothingUrgent(cells: readonly Cell[], teamOf: NameOf): string {
  const late = cells.filter(isLate)
  const count = countOf(late)
  if (count > 0) {
    const [team, most] = countsBy(late, cell => cell.team_id)[0]!
    const where = most === count ? 'all' : `${numberWord(most)} of them`
    const cases = count === 1 ? 'case is' : 'cases are'
    return `${capital(numberWord(count))} ${cases} late${count === 1 ? '' : `, ${where}`} ${team ? `with ${teamOf(team) ?? 'another team'}` : 'without a team'}.`
  }
  const today = cells.filter(isDueToday)
  const due = countOf(today)
  if (due > 0)
    return `Nothing is late. ${capital(numberWord(due))} ${due === 1 ? 'case falls' : 'cases fall'} due today${unassignedAmong(today)}.`
  return 'Nothing is late, and nothing falls due today.'
}
