/* Days of a council's own, one a line: "2026-12-24 Office closed", "2 May 2026 22:00 to 03:00 next day Election night". */
import type { Calendar, Spell } from '#rooms/clock/index.ts'
import { readSpells, writeSpells } from './calendar-form.rules.ts'

/** The days a calendar has besides its week and its nation's: which, at what hours, and why. */
export interface SpecialDays {
  /** Closed all day. */
  readonly closed: readonly string[]
  readonly openings: NonNullable<Calendar['openings']>
  readonly closures: NonNullable<Calendar['closures']>
  readonly reasons: Readonly<Record<string, string>>
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const two = (text: string | number) => `${text}`.padStart(2, '0')

const real = (iso: string) => {
  const at = Date.parse(`${iso}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === iso
}

/** A date at the beginning of a line, as ISO, and what follows it. */
function readDate(line: string): { date: string; rest: string } | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})\b[\s:,–-]*(.*)$/.exec(line)
  if (iso) return { date: `${iso[1]}-${iso[2]}-${iso[3]}`, rest: iso[4]! }
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\b[\s:,–-]*(.*)$/.exec(line)
  if (slashed) return { date: `${slashed[3]}-${two(slashed[2]!)}-${two(slashed[1]!)}`, rest: slashed[4]! }
  const said = /^(\d{1,2}) ([a-z]{3})[a-z]* (\d{4})\b[\s:,–-]*(.*)$/i.exec(line)
  const month = said ? MONTHS.indexOf(said[2]!.toLowerCase()) + 1 : 0
  return said && month > 0 ? { date: `${said[3]}-${two(month)}-${two(said[1]!)}`, rest: said[4]! } : undefined
}

const TIMES =
  /^(?:\d{1,2}[:.]\d{2}\s*(?:to|-|–|—)\s*\d{1,2}[:.]\d{2}(?:\s*\(?(?:the )?next day\)?)?(?:\s*(?:,|;|\band\b)\s*)?)+/i

interface Line {
  readonly date: string
  readonly spells: readonly Spell[]
  readonly reason: string
}

function readLine(line: string): Line | { problem: string } {
  const dated = readDate(line)
  if (!dated) return { problem: `“${line}” does not begin with a date: write it like 2026-12-25` }
  if (!real(dated.date)) return { problem: `“${dated.date}” is not a date: write it like 2026-12-25` }
  const times = TIMES.exec(dated.rest)?.[0] ?? ''
  const read = readSpells(times.replace(/[\s,;]+$/, ''))
  if ('problem' in read) return { problem: `${dated.date}: ${read.problem}` }
  const reason = dated.rest
    .slice(times.length)
    .replace(/^[\s,:–-]+/, '')
    .trim()
  if (reason === '')
    return { problem: `Say why after ${dated.date}${times ? ' and its hours' : ''}, such as “Staff day”` }
  return { date: dated.date, spells: read.spells, reason }
}

function readLines(text: string): Line[] | { problem: string } {
  const lines: Line[] = []
  for (const line of text
    .split(/\r?\n/)
    .map(each => each.trim())
    .filter(Boolean)) {
    const read = readLine(line)
    if ('problem' in read) return read
    if (lines.some(({ date }) => date === read.date))
      return { problem: `${read.date} is there twice: put it on one line` }
    lines.push(read)
  }
  return lines
}

export type ReadSpecialDays =
  | { readonly days: SpecialDays }
  | { readonly field: 'closed' | 'open'; readonly problem: string }

/** What was typed as days closed, and as days with other hours. */
export function readSpecialDays(typed: { closed: string; open: string }): ReadSpecialDays {
  const closed = readLines(typed.closed)
  if ('problem' in closed) return { field: 'closed', ...closed }
  const open = readLines(typed.open)
  if ('problem' in open) return { field: 'open', ...open }
  const hourless = open.find(({ spells }) => spells.length === 0)
  if (hourless)
    return {
      field: 'open',
      problem: `Say the hours of ${hourless.date}, such as ${hourless.date} 22:00 to 03:00 next day`,
    }
  const both = open.find(({ date }) => closed.some(line => line.date === date))
  if (both) return { field: 'open', problem: `${both.date} is among the days closed too: take it out of one of them` }
  const hours = (lines: readonly Line[]) => Object.fromEntries(lines.map(({ date, spells }) => [date, spells]))
  return {
    days: {
      closed: closed.filter(({ spells }) => spells.length === 0).map(({ date }) => date),
      openings: hours(open),
      closures: hours(closed.filter(({ spells }) => spells.length > 0)),
      reasons: Object.fromEntries([...closed, ...open].map(({ date, reason }) => [date, reason])),
    },
  }
}

/** Special days as they can be typed again. */
export function writeSpecialDays({ closed, openings, closures, reasons }: SpecialDays): {
  closed: string
  open: string
} {
  const lines = (days: readonly (readonly [string, readonly Spell[]])[]) =>
    [...days]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([date, spells]) => [date, writeSpells(spells), reasons[date] ?? ''].filter(Boolean).join(' '))
      .join('\n')
  return {
    closed: lines([...closed.map(date => [date, []] as const), ...Object.entries(closures)]),
    open: lines(Object.entries(openings)),
  }
}
