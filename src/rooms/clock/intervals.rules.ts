/** A stretch of time in epoch milliseconds, half-open: `from` is in it, `to` is not. `to` may be Infinity. */
export type Interval = { from: number; to: number }

/** Hours come in order nearly always, and looking costs less than sorting. */
const inOrder = (intervals: readonly Interval[]): readonly Interval[] =>
  intervals.every(({ from }, i) => i === 0 || intervals[i - 1]!.from <= from)
    ? intervals
    : intervals.toSorted((a, b) => a.from - b.from)

/** The same time with overlaps and touching ends joined, in order; empty and backward intervals vanish. */
export function union(intervals: readonly Interval[]): Interval[] {
  const joined: Interval[] = []
  let last: Interval | undefined
  for (const { from, to } of inOrder(intervals)) {
    if (to <= from) continue
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else {
      last = { from, to }
      joined.push(last)
    }
  }
  return joined
}

/** What is left of `intervals` when `away` is taken out. Both must be unions. */
export function subtract(intervals: readonly Interval[], away: readonly Interval[]): Interval[] {
  if (away.length === 0) return [...intervals]
  let next = 0
  return intervals.flatMap(({ from, to }) => {
    const left: Interval[] = []
    let at = from
    while (next < away.length && away[next]!.to <= from) next++
    for (let i = next; i < away.length && away[i]!.from < to; i++) {
      const hole = away[i]!
      if (hole.from > at) left.push({ from: at, to: hole.from })
      at = hole.to
    }
    return at < to ? [...left, { from: at, to }] : left
  })
}

/** The part of each interval that lies between two instants. */
export function clip(intervals: readonly Interval[], from: number, to: number): Interval[] {
  const inside: Interval[] = []
  for (const interval of intervals) {
    const since = Math.max(interval.from, from)
    const until = Math.min(interval.to, to)
    if (since < until) inside.push({ from: since, to: until })
  }
  return inside
}
