/*
 * node --expose-gc bench/clock.ts, or as part of npm run bench.
 *
 * How fast due times, working time and openings are worked out, on one core, and what a calendar worked out holds of memory. Starts are
 * spread over the years, so that nothing is answered from where the last answer was. Prints Markdown.
 */
import {
  type Agreement,
  addWorkingSeconds,
  bankHolidays,
  type Calendar,
  type CaseEvent,
  calculate,
  clocksOf,
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
function rate(work: (i: number) => unknown, batch = 10_000): number {
  const began = performance.now()
  let done = 0
  while (performance.now() - began < 1000) for (const end = done + batch; done < end; done++) work(done)
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

/** A week of a case: answered, held, moved to another priority, handed to a supplier and back, resolved, reopened, resolved. */
function histories(): void {
  const office = CALENDARS['office hours']!()
  const target = (metric: string, hours: number) => ({
    ...{ metric, duration: { working_seconds: hours * 3600 }, calendar: 'office' },
    thresholds: [{ name: 'warn', percent: 75 }],
  })
  const terms = { version: '1', from: 0, targets: [target('first_response', 2), target('resolve', 16)] }
  const pauses = [{ from: 0, reasons: { user: { account: 'requester', ends_when_answered: true } } }]
  const agreements: Agreement[] = [
    { ...{ id: 'sla', kind: 'sla', owed_to: 'council', owed_by: 'desk' }, versions: [terms], pauses },
    { ...{ id: 'contract', kind: 'supplier', owed_to: 'desk', owed_by: 'supplier' }, versions: [terms], pauses },
  ]
  const happened = (from: number): CaseEvent[] => {
    const after = (seq: number, hours: number) => ({ seq, at: from + hours * 3_600_000 })
    return [
      { ...after(1, 0), what: 'opened', priority: 'P3', party: 'desk' },
      { ...after(2, 1), what: 'message', from: 'desk', seen_by_requester: true },
      { ...after(3, 2), what: 'paused', reason: 'user' },
      { ...after(4, 26), what: 'message', from: 'requester' },
      { ...after(5, 27), what: 'prioritised', priority: 'P2' },
      { ...after(6, 28), what: 'handed_over', to: 'supplier' },
      { ...after(7, 76), what: 'handed_over', to: 'desk', done: true },
      { ...after(8, 80), what: 'resolved' },
      { ...after(9, 120), what: 'reopened' },
      { ...after(10, 124), what: 'resolved' },
    ]
  }
  const calendars = { office: [{ from: 0, calendar: office }] }
  const each = rate(i => clocksOf(happened(start(i)), agreements, calendars, start(i) + 10 * 86_400_000), 500)
  table('Clocks from histories, one core', ['what', 'a second'], [['ten events, two agreements, explained', each]])
}

/** Everything about the clock; it needs no database. */
export function benchClock(): void {
  sums()
  histories()
  working()
  calculator()
}

if (import.meta.main) benchClock()
