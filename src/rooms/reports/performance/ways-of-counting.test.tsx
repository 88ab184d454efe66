import { expect, test } from 'vitest'
import { holdCase, prioritiseCase, reply, resolveCase, resumeCase } from '#rooms/cases/index.ts'
import { council } from '#testing/council.tsx'
import { withoutReclassified } from './performance.rules.ts'

type Council = Awaited<ReturnType<typeof council>>

// Mondays and Tuesdays of a month that is over.
const at = (text: string) => new Date(`2026-06-${text}:00Z`)
const MONTH = '2026-06'
const PLACE = `/reports/performance?month=${MONTH}`
const P1 = { impact: 1, urgency: 1 } as const

const resolve = (c: Council, reference: string, when: Date) =>
  c.writing(tx => resolveCase(tx, c.asha.author, { reference, closure_code: 'solved', resolution: 'A cable' }, when))
const answer = (c: Council, reference: string, when: Date) =>
  c.writing(tx => reply(tx, c.asha.author, { reference, body: 'Coming.', channel: 'portal' }, when))

async function figures(c: Council, priority: string, more = '') {
  const file = await (await c.chidi.get(`${PLACE}&format=csv${more}`)).text()
  const [head = '', ...lines] = file.split('\n').map(line => line.trim())
  const cells = lines.find(line => line.includes(`,resolve,${priority},`))?.split(',') ?? []
  return Object.fromEntries(
    head
      .replace('"Goal, per cent"', 'Goal')
      .split(',')
      .map((name, i) => [name, cells[i]]),
  )
}

test('an upheld dispute shows in a figure of its own, beside those with and without pauses', async () => {
  const c = await council()
  const { reference } = await c.givenCase(P1, at('02T09:00'))
  await answer(c, reference, at('02T09:05'))
  await c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'requester' }, at('02T09:30')))
  await c.writing(tx => resumeCase(tx, c.asha.author, { reference, because: 'they answered' }, at('02T13:00')))
  await resolve(c, reference, at('02T13:30'))
  const place = /\/cases\/[^"]*\/dispute/.exec(await c.dilys.page(`/cases/${reference}/clock`))![0]
  await c.dilys.post(place, { because: 'Nobody asked us anything.' })
  const before = await figures(c, 'P1')
  expect(before).toMatchObject({ Kept: '1', 'Kept without pauses': '0', 'Kept after disputes': '1' })
  const dispute = /\/disputes\/[0-9a-f-]{36}/.exec(await c.chidi.page('/disputes'))![0]
  await c.chidi.post(`${dispute}/settle`, { decision: 'upheld', words: 'True.' })
  const after = await figures(c, 'P1')
  expect(after).toMatchObject({ Kept: '1', 'Kept without pauses': '0', 'Kept after disputes': '0' })
  expect(await c.dilys.page(PLACE)).toContain('After disputes')
})

test('what a change of priority made late is named, and can be left out of the figures', async () => {
  const c = await council()
  const { reference } = await c.givenCase({ impact: 2, urgency: 2 }, at('01T09:00'))
  await answer(c, reference, at('01T09:05'))
  await c.writing(tx => prioritiseCase(tx, c.asha.author, { reference, ...P1 }, at('01T15:00')))
  await resolve(c, reference, at('01T15:30'))
  const counted = await figures(c, 'P1')
  expect(counted).toMatchObject({ Promises: '1', Kept: '0', 'Made late by a change of priority or date': '1' })
  expect(await figures(c, 'P1', '&reclassified=out')).toMatchObject({ Promises: '0', Kept: '0', Share: '100 %' })
  const page = await c.chidi.page(`${PLACE}&reclassified=out`)
  expect(page).toContain('Made late by a change of priority or date: 1')
  expect(page).toContain(`/cases/${reference}/clock`)
  const other = await council()
  expect(await other.chidi.page(PLACE)).not.toContain(reference)
})

test('leaving them out takes nothing from what was kept', () => {
  const one = { organisation_id: 'a', metric: 'resolve', priority: 'P1', goal: null, met_without_pauses: 2 }
  const [left] = withoutReclassified([{ ...one, count: 5, met: 3, met_after_disputes: 3, reclassified: 2 }])
  expect(left).toMatchObject({ count: 3, met: 3, reclassified: 0 })
})
