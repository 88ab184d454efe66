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

test('somebody types their address, signs in with their council’s provider and is where they wanted to be', async () => {
  const c = await council()
  const provider_id = await givenProvider(c, op)
  known(c.ben.email)
  const ben = browser()
  const answer = await ben.signIn(c.ben.email, '/account/sessions')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/account/sessions'])
  expect(await (await ben.get('/account')).text()).toContain('Ben Carter')
  const events = await c.happened(c.ben.id)
  expect(events.at(-1)).toMatchObject({ name: 'person.linked', payload: { provider_id, address: c.ben.email } })
})

test('each sign-in is a new session, and the one the browser had is over (abuse case 38)', async () => {
  const c = await council()
  await givenProvider(c, op)
  known(c.ben.email)
  const ben = browser()
  await ben.signIn(c.ben.email)
  const first = ben.here.header
  const door = await ben.sent(c.ben.email)
  const second = await ben.get(door)
  expect(second.status).toBe(303)
  expect(ben.here.header).not.toBe(first)
  const sessions = await (await ben.get('/account/sessions')).text()
  // The one of the cast's own member, and the new one.
  expect(sessions.match(/name="session"/g)).toHaveLength(1)
})

test('a form kept when the session ended survives the way to the provider and back', async () => {
  const c = await council()
  await givenProvider(c, op)
  known(c.ben.email)
  const typed = { subject: 'Heating is off', body: 'Since the weekend' }
  const ended = await visitor.post('/requests/new/details', typed)
  const back = new URL(ended.headers.get('location')!, 'http://x').searchParams.get('return')!
  expect(back).toContain('kept=')
  const ben = browser()
  const answer = await ben.signIn(c.ben.email, back)
  expect(answer.headers.get('location')).toBe(back)
  expect(await (await ben.get(back)).text()).toContain('Since the weekend')
})

test('the way back is only ever a place of ours', async () => {
  const c = await council()
  const id = await givenProvider(c, op)
  known(c.ben.email)
  for (const evil of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/%09/evil.example/..//x',
  ]) {
    const ben = browser()
    const to = (await ben.signIn(c.ben.email, evil)).headers.get('location')!
    expect(new URL(to, 'http://localhost').origin).toBe('http://localhost')
  }
  const going = await visitor.get(`/sign-in/with/${id}?return=//evil.example`)
  expect(going.status).toBe(302)
})

test('whether anybody has an address is not to be learnt: the domain alone decides', async () => {
  const c = await council()
  await givenProvider(c, op)
  const domain = c.ben.email.split('@')[1]
  const say = async (email: string) => {
    const answer = await visitor.post('/sign-in', { email })
    return [
      answer.status,
      (await answer.text()).replace(/(login_hint|state|nonce|code_challenge)=[^&"]*/g, '').replace(email, ''),
    ]
  }
  expect(await say(c.ben.email)).toEqual(await say(`nobody@${domain}`))
  expect(await say('ben@elsewhere.example')).toEqual(await say('nobody@elsewhere.example'))
})

test('two councils with two providers: nobody of one is ever somebody of the other (abuse case 36)', async () => {
  const [a, b] = [await council(), await council()]
  const other = await pretendProvider()
  await givenProvider(a, op)
  await givenProvider(b, other, { adds_people: true })
  known(a.ben.email)
  // The other's provider says it is Ben of the first, verified: not one of its organisation's domains.
  other.people.set(b.ben.email, { sub: 'evil', email: a.ben.email, email_verified: true })
  const evil = browser()
  const refused = await evil.signIn(b.ben.email)
  expect(refused.status).toBe(403)
  expect(await refused.text()).toContain('not one of the organisation')
  expect((await b.happened(b.organisation_id)).at(-1)).toMatchObject({
    name: 'organisation.signInRefused',
    payload: { why: 'not-our-domain', address: a.ben.email },
  })
  const ben = browser()
  expect((await ben.signIn(a.ben.email)).status).toBe(303)
  // The same subject at the other issuer is another person.
  other.people.set(b.asha.email, { sub: `sub ${a.ben.email}`, email: b.asha.email, email_verified: true })
  const asha = browser()
  await asha.signIn(b.asha.email)
  expect(await (await asha.get('/account')).text()).toContain('Asha Patel')
  await other.close()
})

test('an unverified, missing or foreign address, somebody unknown, somebody who left: each refused in words', async () => {
  const c = await council()
  await givenProvider(c, op)
  const domain = c.ben.email.split('@')[1]!
  const refusal = async (email: string, more: object) => {
    known(email, more)
    const answer = await browser().signIn(email)
    expect(answer.status).toBe(403)
    return answer.text()
  }
  expect(await refusal(c.ben.email, { email_verified: false })).toContain('does not vouch')
  expect(await refusal(c.ben.email, { email: undefined })).toContain('did not tell us your e-mail address')
  expect(await refusal(c.ben.email, { email: 'ben@elsewhere.example' })).toContain('not one of the organisation')
  expect(await refusal(`stranger@${domain}`, {})).toContain('do not know you yet')
  await c.farah.post(`/admin/people/${c.dilys.id}/active`, { active: 'no' })
  expect(await refusal(c.dilys.email, {})).toContain('has been switched off')
  known(c.asha.email)
  await browser().signIn(c.asha.email)
  await c.farah.post(`/admin/people/${c.asha.id}/active`, { active: 'no' })
  expect(await refusal(c.asha.email, {})).toContain('has been switched off')
})

test('an address that two people have, or that passed to another account, links nobody', async () => {
  const c = await council()
  await givenProvider(c, op)
  await c.farah.post(`/admin/people/${c.evan.id}/addresses`, { address: c.ben.email })
  known(c.ben.email)
  expect(await (await browser().signIn(c.ben.email)).text()).toContain('More than one person')
  known(c.asha.email)
  expect((await browser().signIn(c.asha.email)).status).toBe(303)
  // A new account at the provider with a leaver's old address is not the leaver.
  known(c.asha.email, { sub: 'somebody new' })
  expect(await (await browser().signIn(c.asha.email)).text()).toContain('another account')
})

test('an address that changes at the provider changes here: the subject says who it is', async () => {
  const c = await council()
  await givenProvider(c, op)
  const domain = c.ben.email.split('@')[1]
  known(c.ben.email)
  await browser().signIn(c.ben.email)
  const married = `ben.okafor@${domain}`
  op.people.delete(c.ben.email)
  known(married, { sub: `sub ${c.ben.email}` })
  expect((await browser().signIn(married)).status).toBe(303)
  expect((await c.happened(c.ben.id)).at(-1)).toMatchObject({
    name: 'person.edited',
    payload: { changes: { email: { before: c.ben.email, after: married } } },
  })
  // Another's address is not taken over, and Ben still comes in.
  known(married, { sub: `sub ${c.ben.email}`, email: c.asha.email })
  expect((await browser().signIn(married)).status).toBe(303)
  expect(
    (
      await c.reading(tx =>
        tx.selectFrom('people.persons').select('email').where('id', '=', c.asha.id).executeTakeFirst(),
      )
    )?.email,
  ).toBe(c.asha.email)
})

test('where a council wants it, people it does not know yet are added, as somebody who may ask', async () => {
  const c = await council()
  await givenProvider(c, op, { adds_people: true })
  const email = `new@${c.ben.email.split('@')[1]}`
  known(email, { name: 'Nina New' })
  const nina = browser()
  expect((await nina.signIn(email)).status).toBe(303)
  expect(await (await nina.get('/account')).text()).toContain('Nina New')
  const added = await c.reading(tx =>
    tx.selectFrom('people.persons').select('id').where('name', '=', 'Nina New').executeTakeFirstOrThrow(),
  )
  expect(await rolesOf(c, added.id)).toEqual(['requester'])
})

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
