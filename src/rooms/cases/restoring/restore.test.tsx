import { expect, test } from 'vitest'
import { givenAgreement } from '#testing/agreements.ts'
import { type Council, council } from '#testing/council.tsx'
import { programFor } from '#testing/program.ts'
import { checkClocksOf } from '../auditing/check-clocks.queries.ts'
import { listEveryClock } from '../clocks/clocks.queries.ts'
import { resolveCase } from '../closing/resolve-case.actions.ts'
import { reply } from '../replying/reply.actions.ts'
import { restoreService } from './restore-service.actions.ts'

// Monday 12 January 2026, in winter: London is UTC.
const monday = (time: string) => new Date(`2026-01-12T${time}:00Z`)
const HOUR = 3600

const givenPromise = (c: Council) =>
  givenAgreement(c, {
    kind: 'sla',
    versions: [
      {
        from: new Date('2026-01-01T00:00:00Z'),
        targets: [
          { metric: 'restore', seconds: 2 * HOUR },
          { metric: 'resolve', seconds: 8 * HOUR },
        ],
      },
    ],
  })

const restoration = async (c: Council, id: string) => {
  const clock = (await c.reading(tx => listEveryClock(tx, id))).find(({ metric }) => metric === 'restore')
  return { outcome: clock?.outcome, stopped_at: clock?.stopped_at, used: clock?.used_seconds }
}

test('that it works again is said for when it was, whatever was written in between; the fix goes on being owed', async () => {
  const c = await council()
  await givenPromise(c)
  const { id, reference } = await c.givenCase({}, monday('09:00'))
  await c.writing(tx => reply(tx, c.asha.author, { reference, body: 'Look now', channel: 'portal' }, monday('10:45')))
  const how = 'A spare printer stands in'
  const restored = { reference, how, at: monday('10:30') }
  await c.writing(tx => restoreService(tx, c.asha.author, restored, monday('12:00')))
  expect(await restoration(c, id)).toEqual({ outcome: 'met', stopped_at: monday('10:30'), used: 1.5 * HOUR })
  const fix = (await c.reading(tx => listEveryClock(tx, id))).find(({ metric }) => metric === 'resolve')
  expect(fix).toMatchObject({ state: 'running', due_at: monday('17:00') })
  const faults = await c.reading(tx => checkClocksOf(tx, { id, organisation_id: c.organisation_id }, monday('12:30')))
  expect(faults).toEqual([])
  expect((await c.happened(id)).at(-1)).toMatchObject({
    name: 'case.restored',
    payload: { how, at: '2026-01-12T10:30:00.000Z' },
  })
  expect(await c.ben.page(`/requests/${reference}`)).toContain(`We think it works again: ${how}`)
})

test('on a page: the case offers it while it is owed, keeps what was typed, and takes it once', async () => {
  const c = await council()
  const other = await council()
  await givenPromise(c)
  const { id, reference } = await c.givenCase({})
  const place = `/cases/${reference}/restored`
  expect(await c.asha.page(`/cases/${reference}`)).toContain(`href="${place}"`)
  expect(await c.asha.page(place)).toContain('What makes it work again?')
  const refused = async (fields: Record<string, string>, status: number, words: string) => {
    const answer = await c.asha.post(place, fields)
    expect([answer.status, fields]).toEqual([status, fields])
    expect(await answer.text()).toContain(words)
  }
  await refused({ how: '' }, 422, 'Say what makes it work again')
  await refused({ how: 'Spare line', date: 'soon', time: '' }, 422, 'Enter a real date')
  await refused({ how: 'Spare line', date: '2039-01-01', time: '10:00' }, 422, 'That is still to come')
  await refused({ how: 'Spare line', date: '2020-01-01', time: '10:00' }, 422, 'before this case began')
  for (const who of [c.ben, c.dilys]) expect((await who.post(place, { how: 'x' })).status).toBe(403)
  expect((await other.asha.post(place, { how: 'x' })).status).toBe(404)
  expect((await c.asha.post(place, { how: 'Spare line' })).status).toBe(303)
  expect(await restoration(c, id)).toMatchObject({ outcome: 'met' })
  await refused({ how: 'Again' }, 409, 'Somebody has already said')
  expect(await c.asha.page(place)).toContain('it works again since')
  const shown = await c.asha.page(`/cases/${reference}`)
  expect(shown).not.toContain(`href="${place}"`)
  expect(shown).toContain('said that it works again')
  const done = { reference, closure_code: 'solved', resolution: 'Mended' } as const
  await c.writing(tx => resolveCase(tx, c.asha.author, done, new Date()))
  await refused({ how: 'Again' }, 409, 'already resolved')
})

test('for programs: the same, with the same refusals', async () => {
  const c = await council()
  const other = await council()
  await givenPromise(c)
  const { id, reference } = await c.givenCase({})
  const staff = await programFor(c.asha, ['cases.work', 'cases.read'])
  const place = `/cases/${reference}/restored`
  const ahead = await staff.post(place, { how: 'x', at: '2039-01-01T10:00:00Z' })
  expect([ahead.status, ahead.json.code]).toEqual([422, 'cases.restored-ahead'])
  expect((await staff.post(place, { how: '' })).json.errors).toMatchObject([{ pointer: '/how' }])
  expect((await (await programFor(c.dilys, ['cases.read'])).post(place, { how: 'x' })).status).toBe(403)
  expect((await (await programFor(other.asha, ['cases.work'])).post(place, { how: 'x' })).status).toBe(404)
  expect((await staff.post(place, { how: 'x' }, { 'if-match': '"99"' })).status).toBe(412)
  const said = await staff.post(place, { how: 'Spare line' })
  expect([said.status, said.json.reference]).toEqual([200, reference])
  expect(await restoration(c, id)).toMatchObject({ outcome: 'met' })
  expect((await staff.post(place, { how: 'Again' })).json.code).toBe('cases.restored-already')
})
