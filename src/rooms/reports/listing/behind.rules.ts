import { AGE_BANDS, type AgeBand } from '../age.rules.ts'
import { sayDate } from '../day.rules.ts'

export const SHOWS = {
  open: 'Open cases',
  late: 'Late cases',
  today: 'Cases due today',
  paused: 'Paused cases',
  without_team: 'Cases without a team',
} as const
export type Show = keyof typeof SHOWS

/** Which cases are behind a figure. Dates are YYYY-MM-DD in the scope's zone. */
export interface Behind {
  readonly organisation?: string | undefined
  readonly show?: Show | undefined
  readonly team?: string | undefined
  readonly reason?: string | undefined
  readonly band?: AgeBand | undefined
  readonly logged?: string | undefined
  readonly finished?: string | undefined
  /** With `until`, a span of days instead of one. */
  readonly until?: string | undefined
  readonly channel?: string | undefined
}

export const isBand = (text: string | undefined): text is AgeBand => AGE_BANDS.some(({ key }) => key === text)

interface Names {
  readonly team: string | undefined
  readonly reason: string | undefined
  readonly channel: string | undefined
}

/** What is listed, as a heading: "Late cases with Field support". */
export function titleOf(behind: Behind, names: Names): string {
  const { show, band, logged, finished, until } = behind
  const days = (from: string) => (until ? `from ${sayDate(from)} to ${sayDate(until)}` : `on ${sayDate(from)}`)
  const what = logged
    ? `Cases logged ${days(logged)}`
    : finished
      ? `Cases finished ${days(finished)}`
      : SHOWS[show ?? 'open']
  const age = band && AGE_BANDS.find(({ key }) => key === band)!.label.toLowerCase()
  return [
    what,
    names.team && ` with ${names.team}`,
    names.reason && ` ${names.reason}`,
    names.channel && ` by ${names.channel}`,
    age && `, ${age} old`,
  ]
    .filter(Boolean)
    .join('')
}
