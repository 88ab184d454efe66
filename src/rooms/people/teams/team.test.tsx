import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'

test('a team is added, renamed and peopled, and each is recorded', async () => {
  const { farah, asha, chidi, organisation_id, calendar_id, happened } = await council()
  const added = await farah.post(`/admin/organisations/${organisation_id}/teams`, {
    name: 'Field support',
    calendar_id,
  })
  const id = /teams\/([\w-]+)/.exec(added.headers.get('location')!)![1]!
  await farah.post(`/admin/teams/${id}`, { name: 'Site support', calendar_id: '' })
  await farah.post(`/admin/teams/${id}/members`, { member: [asha.id, chidi.id], leads: chidi.id })
  const page = await farah.page(`/admin/teams/${id}`)
  expect(page).toContain('Site support')
  expect(page.match(/checked/g)).toHaveLength(3)
  await farah.post(`/admin/teams/${id}/members`, { member: [chidi.id], leads: chidi.id })
  expect((await happened(organisation_id)).map(({ name, payload }) => [name, payload])).toMatchObject([
    ['organisation.teamAdded', { name: 'Field support' }],
    ['organisation.teamEdited', { changes: { name: { before: 'Field support', after: 'Site support' } } }],
    ['organisation.teamMembersChanged', { joined: ['Asha Patel', 'Chidi Okafor'], leads: ['Chidi Okafor'] }],
    ['organisation.teamMembersChanged', { joined: [], left: ['Asha Patel'] }],
  ])
})

test("a team takes nobody who may not work there, and no other council's hours", async () => {
  const { farah, ben, team_id } = await council()
  const other = await council()
  await farah.post(`/admin/teams/${team_id}/members`, { member: [ben.id, other.asha.id] })
  expect(await farah.page(`/admin/teams/${team_id}`)).not.toContain('checked')
  expect((await farah.post(`/admin/teams/${team_id}`, { name: 'Ours', calendar_id: other.calendar_id })).status).toBe(
    404,
  )
})

test('only who manages people may, and only their own teams', async () => {
  const { asha, organisation_id, team_id } = await council()
  const other = await council()
  expect((await asha.get(`/admin/teams/${team_id}`)).status).toBe(403)
  expect((await other.farah.get(`/admin/teams/${team_id}`)).status).toBe(404)
  expect((await other.farah.post(`/admin/teams/${team_id}/members`, {})).status).toBe(404)
  expect((await other.farah.get(`/admin/organisations/${organisation_id}/teams`)).status).toBe(404)
})
