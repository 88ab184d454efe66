/* What a leaving goes through, and what may be agreed about it. */

const DAY_MS = 24 * 60 * 60 * 1000

/** The least that what is held is kept after an organisation left: time to find that something was not taken along. */
export const LEAST_DAYS = 30
export const MOST_DAYS = 3650

/** The first day that may be agreed, and the last: 'YYYY-MM-DD'. */
export function keptBetween(leaves_at: Date): readonly [string, string] {
  const day = (days: number) => new Date(leaves_at.getTime() + days * DAY_MS).toISOString().slice(0, 10)
  return [day(LEAST_DAYS), day(MOST_DAYS)]
}

/** Whether the last day of keeping is over. */
export const isOver = (kept_until: string, now: Date): boolean => now.toISOString().slice(0, 10) > kept_until

/** The steps of leaving. Nothing has ended before `end`, so until then it is taken back by not going on. */
export const STEPS = ['cases', 'archive', 'end', 'close'] as const

/** Whether it can still be taken back. */
export const canBeTakenBack = ({ state, step }: { readonly state: string; readonly step: string }): boolean =>
  state === 'draft' || state === 'confirmed' || (state === 'running' && (step === 'archive' || step === 'cases'))

export interface Underway {
  readonly open_cases: string
  readonly open: number
  readonly majors: number
}

/** What the day itself waits for. A major incident is never closed by a machine. */
export const waitsFor = ({ open_cases, open, majors }: Underway): string | undefined => {
  const waits = [
    ...(open_cases === 'wait' && open > 0 ? [open === 1 ? '1 open case' : `${open} open cases`] : []),
    ...(majors > 0 ? [majors === 1 ? '1 major incident' : `${majors} major incidents`] : []),
  ]
  return waits.length > 0 ? waits.join(' and ') : undefined
}
