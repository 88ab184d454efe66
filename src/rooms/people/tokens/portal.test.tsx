/* What a requester can do with their identity outside their own pages: nothing (abuse case 26); and what a token gives away (37). */
import { expect, test } from 'vitest'
import { app, council, owner } from '#testing/council.tsx'
import { programFor } from '#testing/program.ts'

test('a requester mints no key for staff’s work, and reaches nothing of it with one of their own (abuse case 26)', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  for (const scope of ['cases.work', 'cases.read', 'people.manage', 'people.read', '*', 'cases.ask cases.work'])
    expect((await c.ben.post('/account/tokens', { name: 'x', scopes: [scope], days: '30' })).status).toBe(422)
  const { get, post } = await programFor(c.ben, ['cases.ask'])
  expect((await get(`/cases/${reference}`)).status).toBe(200)
  for (const place of ['/people', '/queues', `/cases/${reference}/audit`])
    expect((await get(place)).status).toBeGreaterThanOrEqual(403)
  expect((await post(`/cases/${reference}/notes`, { body: 'x' })).status).toBeGreaterThanOrEqual(403)
  expect((await post(`/cases/${reference}/assign`, { assignee_id: c.ben.id })).status).toBeGreaterThanOrEqual(403)
})

test('a token wider than its person’s roles, however it came to be, does no more than they may (abuse case 26)', async () => {
  const c = await council()
  const { get } = await programFor(c.asha, ['cases.work', 'cases.read'])
  expect((await get('/cases')).status).toBe(200)
  await owner.query(`delete from people.role_assignments where person_id = $1 and role <> 'requester'`, [c.asha.id])
  const fresh = await programFor(c.asha, ['cases.ask'])
  await owner.query(
    `update people.api_tokens set scopes = '{cases.work,cases.read,people.manage}' where person_id = $1`,
    [c.asha.id],
  )
  expect((await fresh.get('/people')).status).toBe(403)
  expect((await fresh.post('/cases', { subject: 'x', description: 'x', requester: c.ben.id })).status).toBe(403)
})

test('a session opens no API, and a token opens no page and no directory (abuse case 26)', async () => {
  const c = await council()
  const { secret } = await programFor(c.farah, ['people.manage'])
  const authorization = `Bearer ${secret}`
  expect((await c.farah.get('/api/v1/people')).status).toBe(401)
  const ask = (place: string) => app.request(`http://localhost${place}`, { headers: { authorization } })
  expect((await ask('/account')).headers.get('location')).toContain('/sign-in')
  expect((await ask('/scim/v2/Users')).status).toBe(401)
})

test('of a token only a hash is kept, which leads nowhere back; another each time, though all else is the same (abuse case 37)', async () => {
  const c = await council()
  const made = await Promise.all([1, 2, 3].map(() => programFor(c.asha, ['cases.read'])))
  const secrets = made.map(({ secret }) => secret)
  expect(new Set(secrets).size).toBe(3)
  const { rows } = await owner.query('select to_jsonb(t)::text as row from people.api_tokens t where person_id = $1', [
    c.asha.id,
  ])
  const events = JSON.stringify(await c.happened(c.asha.id))
  for (const secret of secrets) {
    expect(JSON.stringify(rows)).not.toContain(secret.slice(8))
    expect(events).not.toContain(secret.slice(8))
  }
  await owner.query(`update people.api_tokens set expires_at = now() - interval '1 second' where person_id = $1`, [
    c.asha.id,
  ])
  for (const { get } of made) expect((await get('/cases')).status).toBe(401)
})
