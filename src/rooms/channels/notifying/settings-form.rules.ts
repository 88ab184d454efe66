import { type NoticeName, noticeOf, type Way, waysOf } from './kinds.rules.ts'

const PACES = ['at_once', 'hourly', 'daily'] as const
type Pace = (typeof PACES)[number]

const valuesOf = (text: string | undefined) => (text ? text.split('\n') : [])

/** What was ticked, for each kind that was shown. A way that was not offered cannot be chosen. */
export function choicesFrom(
  entered: Readonly<Record<string, string>>,
  kinds: readonly NoticeName[],
  offered: readonly Way[],
): { kind: NoticeName; ways: Way[]; pace: Pace | null }[] {
  return kinds.map(kind => {
    const ticked = valuesOf(entered[`ways-${kind}`])
    const ways = waysOf(kind).filter(way => offered.includes(way) && ticked.includes(way))
    const pace = PACES.find(one => one === entered[`pace-${kind}`]) ?? null
    return { kind, ways, pace: noticeOf(kind).optional ? pace : null }
  })
}

/** "18:30" as minutes after midnight. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Minutes after midnight as a time field has them. */
export const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The weekdays ticked, 0 is Sunday. */
export const daysFrom = (text: string | undefined): number[] =>
  valuesOf(text)
    .filter(day => /^[0-6]$/.test(day))
    .map(Number)
