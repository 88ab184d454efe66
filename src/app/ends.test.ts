/* What somebody had under way when their right to it ended: tokens, pages, downloads and archives (abuse case 25; streams: rooms/people/roles/ends.test.tsx). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendNudgesThrough } from '#platform/live/nudge.ts'
import { council, db } from '#testing/council.tsx'
import { joiner } from '#testing/joiner.ts'
import { programFor } from '#testing/program.ts'

beforeAll(() => sendNudgesThrough(db.pool))
afterAll(() => sendNudgesThrough(undefined))

test('a role that is taken ends pages, tokens and an archive being made, within seconds (abuse case 25)', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const robin = await joiner(c, 'administrator')
  const program = await programFor(c.farah, ['cases.read'])
  expect((await program.get(`/cases/${reference}`)).status).toBe(200)
  const archive = (await c.farah.post(`/admin/organisations/${c.organisation_id}/archives`)).headers.get('location')!
  const roles = { [`roles-${c.organisation_id}`]: 'requester' }
  expect((await robin.post(`/admin/people/${c.farah.id}/roles`, roles)).status).toBe(303)
  await c.work()
  await expect.poll(async () => (await c.farah.get('/admin')).status, { timeout: 3000 }).toBe(403)
  for (const place of ['/admin', '/audit', archive, `${archive}/parts/1`])
    expect([place, (await c.farah.get(place)).status]).toEqual([place, 403])
  expect((await program.get(`/cases/${reference}`)).status).toBeGreaterThanOrEqual(401)
  // And nobody else is given what was read as her.
  expect((await robin.get(`${archive}/parts/1`)).status).toBeGreaterThanOrEqual(400)
})

test('whoever is deactivated has no session, no token and no download within seconds (abuse case 25)', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const program = await programFor(c.asha, ['cases.read', 'cases.work'])
  const places = [`/cases/${reference}`, '/queue/all', '/queue/all/cases.csv', '/notifications']
  for (const place of ['/queue/all', `/cases/${reference}`]) expect((await c.asha.get(place)).status).toBe(200)
  expect((await c.farah.post(`/admin/people/${c.asha.id}/active`, { active: 'no' })).status).toBe(303)
  await expect.poll(async () => (await c.asha.get('/queue/all')).status, { timeout: 3000 }).toBe(303)
  for (const place of places) {
    const answer = await c.asha.get(place)
    const said = `${answer.status} ${answer.headers.get('location') ?? ''}`
    expect(said).toBe(`303 /sign-in?return=${encodeURIComponent(place)}`)
  }
  await expect.poll(async () => (await program.get(`/cases/${reference}`)).status, { timeout: 3000 }).toBe(401)
  const got = await program.get(`/cases/${reference}`)
  expect([got.status, JSON.stringify(got.json).includes('Printer')]).toEqual([401, false])
  expect((await program.post('/cases', { subject: 'x', description: 'x' })).status).toBe(401)
})
