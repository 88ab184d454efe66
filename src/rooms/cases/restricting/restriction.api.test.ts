import { beforeEach, expect, test } from 'vitest'
import { type Council, council } from '#testing/council.tsx'
import { joiner } from '#testing/joiner.ts'
import { programFor } from '#testing/program.ts'

type Program = Awaited<ReturnType<typeof programFor>>

let c: Council
let place: string
let lead: Program
let other: Program
beforeEach(async () => {
  c = await council()
  const { reference } = await c.givenCase()
  place = `/cases/${reference}`
  lead = await programFor(c.chidi, ['cases.read', 'cases.restrict'])
  other = await programFor(await joiner(c, 'team_lead'), ['cases.read', 'cases.restrict'])
})

test('a program restricts a case, names, takes off and lifts, and the case says that it is restricted', async () => {
  expect((await other.get(place)).json).toMatchObject({ restricted: false })
  expect((await other.get(`${place}/restriction`)).json).toEqual({
    ...{ restricted: false, shown_to_requester: true, readers: [] },
  })
  const made = await lead.post(`${place}/restriction`, { because: 'Security', readers: [{ person_id: c.evan.id }] })
  expect(made.status).toBe(200)
  expect(made.json).toMatchObject({ restricted: true, shown_to_requester: true })
  const names = (got: typeof made) => got.json.readers.map(({ name }: { name: string }) => name).sort()
  expect(names(made)).toEqual(['Chidi Okafor', 'Evan Hughes'])
  expect((await lead.get(place)).json.restricted).toBe(true)
  const named = await lead.post(`${place}/restriction/readers`, { team_id: c.team_id })
  expect(names(named)).toEqual(['Chidi Okafor', 'Evan Hughes', 'Service desk'])
  const [{ id }] = named.json.readers.filter(({ person_id }: { person_id: string }) => person_id === c.evan.id)
  expect((await lead.send('DELETE', `${place}/restriction/readers/${id}`)).status).toBe(204)
  expect(names(await lead.get(`${place}/restriction`))).toEqual(['Chidi Okafor', 'Service desk'])
  const hidden = await lead.put(`${place}/restriction/requester`, { shown_to_requester: false })
  expect(hidden.json.shown_to_requester).toBe(false)
  expect((await lead.post(`${place}/restriction/lift`, { because: 'Settled' })).json.restricted).toBe(false)
  expect((await other.get(place)).status).toBe(200)
})

test('each refusal has its code', async () => {
  const act = (path: string, body: Record<string, unknown>) => lead.post(`${place}/restriction${path}`, body)
  const code = async (got: Promise<{ status: number; json: { code: string } }>) => (await got).json.code
  expect(await code(act('/lift', { because: 'x' }))).toBe('cases.not-restricted')
  expect(await code(act('', { because: 'x', readers: [{ person_id: c.ben.id }] }))).toBe('cases.reader-elsewhere')
  expect((await act('', { because: 'x', readers: [{}] })).status).toBe(422)
  expect((await act('', { readers: [] })).status).toBe(422)
  const made = await act('', { because: 'x' })
  expect(await code(act('', { because: 'x' }))).toBe('cases.already-restricted')
  expect(await code(act('/readers', { person_id: c.chidi.id }))).toBe('cases.already-reader')
  const last = await lead.send('DELETE', `${place}/restriction/readers/${made.json.readers[0].id}`)
  expect([last.status, last.json.code]).toEqual([409, 'cases.last-reader'])
})

test('a lead who is not named, a token that may not, and another council are answered alike', async () => {
  await lead.post(`${place}/restriction`, { because: 'x' })
  const acts: readonly [string, string, Record<string, unknown>?][] = [
    ['GET', ''],
    ['GET', '/restriction'],
    ['POST', '/restriction', { because: 'x' }],
    ['POST', '/restriction/readers', { person_id: c.evan.id }],
    ['DELETE', `/restriction/readers/${c.evan.id}`],
    ['PUT', '/restriction/requester', { shown_to_requester: true }],
    ['POST', '/restriction/lift', { because: 'x' }],
  ]
  const elsewhere = await programFor((await council()).chidi, ['cases.read', 'cases.restrict'])
  for (const [method, path, body] of acts)
    for (const program of [other, elsewhere]) {
      const got = await program.send(method, `${place}${path}`, body)
      expect([method, path, got.status, got.json.code]).toEqual([method, path, 404, 'cases.not-found'])
    }
  const reader = await programFor(c.chidi, ['cases.read'])
  expect((await reader.post(`${place}/restriction/lift`, { because: 'x' })).status).toBe(403)
  expect((await reader.get(`${place}/restriction`)).json.restricted).toBe(true)
})
