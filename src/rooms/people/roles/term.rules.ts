/** From when until when something is held. Nothing said is always. */
export interface Term {
  readonly starts_at: Date | null
  /** The first moment at which it is held no more. */
  readonly ends_at: Date | null
}

export const ALWAYS: Term = { starts_at: null, ends_at: null }

/** Whether something with these dates is held, will be, or was. */
export function standing({ starts_at, ends_at }: Term, now: Date): 'held' | 'to come' | 'over' {
  if (ends_at && ends_at <= now) return 'over'
  return starts_at && starts_at > now ? 'to come' : 'held'
}

/** The day after, as dates are written in fields: 'YYYY-MM-DD'. */
const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

type Typed = { readonly from: string; readonly until: string }
type Midnight = (day: string) => Date | undefined

/**
 * What somebody typed as the first and the last day on which something is held, or what is wrong with it. `midnight` says when a
 * day begins, where that counts.
 */
export function readTerm(
  { from, until }: Typed,
  midnight: Midnight,
  now: Date,
): Term | { field: string; message: string } {
  const starts_at = from === '' ? null : (midnight(from) ?? undefined)
  const ends_at = until === '' ? null : midnight(until) && midnight(dayAfter(until))
  const exists = 'Enter a day that exists, such as 2027-01-01'
  if (starts_at === undefined) return { field: 'from', message: exists }
  if (ends_at === undefined) return { field: 'until', message: exists }
  if (ends_at && starts_at && ends_at <= starts_at)
    return { field: 'until', message: 'The last day must not be before the first' }
  if (ends_at && ends_at <= now) return { field: 'until', message: 'That day is over. Enter today or a later day' }
  return { starts_at, ends_at }
}
