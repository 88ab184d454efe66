/* A second factor beside an identity provider: ours, or theirs, where theirs is believed. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { type Council, council } from '#testing/council.tsx'
import { codeOf, keyFrom } from '../sign-in/browser.fixture.ts'
import type { ProviderFields } from './provider.actions.ts'
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
  op.change = undefined
})
afterAll(async () => {
  await op.close()
  allowSignInHosts('')
  useSecretKey(undefined)
})

async function needFactor(c: Council, role: string) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ roles: role, least_length: '12', remembered: '0', banned_words: '' }))
    form.append(name, value)
  await c.farah.send(`/admin/organisations/${c.organisation_id}/sign-in`, form)
}

/** Ben's council needs a second factor of requesters; where he is sent after the provider says this of his sign-in. */
async function sentAfter(said: Record<string, unknown>, more: Partial<ProviderFields>) {
  const c = await council()
  await givenProvider(c, op, more)
  await needFactor(c, 'requester')
  op.people.set(c.ben.email, { sub: c.ben.id, email: c.ben.email, email_verified: true })
  op.change = claims => ({ ...claims, ...said })
  const ben = browser()
  const answer = await ben.signIn(c.ben.email)
  op.change = undefined
  return { c, ben, status: answer.status, to: new URL(answer.headers.get('location') ?? '/none', 'http://x').pathname }
}

test('whose role needs a second factor sets one up after the provider, and gives it from then on', async () => {
  const { c, ben, to } = await sentAfter({}, {})
  expect(to).toBe('/sign-in/set-up')
  expect((await ben.get('/account')).status).toBe(303)
  await ben.post('/sign-in/set-up', {})
  const key = keyFrom(await (await ben.get('/sign-in/set-up/authenticator')).text())
  const done = await ben.post('/sign-in/set-up/authenticator?return=/account', { code: codeOf(key, -1) })
  expect(await done.text()).toContain('Your recovery codes')
  expect((await ben.get('/account')).status).toBe(200)
  // Another day, another browser: the provider's word is half of it.
  const again = browser()
  expect((await again.signIn(c.ben.email, '/account/sessions')).headers.get('location')).toMatch(
    /^\/sign-in\/second-step/,
  )
  expect((await again.get('/account')).status).toBe(303)
  const wrong = await again.post('/sign-in/second-step?return=/account/sessions', { code: '000000' })
  expect(wrong.status).toBe(422)
  const right = await again.post('/sign-in/second-step?return=/account/sessions', { code: codeOf(key) })
  expect(right.headers.get('location')).toBe('/account/sessions')
  // By which provider they came is known to the end, so signing out leads there.
  const left = await again.post('/sign-out', {})
  expect(left.headers.get('refresh')).toContain(`${op.issuer}/session/end`)
})

const BELIEVED = { believes_second_factor: true }

test.each<[string, Record<string, unknown>, Partial<ProviderFields>, string]>([
  ['says so and is believed', { amr: ['pwd', 'mfa'] }, BELIEVED, '/account'],
  ['says so as Entra ID does', { amr: ['http://schemas.microsoft.com/claims/multipleauthn'] }, BELIEVED, '/account'],
  ['says that it is proof against phishing', { acr: 'phr' }, BELIEVED, '/account'],
  ['says so and is not believed', { amr: ['pwd', 'mfa'] }, {}, '/sign-in/set-up'],
  ['is believed and says nothing', {}, BELIEVED, '/sign-in/set-up'],
  ['is believed and says a password', { amr: ['pwd'], acr: '1' }, BELIEVED, '/sign-in/set-up'],
  ['is believed and says what is none', { amr: { mfa: true }, acr: ['phr'] }, BELIEVED, '/sign-in/set-up'],
  ['always asks for one', {}, { checks_second_factor: true }, '/account'],
])('a provider that %s', async (_, said, more, where) => {
  const { ben, to } = await sentAfter(said, more)
  expect(to).toBe(where)
  expect((await ben.get('/account')).status).toBe(where === '/account' ? 200 : 303)
})

test.each<[string, Record<string, unknown>, Partial<ProviderFields>, number, string]>([
  ['gives the level asked for', { vot: 'Cl.Cm' }, { checks_second_factor: true }, 303, '/account'],
  ['gives a lower one', { vot: 'Cl' }, { checks_second_factor: true }, 403, '/none'],
  ['does not say which', {}, { checks_second_factor: true }, 403, '/none'],
  ['is believed when it says so', { vot: 'Cl.Cm' }, BELIEVED, 303, '/account'],
  ['is believed when it says otherwise', { vot: 'Cl', amr: ['mfa'] }, BELIEVED, 303, '/sign-in/set-up'],
])('GOV.UK One Login that %s', async (_, said, more, status, where) => {
  const got = await sentAfter(said, { profile: 'one_login', ...more })
  expect([got.status, got.to]).toEqual([status, where])
})
