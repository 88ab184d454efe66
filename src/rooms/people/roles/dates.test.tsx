import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { readTerm, standing } from './term.rules.ts'
import { sayTerm } from './term.ts'

const NOW = new Date('2026-11-23T12:00:00Z')
const midnight = (day: string) => (Number.isNaN(Date.parse(day)) ? undefined : new Date(`${day}T00:00:00Z`))

test('dates are days of the council, the last included, and say themselves in words', () => {
  const read = (from: string, until: string) => readTerm({ from, until }, midnight, NOW)
  const term = read('2027-01-01', '2027-03-20')
  expect(term).toEqual({ starts_at: new Date('2027-01-01T00:00:00Z'), ends_at: new Date('2027-03-21T00:00:00Z') })
  if ('field' in term) throw new Error('a term was expected')
  expect(sayTerm(term, 'Europe/London', NOW)).toBe('from 1 January 2027 until 20 March 2027')
  expect(sayTerm(term, 'Europe/London', new Date('2027-02-01'))).toBe('until 20 March 2027')
  expect(sayTerm(term, 'Europe/London', new Date('2027-04-01'))).toBe('ended 20 March 2027')
  expect(standing(term, new Date('2027-03-20T23:59:59Z'))).toBe('held')
  expect(read('', '')).toEqual({ starts_at: null, ends_at: null })
  expect(read('soon', '')).toMatchObject({ field: 'from' })
  expect(read('2027-01-02', '2027-01-01')).toMatchObject({ field: 'until' })
  expect(read('', '2026-11-22')).toMatchObject({ message: 'That day is over. Enter today or a later day' })
  expect(read('', '2026-11-23')).toMatchObject({ starts_at: null })
})

test('a role is given from a day until a day, is said so on the person’s page and in the list, and is recorded', async () => {
  const { farah, ben, organisation_id, happened } = await council()
  const given = { organisation_id, role: 'auditor', from: '2127-01-01', until: '2127-03-31' }
  expect((await farah.post(`/admin/people/${ben.id}/roles/dates`, given)).status).toBe(303)
  expect(await farah.page(`/admin/people/${ben.id}`)).toContain('from 1 January 2127 until 31 March 2127')
  expect(await farah.page(`/admin/organisations/${organisation_id}/people`)).toContain(
    'Requester, Auditor (from 1 January 2127 until 31 March 2127)',
  )
  expect((await ben.get('/audit')).status).toBe(403)
  expect(await ben.page('/account')).not.toContain('Auditor')
  expect((await happened(ben.id)).at(-1)).toMatchObject({
    name: 'person.roleDated',
    payload: { role: 'auditor', starts_at: '2127-01-01T00:00:00.000Z' },
  })
  // Ticked, so that saving the ticks does not take away what is to come.
  await farah.post(`/admin/people/${ben.id}/roles`, { [`roles-${organisation_id}`]: ['requester', 'auditor'] })
  expect(await farah.page(`/admin/people/${ben.id}`)).toContain('from 1 January 2127')
  await farah.post(`/admin/people/${ben.id}/roles/dates`, { organisation_id, role: 'auditor', from: '', until: '' })
  expect((await council()).ben.id).not.toBe(ben.id)
  expect(await farah.page(`/admin/people/${ben.id}`)).not.toContain('2127')
})

test('what is wrong with the dates is said beside them, and one’s own role of administrator has no end', async () => {
  const { farah, asha, ben, organisation_id } = await council()
  const other = await council()
  const place = (id: string) => `/admin/people/${id}/roles/dates`
  const wrong = await farah.post(place(ben.id), { organisation_id, role: 'auditor', from: '', until: '2020-01-01' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('That day is over')
  const mine = { organisation_id, role: 'administrator', from: '', until: '2127-01-01' }
  expect((await farah.post(place(farah.id), mine)).status).toBe(409)
  expect((await asha.post(place(ben.id), mine)).status).toBe(403)
  expect((await other.farah.post(place(ben.id), mine)).status).toBe(404)
  const elsewhere = { ...mine, organisation_id: other.organisation_id }
  expect((await farah.post(place(ben.id), elsewhere)).status).toBe(404)
})

test('a role that has ended is given again by ticking it', async () => {
  const { farah, ben, organisation_id, writing } = await council()
  const ended = { person_id: ben.id, organisation_id, role: 'auditor', ends_at: new Date(Date.now() - 1000) }
  await writing(tx => tx.insertInto('people.role_assignments').values(ended).execute())
  expect(await farah.page(`/admin/people/${ben.id}`)).toContain('ended ')
  await farah.post(`/admin/people/${ben.id}/roles`, { [`roles-${organisation_id}`]: ['requester', 'auditor'] })
  expect((await ben.get('/audit')).status).toBe(200)
})

test('somebody works in a team from a day on, which who stays keeps', async () => {
  const { farah, asha, chidi, evan, ben, team_id, organisation_id, happened } = await council()
  const place = `/admin/teams/${team_id}/members/dates`
  expect((await farah.post(place, { person: evan.id, leads: '', from: '2127-01-01', until: '' })).status).toBe(303)
  expect(await farah.page(`/admin/teams/${team_id}`)).toContain('from 1 January 2127')
  expect(await farah.page(`/admin/organisations/${organisation_id}/teams`)).toContain('2 people')
  await farah.post(`/admin/teams/${team_id}/members`, { member: [asha.id, chidi.id, evan.id], leads: asha.id })
  expect(await farah.page(`/admin/teams/${team_id}`)).toContain('from 1 January 2127')
  expect((await happened(organisation_id))[0]).toMatchObject({ name: 'organisation.teamPlaceDated' })
  expect((await farah.post(place, { person: ben.id, leads: '', from: '', until: '' })).status).toBe(422)
  expect((await farah.post(place, { person: '', from: '', until: '' })).status).toBe(422)
  expect((await asha.post(place, { person: evan.id })).status).toBe(403)
  expect((await (await council()).farah.post(place, { person: evan.id })).status).toBe(404)
})
