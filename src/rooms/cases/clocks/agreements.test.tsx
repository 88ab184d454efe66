import { expect, test } from 'vitest'
import { givenAgreement } from '#testing/agreements.ts'
import { type Council, council } from '#testing/council.tsx'
import { assignCase } from '../assigning/assign-case.actions.ts'
import { checkClocksOf } from '../auditing/check-clocks.queries.ts'
import { reopenCase } from '../closing/reopen-case.actions.ts'
import { resolveCase } from '../closing/resolve-case.actions.ts'
import { answerAsRequester, reply } from '../replying/reply.actions.ts'
import { listEveryClock } from './clocks.queries.ts'
import { holdCase, resumeCase } from './hold-case.actions.ts'

// Monday 12 January 2026, in winter: London is UTC.
const monday = (time: string) => new Date(`2026-01-12T${time}:00Z`)
const HOUR = 3600

const clocksOf = async (c: Council, id: string) => {
  const clocks = await c.reading(tx => listEveryClock(tx, id))
  return clocks.map(({ kind, metric, turn, state, outcome, due_at }) => ({
    ...{ clock: `${kind} ${metric} ${turn}`, state: outcome ?? state, due: due_at?.toISOString().slice(8, 16) },
  }))
}
const faultsOf = (c: Council, id: string, now: Date) =>
  c.reading(tx => checkClocksOf(tx, { id, organisation_id: c.organisation_id }, now))

const say = (reference: string, body: string) => ({ reference, body, channel: 'portal' })

test('each answer is owed by its own clock: the oldest question counts, and thanks ask for nothing (S46, S47, S48)', async () => {
  const c = await council()
  await givenAgreement(c, {
    kind: 'sla',
    versions: [
      {
        from: new Date('2026-01-01T00:00:00Z'),
        targets: [
          { metric: 'first_response', seconds: HOUR },
          { metric: 'next_response', seconds: 2 * HOUR },
          { metric: 'keep_informed', seconds: 4 * HOUR },
          { metric: 'resolve', seconds: 8 * HOUR },
          { metric: 'own', seconds: 1800, measure: 'real' },
        ],
      },
    ],
  })
  const { id, reference } = await c.givenCase({}, monday('09:00'))
  const now = (time: string) => monday(time)
  await c.writing(tx =>
    assignCase(tx, c.asha.author, { reference, team_id: c.team_id, assignee_id: c.asha.id }, now('09:05')),
  )
  await c.writing(tx => reply(tx, c.asha.author, say(reference, 'We look into it'), now('09:30')))
  await c.writing(tx => answerAsRequester(tx, c.ben.author, say(reference, 'Thanks'), now('09:40')))
  for (const time of ['10:00', '10:30'])
    await c.writing(tx => answerAsRequester(tx, c.ben.author, say(reference, 'When will it be mended?'), now(time)))
  expect(await clocksOf(c, id)).toEqual([
    { clock: 'sla first_response 1', state: 'met', due: '12T10:00' },
    { clock: 'sla keep_informed 1', state: 'running', due: '12T13:30' },
    { clock: 'sla next_response 1', state: 'running', due: '12T12:00' },
    { clock: 'sla own 1', state: 'met', due: '12T09:30' },
    { clock: 'sla resolve 1', state: 'running', due: '12T17:00' },
  ])
  await c.writing(tx => reply(tx, c.asha.author, say(reference, 'Today'), now('11:30')))
  await c.writing(tx => answerAsRequester(tx, c.ben.author, say(reference, 'And the other one?'), now('11:40')))
  expect((await clocksOf(c, id)).filter(({ clock }) => /next|informed/.test(clock))).toEqual([
    { clock: 'sla keep_informed 1', state: 'met', due: '12T13:30' },
    { clock: 'sla keep_informed 2', state: 'running', due: '12T15:30' },
    { clock: 'sla next_response 1', state: 'met', due: '12T12:00' },
    { clock: 'sla next_response 2', state: 'running', due: '12T13:40' },
  ])
  await c.work(now('13:45'))
  expect(await faultsOf(c, id, now('13:45'))).toEqual([])
  const names = (await c.happened(id)).filter(({ name }) => name === 'case.targetMissed')
  expect(names).toMatchObject([{ payload: { metric: 'next_response' } }])
})

test('a team’s own clock follows the case: giving it away stops one and starts the other', async () => {
  const c = await council()
  await givenAgreement(c, {
    kind: 'ola',
    team_id: c.team_id,
    versions: [{ targets: [{ metric: 'resolve', seconds: 4 * HOUR }] }],
  })
  const { id, reference } = await c.givenCase({ team_id: c.team_id }, monday('09:00'))
  expect(await clocksOf(c, id)).toContainEqual({ clock: 'ola resolve 1', state: 'running', due: '12T13:00' })
  await c.writing(tx => assignCase(tx, c.asha.author, { reference, team_id: null, assignee_id: null }, monday('10:00')))
  await c.writing(tx =>
    assignCase(tx, c.asha.author, { reference, team_id: c.team_id, assignee_id: null }, monday('11:00')),
  )
  expect((await clocksOf(c, id)).filter(({ clock }) => clock.startsWith('ola'))).toEqual([
    { clock: 'ola resolve 1', state: 'handed_on', due: '12T13:00' },
    { clock: 'ola resolve 2', state: 'running', due: '12T15:00' },
  ])
  expect(await faultsOf(c, id, monday('11:30'))).toEqual([])
})

test('a reopened case starts anew where that is agreed, and only the reasons named stop its clock', async () => {
  const c = await council()
  const targets = [
    { metric: 'first_response', seconds: HOUR },
    { metric: 'resolve', seconds: 8 * HOUR },
  ]
  const pauses = { requester: { account: 'requester' } }
  await givenAgreement(c, {
    kind: 'sla',
    versions: [{ from: monday('00:00'), targets, pauses, policy: { on_reopen: 'restart' } }],
  })
  const { id, reference } = await c.givenCase({}, monday('09:00'))
  await c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'supplier' }, monday('10:00')))
  expect((await clocksOf(c, id)).at(-1)).toEqual({ clock: 'sla resolve 1', state: 'running', due: '12T17:00' })
  await c.writing(tx => resumeCase(tx, c.asha.author, { reference, because: '' }, monday('11:00')))
  await c.writing(tx =>
    resolveCase(tx, c.asha.author, { reference, closure_code: 'solved', resolution: 'Mended' }, monday('12:00')),
  )
  await c.writing(tx => reopenCase(tx, c.asha.author, { reference, because: 'Broken again' }, monday('14:00')))
  expect((await clocksOf(c, id)).slice(-2)).toEqual([
    { clock: 'sla resolve 1', state: 'met', due: '12T17:00' },
    { clock: 'sla resolve 2', state: 'running', due: '13T14:00' },
  ])
  expect(await faultsOf(c, id, monday('15:00'))).toEqual([])
})

test('a supplier has a clock of its own beside the promise, which runs on (S50); one who rejects it has answered, and owes no more', async () => {
  const c = await council()
  const other = await council()
  const targets = [
    { metric: 'first_response', seconds: HOUR },
    { metric: 'resolve', seconds: 4 * HOUR },
  ]
  await givenAgreement(c, { kind: 'supplier', name: 'Printers', supplier: 'Ricoh', versions: [{ targets }] })
  const { id, reference } = await c.givenCase({})
  const place = `/cases/${reference}/supplier`
  expect(await c.asha.page(`/cases/${reference}`)).toContain('No supplier has it')
  const page = await c.asha.page(place)
  const [agreement_id = ''] = /value="([0-9a-f-]{36})"/.exec(page)?.slice(1) ?? []
  expect((await c.asha.post(place, { agreement_id: '' })).status).toBe(422)
  expect((await other.asha.post(place, { agreement_id })).status).toBe(404)
  expect((await c.ben.post(place, { agreement_id })).status).toBe(403)
  expect((await c.asha.post(place, { agreement_id, their_reference: 'R-77' })).status).toBe(303)
  expect((await c.asha.post(place, { agreement_id })).status).toBe(409)
  const shown = await c.asha.page(`/cases/${reference}`)
  for (const text of ['With Ricoh', 'R-77', 'Fix (Printers): due', 'handed this over to Ricoh'])
    expect(shown).toContain(text)
  expect((await c.asha.post(`${place}/back`, { result: 'rejected', because: '' })).status).toBe(422)
  expect((await c.asha.post(`${place}/back`, { result: 'rejected', because: 'Not our printer' })).status).toBe(303)
  expect((await c.asha.post(`${place}/back`, { result: 'done' })).status).toBe(409)
  const outcomes = (await clocksOf(c, id)).map(({ clock, state }) => `${clock} ${state}`)
  expect(outcomes).toEqual([
    'sla first_response 1 running',
    'supplier first_response 1 met',
    'sla resolve 1 running',
    'supplier resolve 1 void',
  ])
})
