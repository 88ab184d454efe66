/*
 * How many promises were kept, by partner, measure and priority: with the pauses taken out, as if there had been none, and without
 * those whose dispute was upheld.
 */

export const MEASURES = { first_response: 'Answered in time', resolve: 'Fixed in time' } as const
export type Measure = keyof typeof MEASURES
export const PRIORITIES = ['P1', 'P2', 'P3', 'P4'] as const

/** One promise that came to its end in the period. */
export interface Ended {
  readonly organisation_id: string
  readonly metric: string
  readonly priority: string
  readonly met: boolean
  /** The same, had no pause counted (clock semantics 20). */
  readonly met_without_pauses: boolean
  /** The same, had no pause counted whose dispute was upheld. */
  readonly met_after_disputes: boolean
  /** A change of priority or terms made it late at that moment (clock semantics 11). */
  readonly reclassified: boolean
}

export interface Goal {
  readonly organisation_id: string
  readonly metric: string
  readonly priority: string
  readonly percent: number
}

export interface Figure {
  readonly organisation_id: string
  readonly metric: string
  readonly priority: string
  readonly count: number
  readonly met: number
  readonly met_without_pauses: number
  readonly met_after_disputes: number
  /** How many of those not kept were made late by a change of priority or terms. */
  readonly reclassified: number
  /** The share to be kept, in per cent; null where none was agreed. */
  readonly goal: number | null
}

const keyOf = ({ organisation_id, metric, priority }: Omit<Goal, 'percent'>) =>
  `${organisation_id} ${metric} ${priority}`

/** A figure for every organisation, measure and priority, also where there was nothing: none of none is all of them. */
export function figuresOf(organisations: readonly string[], ended: readonly Ended[], goals: readonly Goal[]): Figure[] {
  const goal = new Map(goals.map(one => [keyOf(one), one.percent]))
  const groups = new Map<string, Ended[]>()
  for (const one of ended) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return organisations.flatMap(organisation_id =>
    Object.keys(MEASURES).flatMap(metric =>
      PRIORITIES.map(priority => {
        const key = keyOf({ organisation_id, metric, priority })
        const those = groups.get(key) ?? []
        return {
          ...{ organisation_id, metric, priority, count: those.length, goal: goal.get(key) ?? null },
          met: those.filter(one => one.met).length,
          met_without_pauses: those.filter(one => one.met_without_pauses).length,
          met_after_disputes: those.filter(one => one.met_after_disputes).length,
          reclassified: those.filter(one => !one.met && one.reclassified).length,
        }
      }),
    ),
  )
}

/** The figures of several organisations as one. The goal is what all of them agreed, if that is the same. */
export function wholeOf(figures: readonly Figure[], metric: string, priority: string): Omit<Figure, 'organisation_id'> {
  const those = figures.filter(one => one.metric === metric && one.priority === priority)
  const goals = new Set(those.map(({ goal }) => goal))
  const sum = (of: (one: Figure) => number) => those.reduce((total, one) => total + of(one), 0)
  return {
    ...{ metric, priority, count: sum(one => one.count), met: sum(one => one.met) },
    ...{
      met_without_pauses: sum(one => one.met_without_pauses),
      met_after_disputes: sum(one => one.met_after_disputes),
    },
    reclassified: sum(one => one.reclassified),
    goal: goals.size === 1 ? ([...goals][0] ?? null) : null,
  }
}

/** The same figures without the promises that a change of priority or terms made late: none of those was kept in any way of counting. */
export const withoutReclassified = (figures: readonly Figure[]): Figure[] =>
  figures.map(one => ({ ...one, count: one.count - one.reclassified, reclassified: 0 }))

/** Per cent kept, exactly; all of none is 100 (requirement S-210). */
export const percent = (met: number, count: number): number => (count === 0 ? 100 : (met * 100) / count)

/** "75 %", "99.6 %": never rounded up to a hundred. */
export function sayPercent(met: number, count: number): string {
  const exact = percent(met, count)
  return `${Math.floor(exact * 10) / 10} %`
}

export const reached = ({ met, count, goal }: Pick<Figure, 'met' | 'count' | 'goal'>): boolean | null =>
  goal === null ? null : percent(met, count) >= goal

/** Whether this month reached its goal and no month before it did, of those in which anything was promised. */
export const isFirstTime = (
  now: Pick<Figure, 'met' | 'count' | 'goal'>,
  before: readonly Pick<Figure, 'met' | 'count' | 'goal'>[],
): boolean => {
  const earlier = before.filter(({ count }) => count > 0)
  return now.count > 0 && reached(now) === true && earlier.length > 0 && earlier.every(one => reached(one) === false)
}
