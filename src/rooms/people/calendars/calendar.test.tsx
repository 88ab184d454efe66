import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'

const WEEK = { mon: '9:00 to 12:30, 13:30 to 17:00', tue: '9:00-17:00', wed: '', thu: '', fri: '', sat: '', sun: '' }
const GIVEN = { ...WEEK, name: 'Depot', zone: 'Europe/London', nation: 'scotland', own: '2026-12-24' }

test('a calendar is added and changed as people write hours, and each is recorded', async () => {
  const { farah, organisation_id, happened } = await council()
  const added = await farah.post(`/admin/organisations/${organisation_id}/calendars`, GIVEN)
  const place = added.headers.get('location')!.split('?')[0]!
  const page = await farah.page(place)
  expect(page).toContain('09:00 to 12:30, 13:30 to 17:00')
  expect(page).toMatch(/value="scotland" selected/)
  expect(page).toContain('2026-12-24</textarea>')
  expect((await farah.post(place, { ...GIVEN, wed: '10:00 to 16:00', nation: 'none' })).status).toBe(303)
  expect((await happened(organisation_id)).map(event => event.name)).toEqual([
    'organisation.calendarAdded',
    'organisation.calendarEdited',
  ])
})

test.each([
  [{ mon: 'nine to five' }, 'Write the hours like 09:00 to 17:00'],
  [{ mon: '25:00 to 26:00' }, 'is not a time of day'],
  [{ zone: 'Moon/Crater' }, 'There is no time zone called'],
  [{ own: '2026-02-31' }, 'is not a date'],
  [{ mon: '', tue: '' }, 'no open time'],
])('nonsense is refused beside its field: %j', async (wrong, said) => {
  const { farah, calendar_id } = await council()
  const response = await farah.post(`/admin/calendars/${calendar_id}`, { ...GIVEN, ...wrong })
  expect(response.status).toBe(422)
  const page = await response.text()
  expect(page).toContain(said)
  expect(page).toContain('Depot')
})

test('only who manages people may, and only their own calendars', async () => {
  const { asha, calendar_id, organisation_id } = await council()
  const other = await council()
  expect((await asha.get(`/admin/calendars/${calendar_id}`)).status).toBe(403)
  expect((await other.farah.get(`/admin/calendars/${calendar_id}`)).status).toBe(404)
  expect((await other.farah.post(`/admin/calendars/${calendar_id}`, GIVEN)).status).toBe(404)
  expect((await other.farah.post(`/admin/organisations/${organisation_id}/calendars`, GIVEN)).status).toBe(404)
})
