const YEAR = 365

/** How long something is kept, as people say it: null is for good. */
export function sayDays(days: number | null): string {
  if (days === null) return 'For good'
  if (days % YEAR === 0) return days === YEAR ? '1 year' : `${days / YEAR} years`
  return days === 1 ? '1 day' : `${days} days`
}
