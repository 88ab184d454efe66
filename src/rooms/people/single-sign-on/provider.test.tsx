import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { unseal, useSecretKey } from '#platform/secrets/seal.ts'
import { type Council, council } from '#testing/council.tsx'
import { hashPassword } from '../sign-in/password.ts'
import { boundTo } from './our-key.ts'
import { type PretendProvider, pretendProvider } from './provider.fixture.ts'
import { getProvider } from './provider.queries.ts'
import { allowSignInHosts } from './reach-provider.ts'
import { browser } from './signing-in.fixture.ts'

let op: PretendProvider
beforeAll(async () => {
  op = await pretendProvider()
})
beforeEach(() => {
  useSecretKey('a key for these tests only')
  allowSignInHosts('127.0.0.1')
  op.silent = false
})
afterAll(async () => {
  await op.close()
  allowSignInHosts('')
  useSecretKey(undefined)
})

const listOf = (c: Council) => `/admin/organisations/${c.organisation_id}/identity-providers`
const fieldsFor = (c: Council) => ({
  ...{ profile: 'keycloak', name: 'Staff account', issuer: op.issuer, client_id: op.client_id, proof: 'secret' },
  ...{
    secret: op.client_secret,
    scopes: 'openid profile email',
    groups_claim: 'groups',
    domains: `${c.short}.example`,
  },
})

async function given(c: Council, more: Record<string, string> = {}) {
  const made = await c.farah.post(`${listOf(c)}/new`, { ...fieldsFor(c), ...more })
  expect(made.status, await made.clone().text()).toBe(303)
  const place = new URL(made.headers.get('location')!, 'http://x').pathname
  return { place, id: place.split('/').at(-1)! }
}

const givenPassword = (c: Council) =>
  c.writing(async tx =>
    sql`select people.set_password(${c.farah.id}, ${await hashPassword('garden letter stone')})`.execute(tx),
  )

test('an administrator adds a provider, tests it, switches it on, and people sign in', async () => {
  const c = await council()
  const { place, id } = await given(c)
  const page = await c.farah.page(`${place}?done=added`)
  expect(page).toContain(`/sign-in/with/${id}/return`)
  expect(page).toContain('Switched off')
  expect(page).not.toContain(op.client_secret)
  const tested = await (await c.farah.post(`${place}/test`)).text()
  expect(tested).toContain('The provider answers as it should')
  expect(tested).toContain('It knows us')
  await c.farah.post(`${place}/active`, { active: 'yes' })
  op.people.set(c.ben.email, { sub: c.ben.id, email: c.ben.email, email_verified: true })
  expect((await browser().signIn(c.ben.email)).status).toBe(303)
  expect(await c.farah.page(`${place}/people`)).toContain('Ben Carter')
  await c.farah.post(`${place}/people/${c.ben.id}/remove`)
  expect(await c.farah.page(`${place}/people`)).not.toContain('Ben Carter')
  expect((await c.happened(c.ben.id)).at(-1)).toMatchObject({ name: 'person.unlinked' })
  const names = (await c.happened(c.organisation_id)).map(({ name }) => name)
  expect(names).toEqual(['organisation.providerAdded', 'organisation.providerSwitched'])
})

test('the secret is sealed, never shown, and only ever sent to whom it was entered for (decision 19)', async () => {
  const c = await council()
  const { place, id } = await given(c)
  const provider = await c.reading(tx => getProvider(tx, id))
  expect(provider.sealed_secret).not.toContain(op.client_secret)
  expect(unseal(boundTo(id), provider.sealed_secret!)).toBe(op.client_secret)
  const { secret: _, ...rest } = fieldsFor(c)
  expect((await c.farah.post(place, { ...rest, name: 'Another name' })).status).toBe(303)
  const elsewhere = await c.farah.post(place, { ...rest, issuer: 'https://evil.example' })
  expect(elsewhere.status).toBe(422)
  expect(await elsewhere.text()).toContain('Enter the client secret')
  expect((await c.farah.post(place, { ...fieldsFor(c), secret: 'a new one' })).status).toBe(303)
  const events = await c.happened(c.organisation_id)
  expect(JSON.stringify(events)).not.toContain('a new one')
  expect(events.at(-1)).toMatchObject({ payload: { changes: { secret: { before: 'kept', after: 'changed' } } } })
})

test('without the installation’s key no secret is kept, and that is said beside it', async () => {
  const c = await council()
  useSecretKey(undefined)
  const refused = await c.farah.post(`${listOf(c)}/new`, fieldsFor(c))
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('no SECRET_KEY')
})

test('an issuer inside our own network is asked only when the operator named it (abuse case 32)', async () => {
  const c = await council()
  allowSignInHosts('')
  for (const issuer of [
    'http://127.0.0.1:80',
    'https://169.254.169.254',
    'https://[::1]',
    'file:///etc/passwd',
    'https://10.0.0.1',
  ])
    expect((await c.farah.post(`${listOf(c)}/new`, { ...fieldsFor(c), issuer })).status, issuer).toBe(422)
  // A name that leads there is found out when it is asked.
  const { place } = await given(c, { issuer: 'https://localhost' })
  const tested = await (await c.farah.post(`${place}/test`)).text()
  expect(tested).toContain('That address is inside our own network')
})

test('the test says in words what is wrong', async () => {
  const c = await council()
  const { place } = await given(c, { secret: 'not the secret' })
  const test = async () => (await c.farah.post(`${place}/test`)).text()
  expect(await test()).toContain('It refused the client identifier or the secret')
  allowSignInHosts('127.0.0.1, localhost')
  await c.farah.post(place, { ...fieldsFor(c), issuer: op.issuer.replace('127.0.0.1', 'localhost') })
  expect(await test()).toContain(`The issuer is another: it calls itself “${op.issuer}”`)
  await c.farah.post(place, { ...fieldsFor(c), issuer: `${op.issuer}/nowhere` })
  expect(await test()).toContain('There are no OpenID Connect settings at that address')
  await c.farah.post(place, fieldsFor(c))
  op.silent = true
  expect(await test()).toContain('The provider cannot be asked for its settings')
})

test('a domain is one organisation’s alone, and never one at which anybody may have an address', async () => {
  const [a, b] = [await council(), await council()]
  await given(a)
  const taken = await b.farah.post(`${listOf(b)}/new`, { ...fieldsFor(b), domains: `${a.short}.example` })
  expect(taken.status).toBe(422)
  expect(await taken.text()).toContain('belongs to another provider already')
  for (const domains of ['gmail.com', 'not a domain', 'example'])
    expect((await b.farah.post(`${listOf(b)}/new`, { ...fieldsFor(b), domains })).status, domains).toBe(422)
  expect(await b.farah.page(listOf(b))).toContain('No identity providers')
})

test('nobody locks out the last administrator who needs no provider', async () => {
  const c = await council()
  const { place } = await given(c)
  await c.farah.post(`${place}/active`, { active: 'yes' })
  const off = () => c.farah.post(`${place}/active`, { active: 'no' })
  expect((await off()).status).toBe(409)
  const only = await c.farah.post(place, { ...fieldsFor(c), only_way: 'yes' })
  expect(only.status).toBe(422)
  expect(await only.text()).toContain('First give somebody the administrator role by hand')
  await givenPassword(c)
  expect((await c.farah.post(place, { ...fieldsFor(c), only_way: 'yes' })).status).toBe(303)
  await c.farah.post(`/admin/people/${c.evan.id}/roles`, { [`roles-${c.organisation_id}`]: ['administrator'] })
  // Evan has no password, so Farah is the last; and he came by being told of it.
  expect((await c.evan.post(`/admin/people/${c.farah.id}/active`, { active: 'no' })).status).toBe(409)
  expect((await c.evan.post(`/admin/people/${c.farah.id}/roles`, {})).status).toBe(409)
  expect((await off()).status).toBe(303)
})

test('what a group gives is chosen among what the administrator may give', async () => {
  const [a, b] = [await council(), await council()]
  const { place } = await given(a)
  const add = (group_name: string, gives: string) => a.farah.post(`${place}/groups`, { group_name, gives })
  expect((await add('desk', `analyst/${a.organisation_id}`)).status).toBe(303)
  expect((await add('desk', `team/${a.team_id}`)).status).toBe(303)
  const page = await a.farah.page(`${place}/groups`)
  expect(page).toContain('Works in the team Service desk')
  for (const gives of [`analyst/${b.organisation_id}`, `team/${b.team_id}`, 'analyst', '', `king/${a.organisation_id}`])
    expect((await add('desk', gives)).status, gives).toBe(422)
  expect(await (await add('desk', `analyst/${a.organisation_id}`)).text()).toContain('That group gives that already')
  const remove = /action="([^"]+groups\/[^"]+\/remove)"/.exec(page)![1]!
  expect((await b.farah.post(remove)).status).toBe(404)
  expect((await a.farah.post(remove)).status).toBe(303)
})

test('GOV.UK One Login is given a key of ours, of which the page shows the public half', async () => {
  const c = await council()
  const { place, id } = await given(c, { profile: 'one_login', proof: 'key', secret: '', scopes: 'openid email' })
  const page = await c.farah.page(place)
  expect(page).toContain('BEGIN PUBLIC KEY')
  expect(page).not.toContain('PRIVATE')
  const { sealed_secret } = await c.reading(tx => getProvider(tx, id))
  expect(unseal(boundTo(id), sealed_secret!)).toContain('BEGIN PRIVATE KEY')
})

test('only who manages people there may, and another council’s provider is none', async () => {
  const [a, b] = [await council(), await council()]
  const { place } = await given(a)
  expect((await a.asha.get(listOf(a))).status).toBe(403)
  for (const part of ['', '/groups', '/people']) expect((await b.farah.get(place + part)).status).toBe(404)
  for (const part of ['/test', '/active'])
    expect((await b.farah.post(place + part, { active: 'yes' })).status).toBe(404)
  expect((await b.farah.get(listOf(a))).status).toBe(404)
})
