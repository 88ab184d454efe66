import { afterAll, beforeAll, expect, test } from 'vitest'
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
afterAll(async () => {
  await op.close()
  allowSignInHosts('')
  useSecretKey(undefined)
})

const known = (email: string, more: object = {}) =>
  op.people.set(email, { sub: `sub ${email}`, email, email_verified: true, ...more })

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
