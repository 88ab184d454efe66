import { expect, test } from 'vitest'
import { type Council, council } from '#testing/council.tsx'

const QUERY = 'all?priority=P1&priority=P2&assignee=none'

async function save(c: Council, fields: Record<string, string> = {}) {
  const answer = await c.asha.post('/saved-views/new', { name: 'Urgent, nobody on it', query: QUERY, ...fields })
  const location = answer.headers.get('location') ?? ''
  return { answer, location, id: /saved=([0-9a-f-]+)/.exec(location)?.[1] ?? '' }
}

test('a view is kept under a name, says what it shows, and stands in the menu', async () => {
  const c = await council()
  const ask = await c.asha.page(`/saved-views/new?query=${encodeURIComponent(QUERY)}`)
  expect(ask).toContain('All cases · unassigned · P1 or P2')
  const { answer, location } = await save(c)
  expect(answer.status).toBe(303)
  expect(location).toContain('/queue/all?priority=P1&priority=P2&assignee=none&saved=')
  const page = await c.asha.page(location)
  expect(page).toContain('aria-current="page"><span class="rail__label">Urgent, nobody on it</span>')
  expect(page).toContain('<h1 class="toolbar__title">Urgent, nobody on it')
})

test('a view is its owner’s alone, unless it is shared with a team', async () => {
  const c = await council()
  const { location, id } = await save(c)
  expect(await c.chidi.page('/queue/all')).not.toContain('Urgent, nobody on it')
  expect((await c.chidi.get(`/saved-views/${id}`)).status).toBe(404)
  const shared = await c.asha.post(`/saved-views/${id}`, { name: 'Ours', team: c.team_id })
  expect(shared.headers.get('location')).toBe(location)
  const member = await council()
  expect(await member.asha.page('/queue/all')).not.toContain('Ours')
  // Evan works in no team.
  expect(await c.evan.page('/queue/all')).not.toContain('Ours')
  expect(
    await c.reading(tx => tx.selectFrom('cases.saved_views').select('team_id').where('id', '=', id).execute()),
  ).toEqual([{ team_id: c.team_id }])
  expect((await c.chidi.post(`/saved-views/${id}/delete`)).status).toBe(404)
})

test('a colleague in the team sees a shared view in their menu', async () => {
  const c = await council()
  await save(c, { name: 'For the team', team: c.team_id })
  expect(await c.chidi.page('/queue/all')).toContain('For the team')
})

test('a name is needed, and one that is taken is said beside its field', async () => {
  const c = await council()
  await save(c)
  const nameless = await save(c, { name: ' ' })
  expect(nameless.answer.status).toBe(422)
  expect(await nameless.answer.text()).toContain('Give the view a name')
  const again = await save(c)
  expect(again.answer.status).toBe(422)
  const page = await again.answer.text()
  expect(page).toContain('You already have a view with that name')
  expect(page).toContain('value="Urgent, nobody on it"')
  const { id } = await save(c, { name: 'Other' })
  expect((await c.asha.post(`/saved-views/${id}`, { name: 'Urgent, nobody on it' })).status).toBe(422)
})

test('deleting says what it will do, and does it', async () => {
  const c = await council()
  const { id } = await save(c, { team: c.team_id })
  expect(await c.asha.page(`/saved-views/${id}/delete`)).toContain('from that of everybody in Service desk')
  expect((await c.asha.post(`/saved-views/${id}/delete`)).status).toBe(303)
  expect(await c.asha.page('/queue/all')).not.toContain('Urgent, nobody on it')
  expect((await c.asha.get(`/saved-views/${id}`)).status).toBe(404)
})

test('what is kept is only ever a view of ours, whatever was sent', async () => {
  const c = await council()
  const { location } = await save(c, { query: '../../elsewhere?evil=1&priority=P9' })
  expect(location).toMatch(/^\/queue\/[^/]*\?saved=/)
  expect((await c.ben.post('/saved-views/new', { name: 'x', query: QUERY })).status).toBe(403)
})

test('an address that cannot be read is no fault of ours: the view is of one’s own cases', async () => {
  const c = await council()
  const response = await c.asha.get(`/saved-views/new?query=${encodeURIComponent('%E0%A4%A')}`)
  expect(response.status).toBe(200)
  expect((await c.asha.post('/saved-views/new', { name: 'Odd', query: '%E0%A4%A' })).status).toBe(303)
})
