import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { council } from '#testing/council.tsx'
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

async function given() {
  const c = await council()
  const id = await givenProvider(c, op)
  op.people.set(c.ben.email, { sub: c.ben.id, email: c.ben.email, email_verified: true })
  return { c, id, email: c.ben.email }
}

const HOUR = 3600
const seconds = () => Math.floor(Date.now() / 1000)

test.each<[string, (claims: Record<string, unknown>) => Record<string, unknown>]>([
  ['nonce', claims => ({ ...claims, nonce: 'another' })],
  ['no nonce', ({ nonce: _, ...claims }) => claims],
  ['issuer', claims => ({ ...claims, iss: 'https://evil.example' })],
  ['audience', claims => ({ ...claims, aud: 'another-client' })],
  ['time: it had expired', claims => ({ ...claims, iat: seconds() - 2 * HOUR, exp: seconds() - HOUR })],
  ['time: it is from the future', claims => ({ ...claims, nbf: seconds() + HOUR })],
])('a token with the wrong %s signs nobody in (abuse case 36)', async (_, change) => {
  const { email } = await given()
  op.change = change
  const ben = browser()
  const answer = await ben.signIn(email)
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('an answer that we cannot accept')
  expect((await ben.get('/account')).status).toBe(303)
})

test('clocks that differ by less than a minute are no reason to refuse', async () => {
  const { email } = await given()
  op.change = claims => ({ ...claims, iat: seconds() + 30, exp: seconds() - 20 })
  expect((await browser().signIn(email)).status).toBe(303)
})

test('a token signed with another key is refused', async () => {
  const { email } = await given()
  // What it says is right: signed as it should be, it signs somebody in.
  op.change = claims => claims
  expect((await browser().signIn(email)).status).toBe(303)
  op.corrupt = true
  const answer = await browser().signIn(email)
  op.corrupt = false
  expect([answer.status, await answer.text()]).toEqual([
    403,
    expect.stringContaining('an answer that we cannot accept'),
  ])
})

test('a state that was never given, a used code and another browser’s way back are refused', async () => {
  const { email } = await given()
  const ben = browser()
  const door = await ben.sent(email)
  const wrong = await ben.get(door.replace(/state=[^&]+/, 'state=guessed'))
  expect([wrong.status, await wrong.text()]).toEqual([403, expect.stringContaining('finished already')])
  // Somebody is sent the link with which another has signed in.
  expect((await browser().get(door)).status).toBe(403)
  expect((await ben.get(door)).status).toBe(303)
  expect((await ben.get(door)).status).toBe(403)
})

test('a code of one sign-in does not serve another', async () => {
  const { email } = await given()
  const [first, second] = [browser(), browser()]
  const codeOf = (door: string) => /code=([^&]+)/.exec(door)![1]!
  const stolen = codeOf(await first.sent(email))
  const door = await second.sent(email)
  expect((await second.get(door.replace(codeOf(door), stolen))).status).toBe(403)
})

test('what one provider was asked is not answered at the door of another', async () => {
  const { email } = await given()
  const other = await given()
  const ben = browser()
  const door = await ben.sent(email)
  const elsewhere = door.replace(/\/with\/[^/]+\//, `/with/${other.id}/`)
  expect((await ben.get(elsewhere)).status).toBe(403)
  expect((await ben.get(door)).status).toBe(303)
})

test('a provider that lets nobody in, or is not there, is said so plainly', async () => {
  const { c, email, id } = await given()
  op.people.delete(email)
  const cancelled = await browser().signIn(email)
  expect([cancelled.status, await cancelled.text()]).toEqual([403, expect.stringContaining('You did not sign in')])
  op.people.set(email, { sub: c.ben.id, email, email_verified: true })
  const ben = browser()
  const door = await ben.sent(email)
  op.silent = true
  const silent = await ben.get(door)
  const page = await silent.text()
  expect(silent.status).toBe(503)
  expect(page).toContain('does not answer. It is not your password')
  expect(page).toContain('/sign-in/with-password')
  const fresh = await given().catch(() => undefined)
  const never = await browser().get(`/sign-in/with/${fresh?.id ?? id}`)
  expect(never.status).toBe(503)
})

test('a provider of nobody’s, and one switched off, are not found', async () => {
  const { c, id } = await given()
  const ben = browser()
  await c.writing(tx =>
    tx.updateTable('people.identity_providers').set({ active: false }).where('id', '=', id).execute(),
  )
  expect((await ben.get(`/sign-in/with/${id}`)).status).toBe(404)
  expect((await ben.get('/sign-in/with/no-such')).status).toBe(404)
  // Its domains lead to a password again.
  expect(await (await ben.post('/sign-in', { email: c.ben.email })).text()).toContain('Sign in with a password')
})
