import { expect, test } from 'vitest'
import { holdCase, reply, resolveCase, resumeCase } from '#rooms/cases/index.ts'
import { council } from '#testing/council.tsx'
import { figuresOf, isFirstTime, percent, sayPercent, wholeOf } from './performance.rules.ts'

type Council = Awaited<ReturnType<typeof council>>

// A Monday morning of a month that is over.
const at = (text: string) => new Date(`2026-06-${text}:00Z`)
const MONTH = '2026-06'
const solved = { closure_code: 'solved', resolution: 'New cable' } as const
const P1 = { impact: 1, urgency: 1 } as const

async function fixed(c: Council, from: string, answered: string, until: string, more = {}) {
  const theCase = await c.givenCase({ ...P1, ...more }, at(from))
  const { reference } = theCase
  await c.writing(tx => reply(tx, c.asha.author, { reference, body: 'Coming.', channel: 'portal' }, at(answered)))
  await c.writing(tx => resolveCase(tx, c.asha.author, { reference, ...solved }, at(until)))
  await c.work(at(until))
  return theCase
}

const final = (c: Council) =>
  c.chidi.post('/reports/performance/final', { organisation_id: c.organisation_id, month: MONTH })

const WORDS = { cause: 'A worn cable.', effect: 'One floor.', fix: 'A new one.', prevention: 'A check each spring.' }

test('none of none is all of them, the whole is the sum of its parts, and a share is never rounded up', () => {
  expect(percent(0, 0)).toBe(100)
  expect(sayPercent(999, 1000)).toBe('99.9 %')
  expect(sayPercent(9999, 10000)).toBe('99.9 %')
  const one = {
    metric: 'resolve',
    priority: 'P1',
    met_without_pauses: true,
    met_after_disputes: true,
    reclassified: false,
  }
  const ended = [
    { ...one, organisation_id: 'a', met: true },
    { ...one, organisation_id: 'a', met: false, met_without_pauses: false },
    { ...one, organisation_id: 'b', met: true },
  ]
  const figures = figuresOf(['a', 'b'], ended, [])
  expect(figures).toHaveLength(16)
  expect(wholeOf(figures, 'resolve', 'P1')).toMatchObject({ count: 3, met: 2, met_without_pauses: 2, goal: null })
  expect(wholeOf(figures, 'resolve', 'P4')).toMatchObject({ count: 0, met: 0 })
})

test('a goal reached that never was before is the first time', () => {
  const month = (met: number, count: number) => ({ met, count, goal: 90 })
  expect(isFirstTime(month(9, 10), [month(8, 10), month(0, 0)])).toBe(true)
  expect(isFirstTime(month(9, 10), [month(8, 10), month(10, 10)])).toBe(false)
  expect(isFirstTime(month(9, 10), [])).toBe(false)
  expect(isFirstTime(month(0, 0), [month(8, 10)])).toBe(false)
})

test('a month shows what was kept with its pauses taken out, and without: two figures always', async () => {
  const c = await council()
  await fixed(c, '01T09:00', '01T09:05', '01T10:00')
  const { reference } = await c.givenCase(P1, at('02T09:00'))
  await c.writing(tx => reply(tx, c.asha.author, { reference, body: 'Coming.', channel: 'portal' }, at('02T09:05')))
  await c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'requester' }, at('02T09:30')))
  await c.writing(tx => resumeCase(tx, c.asha.author, { reference, because: 'they answered' }, at('02T13:00')))
  await c.writing(tx => resolveCase(tx, c.asha.author, { reference, ...solved }, at('02T13:30')))
  const file = await (await c.chidi.get(`/reports/performance?month=${MONTH}&format=csv`)).text()
  const line = file.split('\n').find(one => one.includes(',resolve,P1,'))
  expect(line).toContain(`,${MONTH},resolve,P1,2,2,100 %,1,50 %,`)
  expect(file.split('\n').find(one => one.includes(',resolve,P2,'))).toContain(',0,0,100 %,0,100 %')
})

test('a month is made final once every late P1 and P2 has cause, effect, fix and prevention', async () => {
  const c = await council()
  const late = await fixed(c, '01T09:00', '01T09:05', '01T15:00')
  expect(await c.asha.page(`/cases/${late.reference}`)).toContain('Late, and not explained')
  const refused = await final(c)
  expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('needs its cause')])
  expect((await c.asha.post(`/cases/${late.reference}/breach`, { ...WORDS, fix: '' })).status).toBe(422)
  expect((await c.asha.post(`/cases/${late.reference}/breach`, WORDS)).status).toBe(303)
  expect((await final(c)).status).toBe(303)
  expect((await final(c)).status).toBe(409)
  const page = await c.chidi.page(`/reports/performance?month=${MONTH}`)
  expect(page).toContain('answered for these figures')
  expect(page).toContain('A check each spring.')
})

test('what is final stays as it was, whatever happens to the cases afterwards', async () => {
  const c = await council()
  await fixed(c, '01T09:00', '01T09:05', '01T10:00')
  await final(c)
  await fixed(c, '03T09:00', '03T09:05', '03T16:00')
  const file = await (await c.chidi.get(`/reports/performance?month=${MONTH}&format=csv`)).text()
  expect(file.split('\n').find(one => one.includes(',resolve,P1,'))).toContain(',1,1,100 %')
})

test('a month that is not over cannot be made final; a case that was not late needs no reason', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const month = new Date().toISOString().slice(0, 7)
  const answer = await c.chidi.post('/reports/performance/final', { organisation_id: c.organisation_id, month })
  expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('not over')])
  expect((await c.asha.get(`/cases/${reference}/breach`)).status).toBe(409)
  expect((await c.asha.post(`/cases/${reference}/breach`, WORDS)).status).toBe(409)
})

test('goals are set by those who keep the agreement, and a month is judged by them', async () => {
  const c = await council()
  await fixed(c, '01T09:00', '01T09:05', '01T10:00')
  const goals = { organisation_id: c.organisation_id, month: MONTH, resolve_P1: '98' }
  expect((await c.farah.post('/reports/performance/goals', { ...goals, resolve_P1: '120' })).status).toBe(422)
  expect((await c.farah.post('/reports/performance/goals', goals)).status).toBe(303)
  expect((await c.chidi.post('/reports/performance/goals', goals)).status).toBe(403)
  expect(await c.dilys.page(`/reports/performance?month=${MONTH}`)).toContain('98 %')
})

test('another council’s month can neither be read nor made final', async () => {
  const c = await council()
  const other = await council()
  const command = { organisation_id: other.organisation_id, month: MONTH }
  const missing = { ...command, organisation_id: '01980000-0000-7000-8000-000000000000' }
  const answers = [
    await c.chidi.post('/reports/performance/final', command),
    await c.chidi.post('/reports/performance/final', missing),
  ]
  expect(answers.map(answer => answer.status)).toEqual([404, 404])
  expect((await c.farah.post('/reports/performance/goals', { ...command, resolve_P1: '1' })).status).toBe(404)
  expect(await c.chidi.page(`/reports/performance?organisation=${other.short}`)).not.toContain(other.short)
  expect((await c.ben.get('/reports/performance')).status).toBe(403)
})
