import { expect, test } from 'vitest'
import { instantOf } from '#rooms/clock/index.ts'
import { changeCalendar } from '#rooms/people/calendars/calendar.actions.ts'
import type { CalendarContent } from '#rooms/people/calendars/calendar.queries.ts'
import { copies } from '#testing/copies.ts'
import { type Council, council, owner } from '#testing/council.tsx'
import { underVersions } from '../clocks/case-clock.rules.ts'
import { holdCase } from '../clocks/hold-case.actions.ts'
import { previewCalendarChange } from './preview.ts'
import { recomputeSome } from './recompute.actions.ts'

const at = (wall: string) => new Date(instantOf('Europe/London', Date.parse(`${wall.replace(' ', 'T')}:00Z`)))
const london = (date: Date) =>
  date.toLocaleString('en-GB', { timeZone: 'Europe/London', dateStyle: 'medium', timeStyle: 'short' })

const DAY = [['09:00', '17:00']] as const
const WEEK = { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY, sat: [], sun: [] }

async function holidaysOf(nation: string): Promise<string[]> {
  const { rows } = await owner.query<{ date: string }>(
    'select date::text from people.bank_holidays where nation = $1 order by date',
    [nation],
  )
  return rows.map(({ date }) => date)
}

/** What the worked cases call L: Monday to Friday, 09:00 to 17:00, with a nation's bank holidays and other days closed. */
async function content(
  nation: 'england_and_wales' | 'scotland',
  closed: readonly string[] = [],
): Promise<CalendarContent> {
  const holidays = [...(await holidaysOf(nation)), ...closed].sort()
  const reasons = Object.fromEntries(closed.map(date => [date, 'Closed']))
  return { zone: 'Europe/London', hours: WEEK, nation, holidays, openings: {}, closures: {}, reasons }
}

/** A council on L or S whose P3 is due after so many working hours. */
async function councilOn(nation: 'england_and_wales' | 'scotland', hours: number): Promise<Council> {
  const c = await council()
  await owner.query(`update catalogue.targets set seconds = $2 where organisation_id = $1 and metric = 'resolve'`, [
    c.organisation_id,
    hours * 3600,
  ])
  const long = at('2026-01-02 09:00')
  const given = await content(nation)
  await c.writing(tx => changeCalendar(tx, c.farah.author, { id: c.calendar_id, content: given, because: 'L' }, long))
  return c
}

const change = async (c: Council, closed: readonly string[], now: Date) => {
  const made = await content('england_and_wales', closed)
  await c.writing(tx => changeCalendar(tx, c.farah.author, { id: c.calendar_id, content: made, because: 'x' }, now))
  await c.work(now)
  await c.work(new Date(now.getTime() + 60_000))
}

const dueOf = async (case_id: string) =>
  (await owner.query(`select due_at from cases.case_clocks where case_id = $1 and metric = 'resolve'`, [case_id]))
    .rows[0].due_at

test('S25: a closure made later is foreseen, and moves the clock; more days closed move it further', {
  timeout: 30_000,
}, async () => {
  const c = await councilOn('england_and_wales', 8)
  const { id, reference } = await c.givenCase({}, at('2026-12-23 16:00'))
  expect(london(await dueOf(id))).toBe('24 Dec 2026, 16:00')
  const later = at('2026-12-23 16:30')
  const closed = await content('england_and_wales', ['2026-12-24'])
  const proposed = { calendar_id: c.calendar_id, content: closed, effective_from: later }
  const { impact } = await c.reading(tx => previewCalendarChange(tx, proposed, later))
  expect(impact).toMatchObject({
    looked_at: 2,
    of: 2,
    moved: 2,
    later: 2,
    sooner: 0,
    become_late: 0,
    no_longer_late: 0,
  })
  expect(impact.named).toContainEqual(
    expect.objectContaining({
      ...{ reference, team: 'Service desk', metric: 'Fix', due_before: at('2026-12-24 16:00').toISOString() },
      due_after: at('2026-12-29 16:00').toISOString(),
    }),
  )
  expect(london(await dueOf(id))).toBe('24 Dec 2026, 16:00')
  await change(c, ['2026-12-24'], later)
  expect(london(await dueOf(id))).toBe('29 Dec 2026, 16:00')
  const [{ next_due_at }] = (await owner.query('select next_due_at from cases.cases where id = $1', [id])).rows
  expect(next_due_at <= at('2026-12-29 16:00')).toBe(true)
  await change(c, ['2026-12-24', '2026-12-29', '2026-12-30', '2026-12-31'], at('2026-12-23 16:45'))
  expect(london(await dueOf(id))).toBe('4 Jan 2027, 16:00')
})

test.each([
  ['S26', '2026-12-31 16:00', '4 Jan 2027, 10:00', '5 Jan 2027, 10:00'],
  ['S27', '2026-07-31 16:00', '3 Aug 2026, 10:00', '4 Aug 2026, 10:00'],
])('%s: two hours from %s are up at other times in England and in Scotland', async (_, from, english, scottish) => {
  for (const [nation, due] of [
    ['england_and_wales', english],
    ['scotland', scottish],
  ] as const) {
    const c = await councilOn(nation, 2)
    const { id } = await c.givenCase({}, at(from))
    expect(london(await dueOf(id))).toBe(due)
  }
})

test('S52: what was used before a version counts as it was measured, and the rest runs on the new one', {
  timeout: 30_000,
}, async () => {
  const c = await councilOn('england_and_wales', 8)
  // Wednesday 31 March 2027, the last day of the old hours: four of the eight are used at 17:00.
  const { id } = await c.givenCase({}, at('2027-03-31 13:00'))
  const made = {
    ...(await content('england_and_wales')),
    hours: { ...WEEK, thu: [['12:00', '14:00']], fri: [] },
  } as const
  const command = {
    id: c.calendar_id,
    content: made,
    because: 'The councils merge',
    effective_from: at('2027-04-01 00:00'),
  }
  await c.writing(tx => changeCalendar(tx, c.farah.author, command, at('2027-03-20 09:00')))
  await c.work(at('2027-03-31 14:00'))
  await c.work(at('2027-03-31 14:01'))
  // Two hours on Thursday, none on Friday, and the last two on Monday.
  expect(london(await dueOf(id))).toBe('5 Apr 2027, 11:00')
  const { rows } = await owner.query(
    `select used_seconds from cases.case_clocks where case_id = $1 and metric = 'resolve'`,
    [id],
  )
  expect(rows[0].used_seconds).toBe(0)
  // Held on the Thursday at 13:00: four hours by the old calendar and one by the new.
  const { reference } = (await owner.query('select reference from cases.cases where id = $1', [id])).rows[0]
  await c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'requester' }, at('2027-04-01 13:00')))
  const held = await owner.query(
    `select used_seconds from cases.case_clocks where case_id = $1 and metric = 'resolve'`,
    [id],
  )
  expect(held.rows[0].used_seconds).toBe(5 * 3600)
})

test('S53: a recompute goes on from where it stopped, says how far it is, and overwrites nobody’s act', {
  timeout: 30_000,
}, async () => {
  const c = await councilOn('england_and_wales', 8)
  const { id } = await c.givenCase({}, at('2026-12-23 16:00'))
  await copies(id, 449)
  const now = at('2026-12-23 16:30')
  const made = await content('england_and_wales', ['2026-12-24'])
  await c.writing(tx => changeCalendar(tx, c.farah.author, { id: c.calendar_id, content: made, because: 'x' }, now))
  const under = { what: 'calendar', subject_id: c.calendar_id } as const
  await c.work(now)
  const some = () =>
    c.writing(tx =>
      recomputeSome(tx, c.farah.author, { under, rule: clock => underVersions(clock, clock.calendar) }, now),
    )
  expect(await some()).toBe(true)
  expect(await c.farah.page(`/admin/calendars/${c.calendar_id}`)).toContain('800 of 900 looked at, 800 moved')
  // The worker dies here; two minutes later another is given the job.
  await owner.query('select cases.resume_recomputes($1)', [new Date(now.getTime() + 180_000)])
  await c.work(at('2026-12-23 16:40'))
  const page = await c.farah.page(`/admin/calendars/${c.calendar_id}`)
  expect(page).toContain('900 running clocks looked at, 900 moved')
  const { rows } = await owner.query(
    `select distinct due_at from cases.case_clocks where organisation_id = $1 and metric = 'resolve'`,
    [c.organisation_id],
  )
  expect(rows.map(row => london(row.due_at))).toEqual(['29 Dec 2026, 16:00'])
})
