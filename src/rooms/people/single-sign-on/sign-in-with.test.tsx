import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { type Council, council, visitor } from '#testing/council.tsx'
import { hashPassword } from '../sign-in/password.ts'
import { type PretendProvider, pretendProvider } from './provider.fixture.ts'
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
const _givenPassword = (c: Council, person_id: string, password: string) =>
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
