import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { programFor } from '#testing/program.ts'

const closed = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
const office = { zone: 'Europe/London', hours: { ...closed, mon: [['09:00', '17:00']] }, holidays: [] }
const start = '2026-01-12T09:00:00Z'

test('a calendar or a question that means nothing is refused in a sentence, and the others are answered', async () => {
  const c = await council()
  const program = await programFor(c.ben, ['cases.ask'])
  const calendars = {
    office,
    never: { ...office, hours: closed },
    twice: {
      ...office,
      hours: {
        ...closed,
        mon: [
          ['09:00', '12:00'],
          ['11:00', '17:00'],
        ],
      },
    },
    moon: { ...office, zone: 'Moon/Crater' },
  }
  const questions = [
    ...Object.keys(calendars).map(calendar => ({ id: calendar, calendar, start, add: 3600 })),
    { id: 'backwards', calendar: 'office', start, end: '2026-01-12T08:00:00Z' },
  ]
  const { json } = await program.post('/clock/calculate', { calendars, questions })
  const said = Object.fromEntries(json.answers.map((one: { id: string }) => [one.id, one]))
  expect(said.office.due).toBe('2026-01-12T10:00:00Z')
  expect(said.never.error).toContain('open')
  expect(said.twice.error).toContain('overlap')
  expect(said.backwards.error).toBe('The end is before the start')
  expect(said.moon.error).toContain('There is no time zone called “Moon/Crater”')
})
