/** What a change of calendar, target or policy would do, and what became true while nobody looked (clock semantics 16, 18). */
import type { Clock } from './clocks.rules.ts'

/** Open clocks that a change would move, by identifier; those it makes late, and those it saves. */
export interface Preview {
  readonly moved: readonly {
    readonly id: string
    readonly from?: number | undefined
    readonly to?: number | undefined
  }[]
  readonly late: readonly string[]
  readonly saved: readonly string[]
}

const isOpen = ({ state }: Clock) => state === 'running' || state === 'paused' || state === 'late'
const isLate = ({ breach }: Clock) => breach !== undefined

/** The same case's clocks as they are, and as a change would have them. What has ended is left alone: past outcomes never change. */
export function preview(before: readonly Clock[], after: readonly Clock[]): Preview {
  const now = new Map(before.filter(isOpen).map(clock => [clock.id, clock]))
  const pairs = after.flatMap(then => {
    const clock = now.get(then.id)
    return clock ? [{ clock, then }] : []
  })
  return {
    moved: pairs
      .filter(({ clock, then }) => clock.due !== then.due)
      .map(({ clock, then }) => ({ id: then.id, from: clock.due, to: then.due })),
    late: pairs.filter(({ clock, then }) => !isLate(clock) && isLate(then)).map(({ then }) => then.id),
    saved: pairs.filter(({ clock, then }) => isLate(clock) && !isLate(then)).map(({ then }) => then.id),
  }
}

/** A threshold passed or a promise broken, when it was. */
export interface Crossing {
  readonly clock: string
  readonly name: string
  readonly at: number
}

/**
 * What became true after one moment and up to another, in order and with its true time: after an outage, what one digest says (S51).
 * A breach is told under the name 'breach': when more than the target is used, with the moment that was promised.
 */
export function crossings(clocks: readonly Clock[], after: number, until: number): Crossing[] {
  const all = clocks.flatMap(({ id, thresholds, breach, late_from }) => [
    ...thresholds.flatMap(({ name, at, passed }) =>
      passed && at !== undefined ? [{ clock: id, name, at, true_from: at }] : [],
    ),
    // Due at closing time, it is late from the next opening.
    ...(breach
      ? [
          {
            clock: id,
            name: 'breach',
            at: breach.at,
            true_from: (breach.cause === 'elapsed' && late_from) || breach.at,
          },
        ]
      : []),
  ])
  return all
    .filter(({ true_from }) => true_from > after && true_from <= until)
    .sort((a, b) => a.true_from - b.true_from)
    .map(({ true_from: _, ...crossing }) => crossing)
}
