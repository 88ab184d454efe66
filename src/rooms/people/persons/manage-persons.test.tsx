import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'

const GIVEN = {
  name: 'Gita Rao',
  email: 'gita@example.gov.uk',
  phone: '',
  job_title: 'Planner',
  department: '',
  location: '',
  assistance: '',
}

test('an administrator finds, adds, changes and deactivates people, and each is recorded', async () => {
  const { farah, ben, organisation_id, happened } = await council()
  const list = `/admin/organisations/${organisation_id}/people`
  expect(await farah.page(`${list}?q=CARTER`)).toContain('Ben Carter')
  expect(await farah.page(`${list}?q=nobody`)).toContain('Nobody found')
  const added = (await farah.post(list, GIVEN)).headers.get('location')!
  const id = /people\/([\w-]+)/.exec(added)![1]!
  await farah.post(`/admin/people/${id}`, { ...GIVEN, job_title: 'Senior planner' })
  expect(await farah.page(`/admin/people/${id}`)).toContain('Senior planner')
  await farah.post(`/admin/people/${ben.id}/active`, { active: 'no' })
  expect(await farah.page(list)).toMatch(/Ben Carter<\/a> \(left\)/)
  await farah.post(`/admin/people/${ben.id}/active`, { active: 'yes' })
  expect((await happened(id)).map(event => event.name)).toEqual(['person.added', 'person.edited'])
  expect((await happened(ben.id)).map(event => event.name)).toEqual(['person.deactivated', 'person.reactivated'])
})

test('who is deactivated is out at once', async () => {
  const { farah, dilys } = await council()
  await farah.post(`/admin/people/${dilys.id}/active`, { active: 'no' })
  expect((await dilys.get('/account')).status).toBe(303)
})

test('roles are given and taken for each organisation, and nobody locks themselves out', async () => {
  const { farah, ben, organisation_id, happened } = await council()
  const roles = `roles-${organisation_id}`
  await farah.post(`/admin/people/${ben.id}/roles`, { [roles]: ['analyst', 'team_lead'] })
  const [event] = await happened(ben.id)
  expect(event).toMatchObject({
    name: 'person.rolesChanged',
    payload: { given: ['analyst', 'team_lead'], taken: ['requester'] },
  })
  expect((await farah.post(`/admin/people/${farah.id}/roles`, { [roles]: 'requester' })).status).toBe(409)
  expect((await farah.post(`/admin/people/${farah.id}/active`, { active: 'no' })).status).toBe(409)
})

test('a wrong entry is said beside its field, and another’s address is refused', async () => {
  const { farah, ben, organisation_id } = await council()
  const list = `/admin/organisations/${organisation_id}/people`
  const wrong = await farah.post(list, { ...GIVEN, name: '', email: 'nowhere' })
  expect(wrong.status).toBe(422)
  const page = await wrong.text()
  expect(page).toContain('Enter their name')
  expect(page).toContain('Enter an e-mail address, such as')
  const taken = await farah.post(list, { ...GIVEN, email: ben.email })
  expect(taken.status).toBe(409)
  expect(await taken.text()).toContain('Somebody in this organisation already has that e-mail address')
})

test('only who manages people may, and only those of their own council', async () => {
  const { asha, ben, organisation_id } = await council()
  const other = await council()
  const list = `/admin/organisations/${organisation_id}/people`
  expect((await asha.get(list)).status).toBe(403)
  expect((await other.farah.get(list)).status).toBe(404)
  expect((await other.farah.get(`/admin/people/${ben.id}`)).status).toBe(404)
  expect((await other.farah.post(`/admin/people/${ben.id}/active`, { active: 'no' })).status).toBe(404)
  expect(
    (await other.farah.post(`/admin/people/${ben.id}/roles`, { [`roles-${organisation_id}`]: 'analyst' })).status,
  ).toBe(404)
  expect((await other.farah.post(list, GIVEN)).status).not.toBe(303)
})
