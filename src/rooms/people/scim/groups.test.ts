import { afterAll, beforeAll, expect, test } from 'vitest'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { type Council, council, owner } from '#testing/council.tsx'
import { directoryOf } from '#testing/directory.ts'
import { addGrant } from '../single-sign-on/grant.actions.ts'
import { type PretendProvider, pretendProvider } from '../single-sign-on/provider.fixture.ts'
import { allowSignInHosts } from '../single-sign-on/reach-provider.ts'
import { browser, givenProvider } from '../single-sign-on/signing-in.fixture.ts'

let op: PretendProvider
beforeAll(async () => {
  useSecretKey('a key for these tests only')
  allowSignInHosts('127.0.0.1')
  op = await pretendProvider()
})
afterAll(async () => {
  await op.close()
  allowSignInHosts('')
  useSecretKey(undefined)
})

type Gives = Parameters<typeof addGrant>[2]['gives']
const grant = (c: Council, id: string, group_name: string, gives: Gives) =>
  c.writing(tx => addGrant(tx, c.farah.author, { id, group_name, gives, managed: [c.organisation_id] }, new Date()))

const inCouncil = (c: Council, role: 'analyst' | 'administrator') => ({ role, in_organisation_id: c.organisation_id })

const rolesOf = async (id: string) => {
  const { rows } = await owner.query<{ role: string }>(
    'select role from people.role_assignments where person_id = $1 order by role',
    [id],
  )
  return rows.map(({ role }) => role)
}
const add = (...ids: string[]) => ({ op: 'Add', path: 'members', value: ids.map(value => ({ value })) })
const drop = (...ids: string[]) => ({ op: 'Remove', path: 'members', value: ids.map(value => ({ value })) })

test('being in a group gives its roles and teams at once, and leaving it takes them away', async () => {
  const c = await council()
  const provider = await givenProvider(c, op)
  await grant(c, provider, 'Desk analysts', inCouncil(c, 'analyst'))
  await grant(c, provider, 'entra-7', { team_id: c.team_id })
  const directory = await directoryOf(c)
  const { json } = await directory.post('/Groups', { displayName: 'Desk analysts', externalId: 'entra-7' })
  await directory.patch(`/Groups/${json.id}`, add(c.ben.id, c.dilys.id))
  expect(await rolesOf(c.ben.id)).toEqual(['analyst', 'requester'])
  expect((await c.ben.get('/my-work')).status).toBe(200)
  const members = () => owner.query('select 1 from people.team_members where person_id = $1', [c.ben.id])
  expect((await members()).rowCount).toBe(1)
  await directory.patch(`/Groups/${json.id}`, drop(c.ben.id))
  expect(await rolesOf(c.ben.id)).toEqual(['requester'])
  expect((await members()).rowCount).toBe(0)
  expect((await c.happened(c.ben.id)).at(-1)).toMatchObject({ name: 'person.rolesChanged', actor: 'Entra ID' })
  // Another name is another group; a group that is gone gives nothing.
  await directory.patch(`/Groups/${json.id}`, { op: 'replace', path: 'displayName', value: 'Others' })
  expect(await rolesOf(c.dilys.id)).toEqual(['partner_officer', 'requester'])
  await directory.patch(`/Groups/${json.id}`, { op: 'replace', value: { displayName: 'Desk analysts' } })
  expect(await rolesOf(c.dilys.id)).toContain('analyst')
  expect((await directory.remove(`/Groups/${json.id}`)).status).toBe(204)
  expect(await rolesOf(c.dilys.id)).toEqual(['partner_officer', 'requester'])
})

test('a sign-in and the directory together say what somebody’s groups are', async () => {
  const c = await council()
  const provider = await givenProvider(c, op)
  await grant(c, provider, 'From the token', { team_id: c.team_id })
  await grant(c, provider, 'From the directory', inCouncil(c, 'analyst'))
  const directory = await directoryOf(c)
  const { json } = await directory.post('/Groups', {
    displayName: 'From the directory',
    members: [{ value: c.ben.id }],
  })
  op.people.set(c.ben.email, { sub: c.ben.id, email: c.ben.email, email_verified: true, groups: ['From the token'] })
  await browser().signIn(c.ben.email)
  expect(await rolesOf(c.ben.id)).toEqual(['analyst', 'requester'])
  await directory.patch(`/Groups/${json.id}`, { op: 'Remove', path: `members[value eq "${c.ben.id}"]` })
  expect(await rolesOf(c.ben.id)).toEqual(['requester'])
  const { rowCount } = await owner.query('select 1 from people.team_members where person_id = $1', [c.ben.id])
  expect(rowCount).toBe(1)
})

test('whom the directory deleted is not made again by signing in (abuse case 36)', async () => {
  const c = await council()
  await givenProvider(c, op, { adds_people: true })
  const directory = await directoryOf(c)
  const email = `gwen@${c.short.toLowerCase()}.example`
  op.people.set(email, { sub: 'gwen', email, email_verified: true, name: 'Gwen Pryce' })
  const { json } = await directory.post('/Users', { userName: email, emails: [{ value: email, primary: true }] })
  // The name she signs in with is the directory's; the address we write to was changed since.
  await directory.patch(`/Users/${json.id}`, {
    op: 'replace',
    path: 'emails',
    value: [{ value: `gp@${c.short}.example` }],
  })
  await directory.remove(`/Users/${json.id}`)
  const many = await Promise.all([1, 2, 3].map(() => browser().signIn(email)))
  for (const answer of many) expect(await answer.text()).toContain('Your account here has been switched off')
  const { rows } = await owner.query(
    `select id, active from people.persons where organisation_id = $1 and (email_key = $2 or name = 'Gwen Pryce' or id = $3)`,
    [c.organisation_id, email, json.id],
  )
  expect(rows).toEqual([{ id: json.id, active: false }])
})

test('leaving a group does not take away the last administrator', async () => {
  const c = await council()
  const provider = await givenProvider(c, op)
  await grant(c, provider, 'Administrators', inCouncil(c, 'administrator'))
  const directory = await directoryOf(c)
  const { json } = await directory.post('/Groups', { displayName: 'Administrators', members: [{ value: c.evan.id }] })
  await owner.query(`delete from people.role_assignments where person_id = $1 and role = 'administrator'`, [c.farah.id])
  for (const answer of [
    await directory.patch(`/Groups/${json.id}`, { op: 'remove', path: 'members' }),
    await directory.put(`/Groups/${json.id}`, { displayName: 'Administrators' }),
    await directory.remove(`/Groups/${json.id}`),
  ])
    expect(answer).toMatchObject({ status: 409, json: { detail: expect.stringContaining('administrator') } })
  expect(await rolesOf(c.evan.id)).toContain('administrator')
})

test('groups are listed, found by who is in them, and hold nobody of another council', async () => {
  const [a, b] = [await council(), await council()]
  const directory = await directoryOf(a)
  const stranger = '0193a6a0-0000-7000-8000-000000000000'
  const members = [a.ben.id, b.ben.id, stranger].map(value => ({ value }))
  const made = await directory.post('/Groups', { displayName: 'Planners', members })
  expect(made.json.members).toEqual([{ value: a.ben.id, display: 'Ben Carter', type: 'User' }])
  const find = async (query: Record<string, string>) =>
    (await directory.get(`/Groups?${new URLSearchParams(query)}`)).json
  expect((await find({ filter: `members.value eq "${a.ben.id}"` })).totalResults).toBe(1)
  expect((await find({ filter: `members.value eq "${b.ben.id}"` })).totalResults).toBe(0)
  const short = await find({ filter: 'displayName sw "plan"', excludedAttributes: 'members' })
  expect(short.Resources[0]).not.toHaveProperty('members')
  expect((await directory.get(`/Users/${a.ben.id}`)).json.groups).toMatchObject([{ display: 'Planners' }])
  expect((await directory.post('/Groups', { displayName: 'planners' })).json.scimType).toBe('uniqueness')
  const events = await a.happened(a.organisation_id)
  expect(events.at(-1)).toMatchObject({ name: 'organisation.directoryGroupChanged', payload: { unknown: 2 } })
})
