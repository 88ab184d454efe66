import { expect, test } from 'vitest'
import { clientFor } from '#testing/client.ts'
import { app, council, db, owner, visitor } from '#testing/council.tsx'
import { directoryOf, directoryToken, directoryWith } from '#testing/directory.ts'
import { SESSION_COOKIE } from '../sign-in/remember.ts'
import { startSession } from '../sign-in/sign-in.actions.ts'

const WORK = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const gwen = (short: string) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', WORK],
  userName: `gwen.pryce@${short}.example`,
  externalId: 'ext-1',
  name: { givenName: 'Gwen', familyName: 'Pryce' },
  emails: [{ value: `gwen.pryce@${short}.example`, type: 'work', primary: true }],
  title: 'Planner',
  active: true,
  [WORK]: { department: 'Planning', employeeNumber: '4711', costCenter: 'C-9' },
})

const lower = (c: { short: string }) => c.short.toLowerCase()

test('a joiner comes from the directory, under its name, and may ask for help', async () => {
  const c = await council()
  const directory = await directoryOf(c)
  const made = await directory.post('/Users', gwen(lower(c)))
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({ displayName: 'Gwen Pryce', active: true, externalId: 'ext-1', title: 'Planner' })
  expect(made.json[WORK]).toMatchObject({ department: 'Planning', employeeNumber: '4711', costCenter: 'C-9' })
  expect(made.headers.get('location')).toBe(made.json.meta.location)
  const { rows } = await owner.query(
    `select p.name, p.email, p.job_title, p.department, p.employee_number, array_agg(r.role) as roles
     from people.persons p join people.role_assignments r on r.person_id = p.id where p.id = $1 group by p.id`,
    [made.json.id],
  )
  expect(rows[0]).toMatchObject({
    name: 'Gwen Pryce',
    job_title: 'Planner',
    department: 'Planning',
    roles: ['requester'],
  })
  expect(rows[0].employee_number).toBe('4711')
  const events = await c.happened(made.json.id)
  expect(events.map(({ name, actor }) => `${name} by ${actor}`)).toContain('person.added by Entra ID')
  expect((await directory.post('/Users', gwen(lower(c)))).json).toMatchObject({ status: '409', scimType: 'uniqueness' })
})

test('whom an administrator added already is found and taken over, not made again', async () => {
  const c = await council()
  const directory = await directoryOf(c)
  const found = await directory.find(`userName eq "${c.ben.email.toUpperCase()}"`)
  expect(found.json).toMatchObject({ totalResults: 1, Resources: [{ id: c.ben.id, name: { givenName: 'Ben' } }] })
  expect((await directory.post('/Users', { userName: c.ben.email })).status).toBe(409)
  const other = { userName: 'bcarter', displayName: 'Benjamin Carter', emails: [{ value: c.ben.email, primary: true }] }
  const taken = await directory.post('/Users', other)
  expect(taken).toMatchObject({ status: 201, json: { id: c.ben.id, userName: 'bcarter' } })
  expect((await c.ben.page('/account')).includes('Benjamin Carter')).toBe(true)
})

test('a leaver is out at once: session, token, and no way back in by signing in', async () => {
  const c = await council()
  const directory = await directoryOf(c)
  const list = await c.asha.post('/account/tokens', { name: 'Robot', scopes: ['cases.read'], days: '30' })
  const bearer = { authorization: `Bearer ${/moot_[\w-]{43}/.exec(await list.text())![0]}` }
  expect((await app.request('/api/v1/me', { headers: bearer })).status).toBe(200)
  const left = await directory.patch(`/Users/${c.asha.id}`, { op: 'Replace', path: 'active', value: 'False' })
  expect(left).toMatchObject({ status: 200, json: { active: false } })
  // Who is asking is remembered for two seconds.
  await new Promise(resolve => setTimeout(resolve, 2100))
  expect((await c.asha.get('/my-work')).headers.get('location')).toContain('/sign-in')
  expect((await app.request('/api/v1/me', { headers: bearer })).status).toBe(401)
  expect((await c.happened(c.asha.id)).at(-1)).toMatchObject({ name: 'person.deactivated', actor: 'Entra ID' })
  // A sign-in that was under way when they left begins a session that is worth nothing, and neither it nor the token comes back.
  await directory.patch(`/Users/${c.asha.id}`, { op: 'replace', value: { active: true } })
  expect((await app.request('/api/v1/me', { headers: bearer })).status).toBe(401)
  expect((await c.asha.get('/my-work')).headers.get('location')).toContain('/sign-in')
})

test('whom the directory deletes is kept and found no more; the same name again brings the same person back', async () => {
  const c = await council()
  const directory = await directoryOf(c)
  const { json } = await directory.post('/Users', gwen(lower(c)))
  expect((await directory.remove(`/Users/${json.id}`)).status).toBe(204)
  expect((await directory.get(`/Users/${json.id}`)).status).toBe(404)
  expect((await directory.remove(`/Users/${json.id}`)).status).toBe(404)
  expect((await directory.find(`userName eq "${json.userName}"`)).json.totalResults).toBe(0)
  expect(await c.farah.page(`/admin/people/${json.id}`)).toContain('has left')
  const again = await directory.post('/Users', { ...gwen(lower(c)), title: 'Senior planner' })
  expect(again).toMatchObject({ status: 201, json: { id: json.id, active: true, title: 'Senior planner' } })
})

test('a session begun while somebody leaves does not open when they come back', async () => {
  const c = await council()
  const directory = await directoryOf(c)
  await directory.patch(`/Users/${c.ben.id}`, { op: 'replace', path: 'active', value: false })
  const secret = await startSession(db, { person_id: c.ben.id, address: 'test', browser: 'test' }, new Date())
  await directory.patch(`/Users/${c.ben.id}`, { op: 'replace', path: 'active', value: true })
  const cookie = `${SESSION_COOKIE}=${secret}`
  expect((await clientFor(app, cookie).get('/requests')).headers.get('location')).toContain('/sign-in')
})

test('a directory cannot take away the last administrator, by any way it has', async () => {
  const c = await council()
  const directory = await directoryOf(c)
  const place = `/Users/${c.farah.id}`
  const off = await directory.patch(place, { op: 'Replace', path: 'active', value: 'False' })
  expect(off.status).toBe(409)
  expect(off.json.detail).toContain('Make somebody else an administrator first')
  expect((await directory.remove(place)).status).toBe(409)
  expect((await directory.put(place, { userName: c.farah.email, active: false })).status).toBe(409)
  expect((await c.farah.get('/admin')).status).toBe(200)
  await c.farah.post(`/admin/people/${c.evan.id}/roles`, { [`roles-${c.organisation_id}`]: ['administrator'] })
  expect((await directory.remove(place)).status).toBe(204)
})

test("another council's people are as unknown as nobody, whatever is asked of them", async () => {
  const [a, b] = [await council(), await council()]
  const directory = await directoryOf(a)
  const nobody = '/Users/0193a6a0-0000-7000-8000-000000000000'
  const theirs = `/Users/${b.ben.id}`
  const change = { op: 'replace', path: 'title', value: 'Mine' }
  for (const ask of [
    (place: string) => directory.get(place),
    (place: string) => directory.patch(place, change),
    (place: string) => directory.put(place, { userName: 'x' }),
    (place: string) => directory.remove(place),
  ])
    expect((await ask(theirs)).json).toEqual((await ask(nobody)).json)
  expect((await directory.find(`userName eq "${b.ben.email}"`)).json.totalResults).toBe(0)
  // Their name may be used here: it is another person's.
  const made = await directory.post('/Users', { userName: b.ben.email })
  expect(made.status).toBe(201)
  expect(made.json.id).not.toBe(b.ben.id)
  await directory.patch(`/Users/${made.json.id}`, { op: 'add', path: `${WORK}:manager`, value: b.asha.id })
  const { rows } = await owner.query('select manager_id from people.persons where id = $1', [made.json.id])
  expect(rows).toEqual([{ manager_id: null }])
})

test('a token is shown once, says when it was used, and stops when revoked or expired', async () => {
  const c = await council()
  const secret = await directoryToken(c, 'Okta')
  const directory = directoryWith(secret)
  const place = `/admin/organisations/${c.organisation_id}/directory`
  expect(await c.farah.page(place)).toContain('Never used')
  expect((await directory.get('/ServiceProviderConfig')).status).toBe(200)
  const page = await c.farah.page(place)
  expect(page).toContain('Last used')
  expect(page).not.toContain(secret)
  const id = /tokens\/([\w-]+)\/revoke/.exec(page)![1]
  expect((await c.asha.post(`${place}/tokens/${id}/revoke`)).status).toBe(403)
  expect((await c.farah.post(`${place}/tokens/${id}/revoke`)).status).toBe(303)
  const refused = await directory.get('/Users')
  expect(refused).toMatchObject({ status: 401, json: { status: '401', detail: expect.any(String) } })
  expect(refused.headers.get('www-authenticate')).toContain('Bearer')
  const old = directoryWith(await directoryToken(c))
  await owner.query(
    `update people.directory_tokens set created_at = now() - interval '9 days', expires_at = now() - interval '1 day'
    where organisation_id = $1`,
    [c.organisation_id],
  )
  expect((await old.get('/Users')).status).toBe(401)
  expect((await visitor.get('/scim/v2/Users')).status).toBe(401)
  // An administrator's own session is nothing here, and a directory's token nothing elsewhere.
  expect((await c.farah.get('/scim/v2/Users')).status).toBe(401)
  expect((await app.request('/api/v1/me', { headers: { authorization: `Bearer ${secret}` } })).status).toBe(401)
  const events = await c.happened(c.organisation_id)
  expect(events.map(({ name }) => name)).toContain('organisation.directoryTokenRevoked')
})
