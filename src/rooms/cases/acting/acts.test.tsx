import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { council } from '#testing/council.tsx'
import { getCase } from '../case.queries.ts'

type Council = Awaited<ReturnType<typeof council>>

const names = async (c: Council, id: string) => (await c.happened(id)).map(event => event.name).slice(1)
const squeezed = async (answer: Response) => (await answer.text()).replace(/\s+/g, ' ')

test('a case is given to somebody, and the story says so', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  expect(await c.asha.page(`/cases/${reference}/assign`)).toContain('Give this case to')
  const answer = await c.asha.post(`/cases/${reference}/assign`, { given: `${c.team_id}/${c.chidi.id}`, version: '1' })
  expect(answer.status).toBe(303)
  expect(await names(c, id)).toEqual(['case.assigned'])
  expect(await c.asha.page(`/cases/${reference}`)).toContain('Asha Patel gave this to Chidi Okafor')
})

test('a person who does not work in the team is not given its cases', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const answer = await c.asha.post(`/cases/${reference}/assign`, { given: `${c.team_id}/${c.ben.id}` })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('That person does not work in this team.')
})

test('impact and urgency give the priority, and the form says what each priority would mean', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  const page = await c.asha.page(`/cases/${reference}/prioritise`)
  expect(page).toContain('What each priority would mean')
  expect(page).toMatch(/fix due/)
  await c.asha.post(`/cases/${reference}/prioritise`, {
    impact: '1',
    urgency: '1',
    because: 'Whole floor',
    version: '1',
  })
  const [, event] = await c.happened(id)
  expect(event).toMatchObject({
    name: 'case.prioritised',
    payload: { before: 'P4', priority: 'P1', because: 'Whole floor' },
  })
})

test('a category of its own organisation, and no other', async () => {
  const c = await council()
  const other = await council()
  const { id, reference } = await c.givenCase({ category_id: undefined })
  expect((await c.asha.post(`/cases/${reference}/classify`, { category_id: other.category_id })).status).toBe(422)
  expect((await c.asha.post(`/cases/${reference}/classify`, { category_id: c.category_id })).status).toBe(303)
  expect(await names(c, id)).toEqual(['case.classified'])
})

test('what a case says of itself can be put right; saving the same again records nothing', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  const fields = { subject: 'Printer smoking', kind: 'incident', location: 'Third floor' }
  expect((await c.asha.post(`/cases/${reference}/edit`, fields)).status).toBe(303)
  expect((await c.asha.post(`/cases/${reference}/edit`, fields)).status).toBe(303)
  expect(await names(c, id)).toEqual(['case.edited', 'case.edited'])
  const page = await squeezed(await c.asha.get(`/cases/${reference}`))
  expect(page).toContain('changed the subject from “Printer on fire” to “Printer smoking”')
})

test('a case becomes another person’s of the same organisation, by name alone where that is enough', async () => {
  const c = await council()
  const other = await council()
  const { id, reference } = await c.givenCase()
  const post = (fields: Record<string, string>) => c.asha.post(`/cases/${reference}/requester`, fields)
  expect((await post({ who: 'x', requester_id: other.ben.id })).status).toBe(422)
  expect((await post({ who: 'Nobody at all' })).status).toBe(422)
  expect((await post({ who: 'Dilys Morgan' })).status).toBe(303)
  expect(await names(c, id)).toEqual(['case.edited'])
  expect((await c.reading(tx => getCase(tx, reference))).requester).toBe('Dilys Morgan')
})

test('the clock stops with a reason, and starts again', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  const without = await c.asha.post(`/cases/${reference}/hold`, { note: 'They are away' })
  expect(without.status).toBe(422)
  expect(await without.text()).toContain('They are away')
  expect((await c.asha.post(`/cases/${reference}/hold`, { reason: 'planned' })).status).toBe(422)
  expect((await c.asha.post(`/cases/${reference}/hold`, { reason: 'supplier', until_date: '2020-01-01' })).status).toBe(
    422,
  )
  expect((await c.asha.post(`/cases/${reference}/hold`, { reason: 'supplier' })).status).toBe(303)
  const again = await c.asha.post(`/cases/${reference}/hold`, { reason: 'supplier' })
  expect(again.status).toBe(409)
  expect(await again.text()).toContain('The clock of this case is already stopped.')
  expect(await c.asha.page(`/cases/${reference}`)).toContain('waiting for supplier')
  expect((await c.asha.post(`/cases/${reference}/resume`)).status).toBe(303)
  expect((await c.asha.post(`/cases/${reference}/resume`)).status).toBe(409)
  expect(await names(c, id)).toEqual(['case.held', 'case.resumed'])
})

test('resolved, closed and reopened, each once, each with its reason', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  const post = async (act: string, fields = {}) => (await c.asha.post(`/cases/${reference}/${act}`, fields)).status
  expect(await post('reopen', { because: 'x' })).toBe(409)
  expect(await post('resolve', { closure_code: 'solved' })).toBe(422)
  expect(await post('resolve', { closure_code: 'solved', resolution: 'Put out.' })).toBe(303)
  expect(await post('resolve', { closure_code: 'solved', resolution: 'Put out.' })).toBe(409)
  expect(await post('assign', { given: c.team_id })).toBe(409)
  expect(await c.asha.page(`/cases/${reference}`)).toContain('This case is already resolved.')
  expect(await post('close', { closure_code: 'solved' })).toBe(303)
  expect(await post('close', { closure_code: 'solved' })).toBe(409)
  expect(await post('reply', { body: 'x' })).toBe(409)
  expect(await post('reopen', { because: 'It burns again' })).toBe(303)
  expect(await names(c, id)).toEqual(['case.resolved', 'case.closed', 'case.reopened'])
})

test('when two people change a case the second is told what the first did, and nothing typed is lost', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await c.chidi.post(`/cases/${reference}/prioritise`, { impact: '1', urgency: '2', version: '1', seen: '1' })
  const answer = await c.asha.post(`/cases/${reference}/resolve`, {
    ...{ closure_code: 'workaround', resolution: 'Use the other printer.', version: '1', seen: '1' },
  })
  expect(answer.status).toBe(409)
  const page = await squeezed(answer)
  expect(page).toContain('Chidi Okafor changed the priority from P4 to P2')
  expect(page).toContain('Use the other printer.</textarea>')
  const version = /name="version" value="(\d+)"/.exec(page)![1]!
  const saved = await c.asha.post(`/cases/${reference}/resolve`, {
    ...{ closure_code: 'workaround', resolution: 'Use the other printer.', version },
  })
  expect(saved.status).toBe(303)
})

const ACTS = ['assign', 'classify', 'prioritise', 'edit', 'requester', 'hold', 'resume', 'resolve', 'close', 'reopen']

test('no act is open to the requester, to who only reads, or to another council', async () => {
  const c = await council()
  const other = await council()
  const { id, reference } = await c.givenCase()
  const fields = {
    ...{ given: c.team_id, category_id: c.category_id, impact: '1', urgency: '1', subject: 'x', kind: 'incident' },
    ...{ who: 'x', requester_id: newId(), reason: 'supplier', closure_code: 'solved', resolution: 'x', because: 'x' },
  }
  for (const act of ACTS) {
    const statuses = [c.ben, c.dilys, other.asha].map(
      async who => (await who.post(`/cases/${reference}/${act}`, fields)).status,
    )
    expect([act, ...(await Promise.all(statuses))]).toEqual([act, 403, 403, 404])
    expect([act, (await c.ben.get(`/cases/${reference}/${act}`)).status]).toEqual([act, 403])
    expect([act, (await other.asha.get(`/cases/${reference}/${act}`)).status]).toEqual([act, 404])
  }
  expect(await c.happened(id)).toHaveLength(1)
})
