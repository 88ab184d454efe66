/*
 * Dates as other desks write them. A format is made of the letters Unicode defines (d dd M MM yy yyyy H HH h hh m mm s ss SSS a, and
 * XXX for an offset such as +01:00 or Z); words in it stand between apostrophes; `iso` is any ISO 8601 date and time.
 */
import { instantOf } from '#rooms/clock/index.ts'

interface Parts {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  ms: number
  /** 0 for morning, 12 for afternoon; undefined on a clock of 24 hours. */
  half: number | undefined
  /** Minutes ahead of UTC, if the text says so. */
  offset: number | undefined
}

type Take = (parts: Parts, text: string) => void

const number =
  (key: 'month' | 'day' | 'hour' | 'minute' | 'second' | 'year'): Take =>
  (parts, text) => {
    parts[key] = Number(text)
  }

const offset: Take = (parts, text) => {
  const sign = text.startsWith('-') ? -1 : 1
  parts.offset = /^z$/i.test(text) ? 0 : sign * (Number(text.slice(1, 3)) * 60 + Number(text.slice(-2)))
}

const TOKENS: Record<string, readonly [pattern: string, take: Take]> = {
  d: ['\\d{1,2}', number('day')],
  dd: ['\\d{2}', number('day')],
  M: ['\\d{1,2}', number('month')],
  MM: ['\\d{2}', number('month')],
  yyyy: ['\\d{4}', number('year')],
  yy: ['\\d{2}', (parts, text) => (parts.year = 2000 + Number(text))],
  H: ['\\d{1,2}', number('hour')],
  HH: ['\\d{2}', number('hour')],
  h: ['\\d{1,2}', number('hour')],
  hh: ['\\d{2}', number('hour')],
  m: ['\\d{1,2}', number('minute')],
  mm: ['\\d{2}', number('minute')],
  s: ['\\d{1,2}', number('second')],
  ss: ['\\d{2}', number('second')],
  SSS: ['\\d{3}', (parts, text) => (parts.ms = Number(text))],
  a: ['[AaPp]\\.?[Mm]\\.?', (parts, text) => (parts.half = /^p/i.test(text) ? 12 : 0)],
  XXX: ['(?:[Zz]|[+-]\\d{2}:?\\d{2})', offset],
}

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3})\d*)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i

/** Epoch milliseconds of a date written in a zone; undefined when it is not written so, or no such date exists. */
export type ReadDate = (text: string, zone: string) => number | undefined

function readIso(text: string, zone: string): number | undefined {
  const found = ISO.exec(text)
  if (!found) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zoned] = found
  const parts: Parts = {
    ...{ year: Number(year), month: Number(month), day: Number(day) },
    ...{ hour: Number(hour), minute: Number(minute), second: Number(second), ms: Number(fraction.padEnd(3, '0')) },
    ...{ half: undefined, offset: undefined },
  }
  if (zoned) offset(parts, zoned)
  return instant(parts, zone)
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

function instant(parts: Parts, zone: string): number | undefined {
  const { year, month, day, minute, second, ms, half } = parts
  if (half !== undefined && (parts.hour < 1 || parts.hour > 12)) return undefined
  const hour = half === undefined ? parts.hour : (parts.hour % 12) + half
  const exists = year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
  if (!exists || hour > 23 || minute > 59 || second > 59) return undefined
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  return parts.offset === undefined ? instantOf(zone, wall) : wall - parts.offset * 60_000
}

const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A reader of one format; undefined when the format holds a letter that means nothing. */
export function compileDateFormat(format: string): ReadDate | undefined {
  if (format === 'iso') return readIso
  const takes: Take[] = []
  let pattern = ''
  for (const [piece] of format.matchAll(/'[^']*'|([A-Za-z])\1*|[^A-Za-z']+/g)) {
    const token = TOKENS[piece]
    if (token) {
      takes.push(token[1])
      pattern += `(${token[0]})`
    } else if (/^[A-Za-z]/.test(piece)) return undefined
    else pattern += quoted(piece.startsWith("'") ? piece.slice(1, -1) : piece)
  }
  const whole = new RegExp(`^${pattern}$`)
  return (text, zone) => {
    const found = whole.exec(text)
    if (!found) return undefined
    const parts: Parts = {
      ...{ year: Number.NaN, month: 1, day: 1, hour: 0, minute: 0, second: 0, ms: 0 },
      ...{ half: undefined, offset: undefined },
    }
    for (const [index, take] of takes.entries()) take(parts, found[index + 1]!)
    return instant(parts, zone)
  }
}
