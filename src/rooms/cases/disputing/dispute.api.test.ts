import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { council } from '#testing/council.tsx'
import { programFor } from '#testing/program.ts'
import { holdCase } from '../clocks/hold-case.actions.ts'

async function held() {
  const c = await council()
  const { reference } = await c.givenCase({})
  await c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'requester' }, new Date()))
  return {
    ...{ c, reference, staff: await programFor(c.asha, ['cases.work', 'cases.read']) },
    ...{ officer: await programFor(c.dilys, ['cases.read', 'cases.dispute']) },
    lead: await programFor(c.chidi, ['cases.lead', 'cases.read']),
  }
}

async function pauseOf({ officer, reference }: Pick<Awaited<ReturnType<typeof held>>, 'officer' | 'reference'>) {
  return (await officer.get(`/cases/${reference}/pauses`)).json.pauses[0]
}

test('a partner’s program disputes a pause, a lead’s upholds it; both see it stand', async () => {
  const { officer, lead, reference } = await held()
  const pause = await pauseOf({ officer, reference })
  expect(pause).toMatchObject({ reason: 'requester', until: null, disputes: [] })
  const place = `/cases/${reference}/pauses/${pause.id}/disputes`
  expect((await officer.post(place, { because: '' })).json.errors).toMatchObject([{ pointer: '/because' }])
  const raised = await officer.post(place, { because: 'Nobody asked us' })
  expect([raised.status, raised.json]).toMatchObject([
    201,
    { reference, state: 'open', because: 'Nobody asked us', raised_by: 'Dilys Morgan', pause: { id: pause.id } },
  ])
  const again = await officer.post(place, { because: 'Still' })
  expect([again.status, again.type, again.json.code]).toEqual([
    ...[409, 'application/problem+json', 'disputes.disputed-already'],
  ])
  const { id } = raised.json
  expect((await lead.get('/disputes')).json).toMatchObject({ disputes: [{ id }], more: false })
  const upheld = await lead.post(`/disputes/${id}/settle`, { decision: 'upheld', words: 'They are right' })
  expect([upheld.status, upheld.json]).toMatchObject([
    200,
    { state: 'upheld', words: 'They are right', settled_by: 'Chidi Okafor' },
  ])
  expect((await lead.post(`/disputes/${id}/settle`, { decision: 'rejected', words: 'No' })).json.code).toBe(
    'disputes.settled',
  )
  expect((await officer.get('/disputes?state=settled')).json.disputes).toMatchObject([{ id, state: 'upheld' }])
  expect((await pauseOf({ officer, reference })).disputes).toMatchObject([{ id }])
})

test('whoever raised a dispute takes it back, and nobody else', async () => {
  const { c, officer, lead, reference } = await held()
  const pause = await pauseOf({ officer, reference })
  const { json } = await officer.post(`/cases/${reference}/pauses/${pause.id}/disputes`, { because: 'No' })
  expect((await lead.post(`/disputes/${json.id}/withdraw`)).status).toBe(403)
  expect((await officer.post(`/disputes/${json.id}/settle`, { decision: 'upheld', words: 'x' })).status).toBe(403)
  const withdrawn = await officer.post(`/disputes/${json.id}/withdraw`)
  expect([withdrawn.status, withdrawn.json.state]).toEqual([200, 'withdrawn'])
  expect((await officer.post(`/disputes/${json.id}/withdraw`)).json.code).toBe('disputes.settled')
  expect((await (await programFor(c.ben, ['cases.ask'])).get('/disputes')).status).toBe(403)
})

test('of another council nothing is there: no pause, no dispute, none in the list', async () => {
  const one = await held()
  const other = await held()
  const pause = await pauseOf(one)
  const { json } = await one.officer.post(`/cases/${one.reference}/pauses/${pause.id}/disputes`, { because: 'No' })
  expect((await other.officer.get(`/cases/${one.reference}/pauses`)).status).toBe(404)
  const place = `/cases/${one.reference}/pauses/${pause.id}/disputes`
  expect((await other.officer.post(place, { because: 'x' })).status).toBe(404)
  const own = `/cases/${other.reference}/pauses/${pause.id}/disputes`
  expect((await other.officer.post(own, { because: 'x' })).json.code).toBe('disputes.no-such-pause')
  expect((await other.lead.get(`/disputes/${json.id}`)).status).toBe(404)
  expect((await other.lead.post(`/disputes/${json.id}/settle`, { decision: 'upheld', words: 'x' })).status).toBe(404)
  expect((await other.lead.get(`/disputes/${newId()}`)).json.code).toBe('disputes.not-found')
  expect((await other.lead.get('/disputes')).json.disputes).toEqual([])
  expect((await one.staff.get('/disputes')).status).toBe(403)
})
