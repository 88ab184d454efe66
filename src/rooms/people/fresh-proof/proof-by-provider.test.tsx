/* Showing again that it is you, at an identity provider: it is asked anew, and has to say when. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { council, type Member } from '#testing/council.tsx'
import { type PretendProvider, pretendProvider } from '../single-sign-on/provider.fixture.ts'
import { allowSignInHosts } from '../single-sign-on/reach-provider.ts'
import { browser, givenProvider } from '../single-sign-on/signing-in.fixture.ts'

let op: PretendProvider
beforeAll(async () => {
  useSecretKey('a key that only these tests have')
  allowSignInHosts('127.0.0.1')
  op = await pretendProvider()
})
afterAll(async () => {
  await op.close()
  allowSignInHosts('')
  useSecretKey(undefined)
})

const placeOf = (answer: Response) => new URL(answer.headers.get('location') ?? '/none', 'http://x').pathname

const known = (who: Member, more: object = {}) =>
  op.people.set(who.email, { sub: `sub ${who.id}`, email: who.email, email_verified: true, ...more })

/** From the page that asks to the provider, and back to our door. */
async function toProvider(who: ReturnType<typeof browser>, proof: string) {
  const answer = await who.post(proof.replace('/account/proof?', '/account/proof/provider?'), {})
  const href = /^0;url=(.+)$/.exec(answer.headers.get('refresh') ?? '')![1]!
  const door = await who.through(href)
  return { asked: new URL(href).searchParams, door: door.pathname + door.search }
}

async function withProvider() {
  const c = await council()
  await givenProvider(c, op)
  for (const who of [c.ben, c.asha]) known(who)
  const ben = browser()
  await ben.signIn(c.ben.email)
  return { c, ben }
}

const ADDRESS = { address: 'other@elsewhere.example' }

test('who came by a provider signs in there anew, which says when; what was entered waits', async () => {
  const { c, ben } = await withProvider()
  // The provider did not say when they had signed in there: it may have been this morning.
  const asked = await ben.post('/account/addresses', ADDRESS)
  expect(placeOf(asked)).toBe('/account/proof')
  const proof = asked.headers.get('location')!
  expect(await (await ben.get(proof)).text()).toContain(`Sign in with Staff account of ${c.short} again`)
  const { asked: parameters, door } = await toProvider(ben, proof)
  expect([parameters.get('prompt'), parameters.get('max_age')]).toEqual(['login', '600'])
  const before = ben.here.header
  const back = await ben.get(door)
  expect(placeOf(back)).toBe('/account/proof/carry-on')
  expect(ben.here.header).not.toBe(before)
  expect(await (await ben.get(back.headers.get('location')!)).text()).toContain('other@elsewhere.example')
  expect((await ben.post('/account/addresses', ADDRESS)).headers.get('location')).toBe('/account/addresses?done=sent')
  // The door is closed behind them.
  expect((await ben.get(door)).status).toBe(403)
})

test.each<[string, (claims: Record<string, unknown>) => Record<string, unknown>]>([
  ['does not say when', ({ auth_time: _, ...claims }) => claims],
  ['says this morning', claims => ({ ...claims, auth_time: Math.floor(Date.now() / 1000) - 4 * 3600 })],
  ['says what is no time', claims => ({ ...claims, auth_time: 'now' })],
])('a provider that %s shows nothing', async (_, change) => {
  const { ben } = await withProvider()
  const proof = (await ben.post('/account/addresses', ADDRESS)).headers.get('location')!
  const { door } = await toProvider(ben, proof)
  op.change = change
  const answer = await ben.get(door)
  op.change = undefined
  expect([answer.status, await answer.text()]).toEqual([
    403,
    expect.stringContaining('an answer that we cannot accept'),
  ])
  expect(placeOf(await ben.post('/account/addresses', ADDRESS))).toBe('/account/proof')
})

test('who signs in there as somebody else shows nothing, and is nobody else here', async () => {
  const { c, ben } = await withProvider()
  const proof = (await ben.post('/account/addresses', ADDRESS)).headers.get('location')!
  known(c.ben, { sub: `sub ${c.asha.id}` })
  ben.there.forget()
  const { door } = await toProvider(ben, proof)
  const answer = await ben.get(door)
  expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('Nothing was done')])
  expect(await (await ben.get('/account')).text()).toContain('Ben Carter')
  expect(placeOf(await ben.post('/account/addresses', ADDRESS))).toBe('/account/proof')
})

test('who has signed out meanwhile is not signed in by it', async () => {
  const { ben } = await withProvider()
  const proof = (await ben.post('/account/addresses', ADDRESS)).headers.get('location')!
  const { door } = await toProvider(ben, proof)
  await ben.post('/sign-out', {})
  expect((await ben.get(door)).status).toBe(403)
  expect((await ben.get('/account')).status).toBe(303)
})
