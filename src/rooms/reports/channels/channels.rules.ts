import type { ChannelMonth } from './channels.queries.ts'

const sum = (rows: readonly ChannelMonth[]) => rows.reduce((total, { cases }) => total + cases, 0)

export interface ChannelShare {
  readonly channel: string
  readonly cases: number
  /** In per cent of all. */
  readonly share: number
}

/** Each channel's share of all cases, the largest first (requirement S-27: portal against telephone, e-mail and walk-in). */
export function sharesOf(rows: readonly ChannelMonth[]): ChannelShare[] {
  const all = sum(rows)
  return [...new Set(rows.map(({ channel }) => channel))]
    .map(channel => {
      const cases = sum(rows.filter(row => row.channel === channel))
      return { channel, cases, share: (100 * cases) / all }
    })
    .sort((a, b) => b.cases - a.cases)
}

export const monthsOf = (rows: readonly ChannelMonth[]): string[] => [...new Set(rows.map(({ month }) => month))].sort()

/** A channel's share of one month's cases, in per cent. */
export function shareIn(rows: readonly ChannelMonth[], month: string, channel: string): number {
  const these = rows.filter(row => row.month === month)
  return (100 * sum(these.filter(row => row.channel === channel))) / Math.max(1, sum(these))
}

export const sayShare = (share: number): string => `${share < 10 ? share.toFixed(1) : share.toFixed(0)}%`
