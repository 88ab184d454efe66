/*
 * node --expose-gc bench/clock.ts, or as part of npm run bench.
 *
 * How fast due times, working time and openings are worked out, on one core, and what a calendar worked out holds of memory. Starts are
 * spread over the years, so that nothing is answered from where the last answer was. Prints Markdown.
 */
import {
  addWorkingSeconds,
  bankHolidays,
  type Calendar,
  calculate,
  nextOpen,
  type Spell,
  workingSeconds,
} from '../src/rooms/clock/index.ts'
import { print } from './report.ts'

type Cell = string | number

function table(title: string, heads: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const said = rows.map(row => row.map(cell => (typeof cell === 'number' ? cell.toLocaleString('en-GB') : cell)))
  print(`\n## ${title}\n`)
  for (const row of [heads, heads.map(() => '---'), ...said]) print(`| ${row.join(' | ')} |`)
}

const weekdays = (days: readonly Spell[], weekend: readonly Spell[] = []): Calendar['hours'] => ({
  ...{ mon: days, tue: days, wed: days, thu: days, fri: days, sat: weekend, sun: weekend },
})
const holidays = bankHolidays.england_and_wales
const allDay: readonly Spell[] = [['00:00', '24:00']]
const CALENDARS: Record<string, () => Calendar> = {
  'office hours': () => ({ zone: 'Europe/London', holidays, hours: weekdays([['09:00', '17:00']]) }),
  'with a lunch break': () => ({
    ...{ zone: 'Europe/London', holidays },
    hours: weekdays([
      ['08:30', '12:30'],
      ['13:30', '17:00'],
    ]),
  }),
  'nights, New York': () => ({ zone: 'America/New_York', holidays: [], hours: weekdays([['22:00', '06:00']]) }),
  'always open': () => ({ zone: 'Europe/London', holidays: [], hours: weekdays(allDay, allDay) }),
}

const FROM = Date.UTC(2015, 0)
const SPAN_SECONDS = (Date.UTC(2028, 0) - FROM) / 1000

/** Starts and amounts in no order, the same every time. */
const start = (i: number) => FROM + ((i * 7_919_993) % SPAN_SECONDS) * 1000
const amount = (i: number) => 60 + ((i * 104_729) % (80 * 3600))

/** How many times a second, over a second at least. */
function rate(work: (i: number) => unknown): number {
  const began = performance.now()
  let done = 0
  while (performance.now() - began < 1000) for (const end = done + 10_000; done < end; done++) work(done)
  return Math.round((done / (performance.now() - began)) * 1000)
}

/** Milliseconds and kilobytes it takes to work out a number of years of a new calendar. */
function workingOut(make: () => Calendar, years: number) {
  const some = Array.from({ length: 20 }, make)
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const began = performance.now()
  for (const calendar of some) workingSeconds(calendar, Date.UTC(2026, 0), Date.UTC(2026 + years, 0))
  const ms = (performance.now() - began) / some.length
  globalThis.gc?.()
  const kilobytes = (process.memoryUsage().heapUsed - before) / 1024 / some.length
  return { ms: ms.toFixed(2), kilobytes: globalThis.gc ? kilobytes.toFixed(0) : 'with --expose-gc' }
}

function sums(): void {
  const rows = Object.entries(CALENDARS).map(([name, make]) => {
    const calendar = make()
    return [
      name,
      rate(i => addWorkingSeconds(calendar, start(i), amount(i))),
      rate(i => addWorkingSeconds(calendar, start(i), -amount(i))),
      rate(i => workingSeconds(calendar, start(i), start(i + 1))),
      rate(i => nextOpen(calendar, start(i))),
    ]
  })
  const heads = ['calendar', 'due time forwards', 'due time backwards', 'working time', 'next opening']
  table('Sums in working time, a second, one core', heads, rows)
}

function working(): void {
  const rows = Object.entries(CALENDARS).map(([name, make]) => {
    const [few, many] = [workingOut(make, 2), workingOut(make, 50)]
    return [name, few.ms, few.kilobytes, many.ms, many.kilobytes]
  })
  table('Working out a calendar', ['calendar', 'ms for 2 years', 'kB', 'ms for 50 years', 'kB'], rows)
}

function calculator(): void {
  const questions = Array.from({ length: 100_000 }, (_, i) => {
    const at = new Date(start(i)).toISOString()
    const kinds = [{ start: at, add: amount(i) }, { start: at, end: '2030-01-01T00:00:00Z' }, { at }]
    return { id: i, calendar: 'office', ...kinds[i % 3] }
  })
  const given = JSON.stringify({ calendars: { office: CALENDARS['office hours']!() }, questions })
  const began = performance.now()
  JSON.stringify(calculate(JSON.parse(given)))
  const ms = Math.round(performance.now() - began)
  table('The calculator', ['questions', 'ms, reading and writing JSON included'], [[questions.length, ms]])
}

/** Everything about the clock; it needs no database. */
export function benchClock(): void {
  sums()
  working()
  calculator()
}

if (import.meta.main) benchClock()
