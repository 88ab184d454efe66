import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { type Council, council, visitor } from '#testing/council.tsx'
import { hashPassword } from '../sign-in/password.ts'
import { addGrant, removeGrant } from './grant.actions.ts'
import { switchProvider } from './provider.actions.ts'
import { type PretendProvider, pretendProvider } from './provider.fixture.ts'
import { listGrants } from './provider.queries.ts'
import { allowSignInHosts } from './reach-provider.ts'
import { browser, givenProvider } from './signing-in.fixture.ts'

let op: PretendProvider
beforeAll(async () => {
  useSecretKey('a key for these tests only')
  allowSignInHosts('127.0.0.1')
  op = await pretendProvider()
})
beforeEach(() => {
  op.silent = false
  op.change = undefined
})
afterAll(async () => {
  await op.close()
  allowSignInHosts('')
  useSecretKey(undefined)
})

const known = (email: string, more: object = {}) =>
  op.people.set(email, { sub: `sub ${email}`, email, email_verified: true, ...more })
const givenPassword = (c: Council, person_id: string, password: string) =>
  c.writing(async tx => sql`select people.set_password(${person_id}, ${await hashPassword(password)})`.execute(tx))
const rolesOf = async (c: Council, person_id: string) =>
  (
    await c.reading(tx =>
      tx.selectFrom('people.role_assignments').select('role').where('person_id', '=', person_id).execute(),
    )
  )
    .map(({ role }) => role)
    .sort()

test('groups give roles and teams at every sign-in, take them away again, and leave alone what was given by hand', async () => {
  const c = await council()
  const id = await givenProvider(c, op)
  const { organisation_id, farah, team_id } = c
  const managed = [organisation_id]
  const grant = (group_name: string, gives: Parameters<typeof addGrant>[2]['gives']) =>
    c.writing(tx => addGrant(tx, farah.author, { id, group_name, gives, managed }, new Date()))
  await grant('desk', { role: 'analyst', in_organisation_id: organisation_id })
  await grant('desk', { team_id })
  await grant('leads', { role: 'team_lead', in_organisation_id: organisation_id })
  await grant('askers', { role: 'requester', in_organisation_id: organisation_id })
  const teams = () =>
    c.reading(tx =>
      tx.selectFrom('people.team_members').select('provider_id').where('person_id', '=', c.ben.id).execute(),
    )
  known(c.ben.email, { groups: ['desk', 'askers', 'unknown'] })
  await browser().signIn(c.ben.email)
  expect(await rolesOf(c, c.ben.id)).toEqual(['analyst', 'requester'])
  expect(await teams()).toEqual([{ provider_id: id }])
  const changed = (await c.happened(c.ben.id)).find(event => event.name === 'person.rolesChanged')
  expect(changed).toMatchObject({ payload: { given: ['analyst'], taken: [], by_groups: true } })
  expect(await c.farah.page(`/admin/people/${c.ben.id}`)).toContain('Roles that groups give, at every sign-in')
  known(c.ben.email, { groups: ['leads'] })
  await browser().signIn(c.ben.email)
  // Requester he was by hand, so it stays when the group is gone.
  expect(await rolesOf(c, c.ben.id)).toEqual(['requester', 'team_lead'])
  expect(await teams()).toEqual([])
  const leads = (await c.reading(tx => listGrants(tx, id))).find(one => one.group_name === 'leads')!
  await c.writing(tx => removeGrant(tx, farah.author, { id, grant: leads.id }, new Date()))
  await browser().signIn(c.ben.email)
  expect(await rolesOf(c, c.ben.id)).toEqual(['requester'])
  known(c.ben.email, { groups: ['desk'], hasgroups: true })
  expect(await (await browser().signIn(c.ben.email)).text()).toContain('more groups than your provider can name')
})

test('groups give roles in another organisation only while somebody manages people in both (abuse case 30)', async () => {
  const [home, there] = [await council(), await council()]
  const id = await givenProvider(home, op)
  const both = { person_id: undefined, organisations: [home.organisation_id, there.organisation_id] }
  const officer = { person_id: home.farah.id, organisation_id: there.organisation_id, role: 'administrator' }
  await home.writingAs(both, tx => tx.insertInto('people.role_assignments').values(officer).execute())
  const gives = { role: 'analyst', in_organisation_id: there.organisation_id } as const
  const command = { id, group_name: 'desk', gives, managed: both.organisations }
  await home.writingAs(both, tx => addGrant(tx, home.farah.author, command, new Date()))
  known(home.ben.email, { groups: ['desk'] })
  await browser().signIn(home.ben.email)
  expect(await rolesOf(there, home.ben.id)).toEqual(['analyst'])
  await there.writing(tx => tx.deleteFrom('people.role_assignments').where('person_id', '=', home.farah.id).execute())
  await browser().signIn(home.ben.email)
  expect(await rolesOf(there, home.ben.id)).toEqual([])
})

test('signing out signs out of the provider too, with what it gave', async () => {
  const c = await council()
  await givenProvider(c, op)
  known(c.ben.email)
  const ben = browser()
  await ben.signIn(c.ben.email)
  const out = await ben.post('/sign-out', {})
  const href = new URL(/^0;url=(.+)$/.exec(out.headers.get('refresh')!)![1]!)
  expect(href.origin).toBe(op.issuer)
  expect(href.searchParams.get('post_logout_redirect_uri')).toBe('http://localhost:3000/sign-in')
  expect(href.searchParams.get('id_token_hint')?.split('.')).toHaveLength(3)
  expect((await ben.get('/account')).status).toBe(303)
  // Who came with a password has nowhere else to go.
  expect((await c.asha.post('/sign-out')).headers.get('location')).toBe('/sign-in')
})

test('passwords stop where a council wants it, but for an administrator who can put things right', async () => {
  const c = await council()
  const id = await givenProvider(c, op)
  await givenPassword(c, c.ben.id, 'kettle window river')
  await givenPassword(c, c.farah.id, 'garden letter stone')
  const enter = (email: string, password: string) => visitor.post('/sign-in', { email, password })
  expect((await enter(c.ben.email, 'kettle window river')).status).toBe(303)
  await c.writing(tx =>
    tx.updateTable('people.identity_providers').set({ only_way: true }).where('id', '=', id).execute(),
  )
  const refused = await enter(c.ben.email, 'kettle window river')
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('The e-mail address or the password is wrong')
  expect((await enter(c.farah.email, 'garden letter stone')).status).toBe(303)
  await c.writing(tx => switchProvider(tx, c.farah.author, { id, active: false }, new Date()))
  expect((await enter(c.ben.email, 'kettle window river')).status).toBe(303)
})
