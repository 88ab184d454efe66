/* A provider that knows us by a key (private_key_jwt, RFC 7523): the real provider looks for it where we publish it. */
import { createPublicKey } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { unseal, useSecretKey } from '#platform/secrets/seal.ts'
import { app, type Council, council, visitor } from '#testing/council.tsx'
import { discover } from './client.ts'
import { boundTo, jwkOf, proofOf } from './our-key.ts'
import { type PretendProvider, pretendProvider } from './provider.fixture.ts'
import { getProvider } from './provider.queries.ts'
import { allowSignInHosts } from './reach-provider.ts'
import { browser, givenProvider } from './signing-in.fixture.ts'

const started: PretendProvider[] = []
beforeAll(() => {
  useSecretKey('a key for these tests only')
  allowSignInHosts('127.0.0.1')
})
afterEach(() => vi.useRealTimers())
afterAll(async () => {
  for (const op of started) await op.close()
  allowSignInHosts('')
  useSecretKey(undefined)
})

const KEYS_AT = 'http://localhost:3000/sign-in/with/whoever/keys'

/** A council, and a provider that was told where our keys are. */
async function given(profile: 'oidc' | 'one_login' = 'oidc', algorithm?: string) {
  const op = await pretendProvider({
    ...{ client_secret: undefined, token_endpoint_auth_method: 'private_key_jwt', jwks_uri: KEYS_AT },
    ...(algorithm ? { token_endpoint_auth_signing_alg: algorithm } : {}),
  })
  started.push(op)
  const c = await council()
  const id = await givenProvider(c, op, { profile, proof: 'key', secret: '' })
  op.ask = async (url, init) => app.request(url.replace('whoever', id), init)
  op.people.set(c.ben.email, { sub: c.ben.id, email: c.ben.email, email_verified: true })
  return { c, id, op, place: `/admin/identity-providers/${id}` }
}

const providerOf = (c: Council, id: string) => c.reading(tx => getProvider(tx, id))
const signsIn = async (c: Council) => {
  const answer = await browser().signIn(c.ben.email)
  return [answer.status, answer.headers.get('location')]
}
const IN = [303, '/account']
const keysAt = async (id: string) => {
  const answer = await visitor.get(`/sign-in/with/${id}/keys`)
  return { answer, keys: answer.ok ? (JSON.parse(await answer.text()).keys as Record<string, string>[]) : [] }
}

test.each(['oidc', 'one_login'] as const)(
  'people sign in with a provider that knows us by our key: %s',
  async profile => {
    const { c, id } = await given(profile)
    expect(await signsIn(c)).toEqual(IN)
    const { answer, keys } = await keysAt(id)
    expect(answer.headers.get('content-type')).toContain('application/jwk-set+json')
    expect(keys).toHaveLength(1)
    // The public half alone.
    expect(Object.keys(keys[0]!).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
    const tested = await (await c.farah.post(`/admin/identity-providers/${id}/test`)).text()
    expect(tested).toContain('It knows us')
  },
)

test.each(['ES256', 'RS256'])(
  'a new key (%s) lies beside the old until it is used, and nobody is kept out',
  async kind => {
    const { c, id, place } = await given()
    const before = await providerOf(c, id)
    expect((await c.farah.post(`${place}/key`, { what: 'make', kind })).headers.get('location')).toContain('key-make')
    const page = await c.farah.page(place)
    expect(page.match(/BEGIN PUBLIC KEY/g)).toHaveLength(2)
    expect(page).not.toContain('PRIVATE')
    const both = (await keysAt(id)).keys
    expect(both.map(({ alg }) => alg)).toEqual(['RS256', kind])
    expect(await signsIn(c)).toEqual(IN)
    const tested = await (await c.farah.post(`${place}/test`)).text()
    expect(tested).toContain('With our next key: It knows us')
    expect((await c.farah.post(`${place}/key`, { what: 'use' })).status).toBe(303)
    expect((await keysAt(id)).keys).toEqual([both[1]])
    expect(await signsIn(c)).toEqual(IN)
    const after = await providerOf(c, id)
    expect([after.public_key === before.public_key, after.next_public_key]).toEqual([false, null])
    expect(unseal(boundTo(id), after.sealed_secret!)).toContain('BEGIN PRIVATE KEY')
    const changes = (await c.happened(c.organisation_id)).map(
      ({ payload }) => (payload as { changes?: unknown }).changes,
    )
    expect(changes.slice(-2)).toEqual([
      { next_key: { before: null, after: 'made' } },
      { next_key: { before: 'made', after: 'in use' } },
    ])
    expect(JSON.stringify(changes)).not.toContain('BEGIN')
  },
)

test('a key that the provider does not have is refused in words, and dropping one changes nothing', async () => {
  const { c, id, place } = await given()
  expect(await signsIn(c)).toEqual(IN)
  // The provider keeps what it has read for a minute, so it does not know this one.
  await c.farah.post(`${place}/key`, { what: 'make', kind: 'ES256' })
  expect(await (await c.farah.post(`${place}/test`)).text()).toContain('does not have our key yet')
  await c.farah.post(`${place}/key`, { what: 'drop' })
  expect((await keysAt(id)).keys).toHaveLength(1)
  expect(await signsIn(c)).toEqual(IN)
  await c.farah.post(`${place}/key`, { what: 'make', kind: 'ES256' })
  await c.farah.post(`${place}/key`, { what: 'use' })
  const answer = await browser().signIn(c.ben.email)
  expect([answer.status, await answer.text()]).toEqual([
    403,
    expect.stringContaining('an answer that we cannot accept'),
  ])
  expect((await c.farah.post(`${place}/key`, { what: 'use' })).status).toBe(409)
})

/** What our client sends to prove itself, kept by somebody. */
async function assertionOf(c: Council, id: string) {
  const provider = await providerOf(c, id)
  const server = (await discover(provider)).serverMetadata()
  const body = new URLSearchParams()
  await (await proofOf(provider))(server, { client_id: provider.client_id }, body, new Headers())
  const ask = async () => {
    const more = {
      grant_type: 'authorization_code',
      code: 'none',
      redirect_uri: `http://localhost:3000/sign-in/with/${id}/return`,
    }
    const sent = new URLSearchParams([...body, ...Object.entries(more)])
    const answer = await fetch(server.token_endpoint!, { method: 'POST', body: sent })
    return (await answer.json()).error
  }
  return { ask, claims: body.get('client_assertion')! }
}

test('what proves us counts once and for a minute, and names its key', async () => {
  const { c, id } = await given()
  const { ask, claims } = await assertionOf(c, id)
  // The proof was taken; the code was not.
  expect(await ask()).toBe('invalid_grant')
  expect(await ask()).toBe('invalid_client')
  const [head, payload] = claims.split('.').map(part => Buffer.from(part, 'base64url').toString())
  const { public_key } = await providerOf(c, id)
  expect(JSON.parse(head!)).toMatchObject({ alg: 'RS256', kid: jwkOf(public_key!).kid })
  const { iat, exp, jti } = JSON.parse(payload!)
  expect([exp - iat, typeof jti]).toEqual([60, 'string'])
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 })
  const old = await assertionOf(c, id)
  vi.useRealTimers()
  expect(await old.ask()).toBe('invalid_client')
})

test('a thumbprint is the one of RFC 7638', () => {
  const n =
    '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw'
  const pem = createPublicKey({ key: { kty: 'RSA', n, e: 'AQAB' }, format: 'jwk' }).export({
    type: 'spki',
    format: 'pem',
  })
  expect(jwkOf(String(pem)).kid).toBe('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs')
})

test('keys are changed by who manages people there; a provider without a key of ours has none', async () => {
  const [a, b] = [await given(), await council()]
  for (const [who, status] of [
    [a.c.asha, 403],
    [b.farah, 404],
  ] as const)
    expect((await who.post(`${a.place}/key`, { what: 'make', kind: 'ES256' })).status).toBe(status)
  expect((await a.c.farah.post(`${a.place}/key`, { what: 'give' })).status).toBe(400)
  const secret = await givenProvider(b, a.op)
  expect((await keysAt(secret)).answer.status).toBe(404)
  expect((await keysAt('nothing')).answer.status).toBe(404)
  expect((await b.farah.post(`/admin/identity-providers/${secret}/key`, { what: 'make', kind: 'ES256' })).status).toBe(
    409,
  )
  // Before it is switched on the provider asks for it already.
  await a.c.writing(tx =>
    tx.updateTable('people.identity_providers').set({ active: false }).where('id', '=', a.id).execute(),
  )
  expect((await keysAt(a.id)).keys).toHaveLength(1)
})

test('changing what proves us takes the keys away', async () => {
  const { c, id, op, place } = await given()
  await c.farah.post(`${place}/key`, { what: 'make', kind: 'ES256' })
  const fields = { profile: 'oidc', name: 'Staff', issuer: op.issuer, client_id: op.client_id, scopes: 'openid email' }
  const saved = await c.farah.post(place, { ...fields, proof: 'secret', secret: 'a secret', domains: '' })
  expect(saved.status, await saved.clone().text()).toBe(303)
  expect((await keysAt(id)).keys).toEqual([])
  const { next_sealed_secret, public_key } = await providerOf(c, id)
  expect([next_sealed_secret, public_key]).toEqual([null, null])
})
