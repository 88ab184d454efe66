import { expect, test } from 'vitest'
import { council, visitor } from '#testing/council.tsx'
import { programFor } from '#testing/program.ts'

const hours = { mon: [['09:00', '17:00']], tue: [['09:00', '17:00']] }
const calendars = { office: { zone: 'Europe/London', hours }, bad: { zone: 'Mars/Olympus' } }
const questions = [
  { id: 'due', calendar: 'office', start: '2026-01-12T16:00:00Z', add: 7200 },
  { id: 'wrong', calendar: 'bad', at: '2026-01-12T16:00:00Z' },
]

test('a program asks when things are due, whatever its token may do', async () => {
  const c = await council()
  const program = await programFor(c.ben, ['cases.ask'])
  const { status, json } = await program.post('/clock/calculate', { calendars, questions })
  expect(status).toBe(200)
  expect(json.answers[0]).toEqual({ id: 'due', due: '2026-01-13T10:00:00Z' })
  expect(json.answers[1]).toEqual({ id: 'wrong', error: expect.stringContaining('Mars/Olympus') })
})

test('too many questions, none, and none that can be read are refused by name', async () => {
  const c = await council()
  const program = await programFor(c.ben, ['cases.ask'])
  const many = Array.from({ length: 10_001 }, () => ({}))
  const refused = await program.post('/clock/calculate', { calendars, questions: many })
  expect([refused.status, refused.json.errors[0].pointer]).toEqual([422, '/questions'])
  expect((await program.post('/clock/calculate', { calendars })).json.errors[0].pointer).toBe('/questions')
  const calendarsOf = Object.fromEntries(many.slice(0, 21).map((_, i) => [i, {}]))
  const crowded = await program.post('/clock/calculate', { calendars: calendarsOf, questions: [] })
  expect(crowded.json.errors[0].pointer).toBe('/calendars')
})

test('nobody in particular may not', async () => {
  const answer = await visitor.post('/api/v1/clock/calculate', {})
  expect(answer.status).toBe(401)
})
