/** How old an open case is, in the bands by which a backlog is read (requirement S-66). Days of 24 hours since it was logged. */
export const AGE_BANDS = [
  { key: 'day', label: 'Up to a day', from: 0, to: 1 },
  { key: 'week', label: '1 to 7 days', from: 1, to: 7 },
  { key: 'month', label: '7 to 30 days', from: 7, to: 30 },
  { key: 'quarter', label: '30 to 90 days', from: 30, to: 90 },
  { key: 'older', label: 'Over 90 days', from: 90, to: undefined },
] as const

export type AgeBand = (typeof AGE_BANDS)[number]['key']

const DAY_MS = 86_400_000

/** The instants between which a case of this band was logged: after the first (or ever), up to the second. */
export function loggedBetween(band: AgeBand, now: Date): { after: Date | undefined; upTo: Date } {
  const { from, to } = AGE_BANDS.find(({ key }) => key === band)!
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS)
  return { after: to === undefined ? undefined : before(to), upTo: before(from) }
}
