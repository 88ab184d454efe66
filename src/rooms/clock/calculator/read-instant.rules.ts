/** Instants as other systems write them (ISO 8601, RFC 3339), and back. */
import { FIRST, LAST } from '../timeline.rules.ts'

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:([Zz])|([+-])(\d\d)(?::?(\d\d))?)?$/

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/**
 * Epoch milliseconds of '2026-01-09T16:30:00Z' or '2026-01-09T17:30+01:00', or why it is none, in a sentence. Parts of a second
 * beyond milliseconds are dropped, 24:00 is the midnight that follows, and a leap second is the one after it.
 */
export function readInstant(given: unknown): number | string {
  if (typeof given !== 'string') return 'An instant is text such as “2026-01-09T16:30:00Z”'
  const found = ISO.exec(given)
  if (!found) return `${quoted(given)} is not an instant: write it like 2026-01-09T16:30:00Z`
  const [, y, mo, d, h, mi, s = '0', fraction = '', utc, sign, oh = '0', om = '0'] = found
  if (!utc && !sign)
    return `${quoted(given)} could be any place’s time: end it with Z or an offset, like 2026-01-09T16:30:00Z`
  const [year, month, day] = [Number(y), Number(mo), Number(d)]
  const [hour, minute, second] = [Number(h), Number(mi), Number(s)]
  const offset = Number(oh) * 60 + Number(om)
  const inDay = hour < 24 || (hour === 24 && minute === 0 && second === 0 && Number(fraction) === 0)
  const real = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
  if (!real || !inDay || minute > 59 || second > 60 || Number(om) > 59 || offset > 24 * 60)
    return `${quoted(given)} is not a real date and time`
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, Number(fraction.padEnd(3, '0').slice(0, 3)))
  const instant = wall - (sign === '-' ? -offset : offset) * 60_000
  const near = year > 99 && instant >= FIRST && instant < LAST
  return near ? instant : `${quoted(given)} is out of reach: instants lie in the years 1900 to 2199`
}

/** What was given, short enough to be said. */
export const quoted = (given: string): string =>
  `“${given.length > 60 ? `${given.slice(0, 60)}…` : given}”`.toWellFormed()

/** In UTC; parts of a second only where there are some. */
export const writeInstant = (instant: number): string => new Date(instant).toISOString().replace('.000Z', 'Z')
