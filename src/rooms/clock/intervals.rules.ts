/** A stretch of time in epoch milliseconds, half-open: `from` is in it, `to` is not. `to` may be Infinity. */
export type Interval = { from: number; to: number }

/** The same time with overlaps and touching ends joined, in order; empty and backward intervals vanish. */
export function union(intervals: readonly Interval[]): Interval[] {
  const joined: Interval[] = []
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (to <= from) continue
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else joined.push({ from, to })
  }
  return joined
}

/** What is left of `intervals` when `away` is taken out. Both must be unions. */
export function subtract(intervals: readonly Interval[], away: readonly Interval[]): Interval[] {
  if (away.length === 0) return [...intervals]
  return intervals.flatMap(({ from, to }) => {
    const left: Interval[] = []
    let at = from
    for (const hole of away) {
      if (hole.to <= at || hole.from >= to) continue
      if (hole.from > at) left.push({ from: at, to: hole.from })
      at = hole.to
    }
    return at < to ? [...left, { from: at, to }] : left
  })
}

/** The part of each interval that lies between two instants. */
export function clip(intervals: readonly Interval[], from: number, to: number): Interval[] {
  return intervals
    .map(interval => ({ from: Math.max(interval.from, from), to: Math.min(interval.to, to) }))
    .filter(interval => interval.from < interval.to)
}
