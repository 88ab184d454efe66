import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { programFor } from '#testing/program.ts'
import { holdCase, resumeCase } from '../clocks/hold-case.actions.ts'
import { resolveCase } from '../closing/resolve-case.actions.ts'

// Monday 12 January 2026, in winter: London is UTC. P2 is owed a fix in 6 hours.
const at = (text: string) => new Date(`2026-01-${text}:00Z`)

async function desk() {
  const c = await council()
  const { id, reference } = await c.givenCase({ impact: 2, urgency: 1 }, at('12T09:00'))
  await c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'requester' }, at('12T11:00')))
  await c.writing(tx => resumeCase(tx, c.asha.author, { reference, because: 'they rang' }, at('12T15:00')))
  const staff = await programFor(c.asha, ['cases.read'])
  return { c, id, reference, staff, where: `/cases/${reference}/clocks` }
}

type Named = { metric: string; intervals: { by: string | null }[] }
const fixIn = (json: { clocks: Named[] }) => json.clocks.find(({ metric }) => metric === 'resolve')!

test('a program reads every stretch of every clock, with both numbers and what became of the promise', async () => {
  const { c, reference, staff, where } = await desk()
  const done = { closure_code: 'solved', resolution: 'Done' } as const
  await c.writing(tx => resolveCase(tx, c.asha.author, { reference, ...done }, at('12T17:00')))
  const { status, json } = await staff.get(where)
  expect(status).toBe(200)
  expect(fixIn(json)).toMatchObject({
    ...{ kind: 'sla', state: 'met', target_seconds: 6 * 3600, business_seconds: 4 * 3600, actual_seconds: 8 * 3600 },
    ...{ business_seconds_without_pauses: 8 * 3600, kept: true, kept_without_pauses: false, kept_after_disputes: true },
    ...{ due_at: '2026-01-13T11:00:00.000Z', breach: null, pinned: null },
  })
  expect(fixIn(json).intervals).toMatchObject([
    { kind: 'running', seconds: 7200, from: '2026-01-12T09:00:00.000Z', calendar_version: 'version 1' },
    { kind: 'paused', seconds: 14_400, reason: 'requester', account: 'requester', by: 'Asha Patel' },
    { kind: 'running', seconds: 7200, rule: 'Within the hours of Working hours', calendar: 'Working hours' },
  ])
})

test('the requester reads what they were promised, without who did what', async () => {
  const { c, where } = await desk()
  const asker = await programFor(c.ben, ['cases.ask'])
  const { status, json } = await asker.get(where)
  expect(status).toBe(200)
  expect(fixIn(json).intervals.every(({ by }) => by === null)).toBe(true)
  expect((await asker.post(`${where}/what-if`, { priority: 'P1' })).status).toBe(403)
})

test('what if is answered by priority, or by impact and urgency, and changes nothing', async () => {
  const { c, id, staff, where } = await desk()
  const before = (await c.happened(id)).length
  const late = await staff.post(`${where}/what-if`, { impact: 1, urgency: 1 })
  expect(late.json).toMatchObject({ priority: 'P1' })
  expect(fixIn(late.json)).toMatchObject({ late_then: true })
  const kept = await staff.post(`${where}/what-if`, { priority: 'P1', policy: 'keep' })
  expect(fixIn(kept.json)).toMatchObject({ becomes: 'same' })
  expect(await c.happened(id)).toHaveLength(before)
  expect((await staff.post(`${where}/what-if`, {})).status).toBe(422)
  expect((await staff.post(`${where}/what-if`, { priority: 'P9' })).status).toBe(422)
})

test('another council’s clocks are not there', async () => {
  const { where } = await desk()
  const other = await council()
  const stranger = await programFor(other.asha, ['cases.read', 'cases.ask'])
  expect((await stranger.get(where)).status).toBe(404)
  expect((await stranger.post(`${where}/what-if`, { priority: 'P1' })).status).toBe(404)
})
