import { expect, test } from 'vitest'
import { app, council } from '#testing/council.tsx'
import { programFor } from '#testing/program.ts'

const PRINTER = { subject: 'Printer on fire', description: 'There is smoke.' }

test('a program logs a case for somebody by their e-mail address, in a category by its path', async () => {
  const c = await council()
  const program = await programFor(c.asha, ['cases.work', 'cases.read'])
  const { status, headers, json } = await program.post('/cases', {
    ...PRINTER,
    ...{ requester: c.ben.email.toUpperCase(), category: 'Hardware', impact: 1, urgency: 1, location: 'Room 4' },
  })
  expect([status, json.title]).toEqual([201, undefined])
  expect(json).toMatchObject({ state: 'new', priority: 'P1', organisation_id: c.organisation_id, version: 1 })
  expect(headers.get('location')).toBe(`/api/v1/cases/${json.reference}`)
  expect(headers.get('etag')).toBe('"1"')
  const [event] = await c.happened(json.id)
  expect(event).toMatchObject({
    name: 'case.logged',
    actor: 'Asha Patel',
    payload: { channel: 'api', team: 'Service desk' },
  })
})

test('a requester logs for themselves, without saying who they are; for nobody else, and not how it came', async () => {
  const c = await council()
  const program = await programFor(c.ben, ['cases.ask'])
  expect((await program.post('/cases', PRINTER)).status).toBe(201)
  const other = await program.post('/cases', { ...PRINTER, requester: c.asha.id })
  expect([other.status, other.json.code]).toEqual([403, 'cases.only-for-yourself'])
  const first = await program.post('/cases', { ...PRINTER, impact: 1 })
  expect([first.status, first.json.errors[0].pointer]).toEqual([422, '/impact'])
})

test('a token without the scope is refused, and one that is not in force is asked for another', async () => {
  const c = await council()
  const reader = await programFor(c.asha, ['cases.read'])
  expect(await reader.post('/cases', PRINTER)).toMatchObject({ status: 403, json: { code: 'platform.not-allowed' } })
  const nobody = await app.request('http://localhost/api/v1/cases', { method: 'POST', body: '{}' })
  expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
  expect(nobody.headers.get('content-type')).toBe('application/problem+json')
})

test("another council's name, person or category is not there", async () => {
  const [c, other] = [await council(), await council()]
  const program = await programFor(c.asha, ['cases.work'])
  const answers = [
    await program.post('/cases', { ...PRINTER, organisation: other.organisation_id }),
    await program.post('/cases', { ...PRINTER, organisation: other.short }),
    await program.post('/cases', { ...PRINTER, requester: other.ben.email }),
    await program.post('/cases', { ...PRINTER, requester: other.ben.id }),
    await program.post('/cases', { ...PRINTER, category: other.category_id }),
    await program.post('/cases', { ...PRINTER, category: 'Nothing / Like it' }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 422])
  expect(answers[0]!.json.errors).toEqual(answers[1]!.json.errors)
})

test('everything wrong is named at once, where it is; a property nobody named cannot be set', async () => {
  const c = await council()
  const program = await programFor(c.asha, ['cases.work'])
  const { status, type, json } = await program.post('/cases', {
    ...{ subject: '', description: ['no'], impact: 9, started_at: 'yesterday', state: 'closed' },
    location: 'a\0b',
  })
  expect([status, type]).toEqual([422, 'application/problem+json'])
  const pointers = json.errors.map((one: { pointer: string }) => one.pointer).sort()
  expect(pointers).toEqual(['/description', '/impact', '/location', '/started_at', '/state', '/subject'])
})

test('a body that is not JSON, not said to be JSON, or too large is refused as that', async () => {
  const c = await council()
  const program = await programFor(c.asha, ['cases.work'])
  const statuses = [
    await program.post('/cases', '{"subject": '),
    await program.post('/cases', 'subject=x', { 'content-type': 'application/x-www-form-urlencoded' }),
    await program.post('/cases', { ...PRINTER, description: 'x'.repeat(1_100_000) }),
    await program.post('/cases'),
    await program.send('DELETE', '/cases'),
    await program.get('/nothing'),
  ].map(({ status, type }) => [status, type])
  const problem = 'application/problem+json'
  expect(statuses).toEqual([400, 415, 413, 422, 405, 404].map(status => [status, problem]))
})

test('a post with an idempotency key is answered once, however often it is sent', async () => {
  const c = await council()
  const program = await programFor(c.asha, ['cases.work'])
  const key = { 'idempotency-key': 'printer-1' }
  const first = await program.post('/cases', PRINTER, key)
  const again = await program.post('/cases', PRINTER, key)
  expect(again).toMatchObject({ status: 201, json: first.json })
  expect(again.headers.get('idempotency-replayed')).toBe('true')
  expect(again.headers.get('location')).toBe(first.headers.get('location'))
  const other = await program.post('/cases', { ...PRINTER, subject: 'Another' }, key)
  expect([other.status, other.json.code]).toEqual([422, 'platform.key-reused'])
})

test('of posts with one key at the same moment one logs the case, and all get its answer', async () => {
  const c = await council()
  const program = await programFor(c.asha, ['cases.work'])
  const key = { 'idempotency-key': 'storm' }
  const answers = await Promise.all(Array.from({ length: 4 }, () => program.post('/cases', PRINTER, key)))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
  expect(new Set(answers.map(({ json }) => json.reference)).size).toBe(1)
  const { rows } = await c.reading(async tx => ({
    rows: await tx.selectFrom('cases.cases').select('id').where('organisation_id', '=', c.organisation_id).execute(),
  }))
  expect(rows.length).toBe(1)
})
