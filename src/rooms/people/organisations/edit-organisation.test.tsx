import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'

test('an organisation’s details are changed, checked and recorded', async () => {
  const { farah, organisation_id, short, happened } = await council()
  const place = `/admin/organisations/${organisation_id}`
  const given = {
    name: 'New Borough',
    short_name: short,
    accent: 'plum',
    zone: 'Europe/London',
    auto_close_days: '5',
    reopen_days: '14',
  }
  expect((await farah.post(place, given)).status).toBe(303)
  expect(await farah.page(place)).toContain('New Borough')
  const [event] = await happened(organisation_id)
  expect(event).toMatchObject({
    name: 'organisation.edited',
    payload: { changes: { accent: { before: 'teal', after: 'plum' } } },
  })
  const wrong = await farah.post(place, { ...given, zone: 'Atlantis', auto_close_days: '0' })
  expect(wrong.status).toBe(422)
  const page = await wrong.text()
  expect(page).toContain('There is no time zone of that name')
  expect(page).toContain('Enter at least one day')
})

test('only who manages it may, and the page of administration shows only what is theirs', async () => {
  const { farah, asha, organisation_id, short } = await council()
  const other = await council()
  expect((await asha.get('/admin')).status).toBe(403)
  expect((await asha.get(`/admin/organisations/${organisation_id}`)).status).toBe(403)
  expect((await other.farah.get(`/admin/organisations/${organisation_id}`)).status).toBe(404)
  expect((await farah.get('/admin/organisations/none')).status).toBe(400)
  const admin = await farah.page('/admin')
  expect(admin).toContain(`${short} Borough Council`)
  expect(admin).not.toContain(other.short)
})
