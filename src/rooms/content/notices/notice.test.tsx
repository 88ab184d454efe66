import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'

const given = { title: 'Telephones are down', body: 'Use the portal.', starts: '2020-01-01T09:00', ends: '' }
const idIn = (page: string) => /admin\/notices\/([\w-]{36})/.exec(page)![1]!

test('a notice is published, changed and ended, and each is recorded', async () => {
  const { farah, ben, organisation_id, happened } = await council()
  const saved = await farah.post('/admin/notices', { ...given, organisation_id })
  expect(saved.headers.get('location')).toBe('/admin/notices?done=saved')
  const id = idIn(await farah.page('/admin/notices'))
  await farah.post(`/admin/notices/${id}`, { ...given, ends: '2020-01-02T09:00' })
  expect(await farah.page('/admin/notices')).toContain('Ended')
  expect(await ben.page('/')).not.toContain('Telephones are down')
  expect((await happened(organisation_id)).map(event => event.name)).toEqual([
    'organisation.noticePublished',
    'organisation.noticeEdited',
  ])
})

test('a notice that ends before it begins is refused beside the field', async () => {
  const { farah, organisation_id } = await council()
  const response = await farah.post('/admin/notices', { ...given, ends: '2019-01-01T09:00', organisation_id })
  expect(response.status).toBe(422)
  const page = await response.text()
  expect(page).toContain('It ends before it begins')
  expect(page).toContain('Telephones are down')
})

test('only who manages the words may, and only for their own council', async () => {
  const { farah, asha, organisation_id } = await council()
  const other = await council()
  expect((await asha.get('/admin/notices')).status).toBe(403)
  expect((await other.farah.post('/admin/notices', { ...given, organisation_id })).status).toBe(403)
  await farah.post('/admin/notices', { ...given, organisation_id })
  const id = idIn(await farah.page('/admin/notices'))
  expect((await other.farah.get(`/admin/notices/${id}`)).status).toBe(404)
  expect((await other.farah.post(`/admin/notices/${id}`, given)).status).toBe(404)
})
