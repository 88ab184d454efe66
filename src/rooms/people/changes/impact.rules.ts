/* What a change of terms would do to the clocks that run: counted before it is made. */

/** One clock that would move. Instants are ISO, since this is kept as it was shown. */
export interface Move {
  readonly reference: string
  readonly team: string
  readonly priority: string
  readonly metric: string
  readonly due_before: string | null
  readonly due_after: string | null
}

export interface Group {
  readonly team: string
  readonly priority: string
  readonly moved: number
  readonly become_late: number
  readonly no_longer_late: number
}

export interface Impact {
  /** Running clocks looked at, of those there are. */
  readonly looked_at: number
  readonly of: number
  /** There are so many that they are looked at in the background, and this is the count so far. */
  readonly unfinished?: boolean | undefined
  readonly moved: number
  readonly sooner: number
  readonly later: number
  readonly become_late: number
  readonly no_longer_late: number
  readonly groups: readonly Group[]
  /** The first ten. */
  readonly named: readonly Move[]
}

/** Nothing runs under these terms. */
export const NO_IMPACT: Impact = {
  ...{ looked_at: 0, of: 0, moved: 0, sooner: 0, later: 0, become_late: 0, no_longer_late: 0, groups: [], named: [] },
}

const MOST_NAMED = 10

/** A clock as it stands, and as it would. */
export interface Foreseen extends Move {
  /** Counted and not named: not everybody may know of its case. */
  readonly unnamed?: boolean | undefined
  readonly late_before: boolean
  readonly late_after: boolean
}

/** The count with more clocks in it. */
export function counted(impact: Impact, clocks: readonly Foreseen[]): Impact {
  const groups = new Map(impact.groups.map(group => [`${group.team} ${group.priority}`, { ...group }]))
  let { moved, sooner, later, become_late, no_longer_late } = impact
  const named = [...impact.named]
  for (const { late_before, late_after, unnamed, ...move } of clocks) {
    const turns = late_before !== late_after
    if (move.due_before === move.due_after && !turns) continue
    const key = `${move.team} ${move.priority}`
    const empty = { team: move.team, priority: move.priority, moved: 0, become_late: 0, no_longer_late: 0 }
    const group = groups.get(key) ?? empty
    groups.set(key, group)
    group.moved++
    moved++
    if ((move.due_after ?? '9') < (move.due_before ?? '9')) sooner++
    if ((move.due_after ?? '9') > (move.due_before ?? '9')) later++
    if (turns && late_after) {
      group.become_late++
      become_late++
    }
    if (turns && late_before) {
      group.no_longer_late++
      no_longer_late++
    }
    if (named.length < MOST_NAMED && !unnamed) named.push(move)
  }
  const ordered = [...groups.values()].sort((a, b) => (a.team + a.priority < b.team + b.priority ? -1 : 1))
  const looked_at = impact.looked_at + clocks.length
  return { ...impact, looked_at, moved, sooner, later, become_late, no_longer_late, groups: ordered, named }
}

/** Cases that may have changed since very many were looked over before it must be done again: a tenth of those that move. */
export const mostChanged = ({ moved }: Impact): number => Math.max(10, moved / 10)

/**
 * Whether cases have changed so much since a change was looked at that it must be looked at again: any other number that turn late or
 * back, and a tenth more or fewer that move. On a busy desk some clock starts or stops every second.
 */
export function changedMeanwhile(before: Impact, now: Impact): boolean {
  return (
    before.become_late !== now.become_late ||
    before.no_longer_late !== now.no_longer_late ||
    (before.moved === 0) !== (now.moved === 0) ||
    Math.abs(before.moved - now.moved) > mostChanged(before)
  )
}

const clocks = (number: number) => `${number.toLocaleString('en-GB')} ${number === 1 ? 'clock' : 'clocks'}`

/** "12 clocks of 40 move: 3 are due sooner and 9 later. 2 become late." */
export function sayImpact(impact: Impact): string {
  const { looked_at, of, moved, sooner, later, become_late, no_longer_late, unfinished } = impact
  if (of === 0) return 'No clock is running under these terms, so nothing moves.'
  const part = unfinished ? ` So far ${looked_at.toLocaleString('en-GB')} of about ${clocks(of)} are looked at.` : ''
  if (moved === 0 && unfinished) return `None moves as yet.${part}`
  if (moved === 0) return `None of ${clocks(looked_at)} that ${looked_at === 1 ? 'runs' : 'run'} moves.`
  const how = `${sooner.toLocaleString('en-GB')} due sooner, ${later.toLocaleString('en-GB')} due later`
  const late =
    become_late > 0
      ? ` ${clocks(become_late)} ${become_late === 1 ? 'becomes' : 'become'} late at once.`
      : ' None becomes late at once.'
  const back =
    no_longer_late > 0 ? ` ${clocks(no_longer_late)} ${no_longer_late === 1 ? 'is' : 'are'} no longer late.` : ''
  return `${clocks(moved)} of ${looked_at.toLocaleString('en-GB')} ${moved === 1 ? 'moves' : 'move'}: ${how}.${late}${back}${part}`
}
