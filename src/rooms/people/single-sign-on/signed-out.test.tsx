/*
 * Signing out at the provider ends sessions and streams here, on its own word alone (abuse cases 25 and 36), and signing out here leads
 * there: OpenID Connect Back-Channel and RP-Initiated Logout.
 */
import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sendNudgesThrough } from '#platform/live/nudge.ts'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { settleSite } from '#platform/site.ts'
import { app, type Council, council, db, owner } from '#testing/council.tsx'
import { type PretendProvider, pretendProvider, signed } from './provider.fixture.ts'
import { allowSignInHosts } from './reach-provider.ts'
import { type Browser, browser, givenProvider } from './signing-in.fixture.ts'

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const TOLD_AT = 'http://localhost:3000/sign-out/by/whoever'

let op: PretendProvider
beforeAll(async () => {
  useSecretKey('a key for these tests only')
  allowSignInHosts('127.0.0.1')
  sendNudgesThrough(db.pool)
  op = await pretendProvider({ backchannel_logout_uri: TOLD_AT, backchannel_logout_session_required: true })
})
beforeEach(async () => {
  op.silent = false
  op.ask = undefined
  await owner.query(`delete from platform.rate_limits where key like 'signed-out:%'`)
})
afterAll(async () => {
  await op.close()
  sendNudgesThrough(undefined)
  allowSignInHosts('')
  useSecretKey(undefined)
})

const known = (email: string) => op.people.set(email, { sub: `sub ${email}`, email, email_verified: true })
const isIn = async (who: Browser) => (await who.get('/account')).status === 200

/** Who is in, a moment after something happened: every process hears of it well within a second. */
const areIn = async (whole: readonly Browser[], expected: readonly boolean[]) =>
  expect.poll(() => Promise.all(whole.map(isIn)), { timeout: 1000 }).toEqual(expected)

async function given() {
  const c = await council()
  const id = await givenProvider(c, op)
  for (const who of [c.ben, c.asha]) known(who.email)
  return { c, id }
}

let tokens = 0
const claimsFor = (c: Council, more: Record<string, unknown> = {}) => {
  const iat = Math.floor(Date.now() / 1000)
  const usual = { iss: op.issuer, aud: op.client_id, iat, exp: iat + 120, jti: `token ${++tokens}` }
  return { ...usual, events: { [EVENT]: {} }, sub: `sub ${c.ben.email}`, ...more }
}

/** What a provider's server sends: no cookie, and no origin. */
const tell = (id: string, body: Record<string, string>, headers: Record<string, string> = {}) =>
  app.request(`http://localhost/sign-out/by/${id}`, { method: 'POST', body: new URLSearchParams(body), headers })

const send = async (id: string, claims: Record<string, unknown>, head: Record<string, unknown> = {}) =>
  (await tell(id, { logout_token: signed(claims, { typ: 'logout+jwt', ...head }) })).status

/** Signs out here, and says yes at the provider; where the browser is at the end. */
async function signOutEverywhere(who: Browser): Promise<string> {
  const left = await who.post('/sign-out', {})
  const href = /^0;url=(.+)$/.exec(left.headers.get('refresh') ?? '')![1]!
  expect(new URL(href).searchParams.get('id_token_hint')).toMatch(/^ey/)
  const asked = who.there.keep(await fetch(href, { headers: { cookie: who.there.header } }))
  const page = await asked.text()
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)![1]!
  const action = /action="([^"]+)"/.exec(page)![1]!
  const body = new URLSearchParams({ xsrf, logout: 'yes' })
  const headers = { cookie: who.there.header }
  const gone = await fetch(new URL(action, op.issuer), { method: 'POST', body, headers, redirect: 'manual' })
  return gone.headers.get('location') ?? `${gone.status}: ${await gone.text()}`
}

test('signing out here signs out at the provider, comes back here, and ends what else came by that session', async () => {
  const { c, id } = await given()
  const answers: number[] = []
  op.ask = async (url, init) => {
    const answer = await app.request(url.replace('whoever', id), init)
    answers.push(answer.status)
    return answer
  }
  const [first, other] = [browser(), browser()]
  await first.signIn(c.ben.email)
  // Another browser window of the same person: the provider knows them already.
  const second = browser(first.there)
  await second.signIn(c.ben.email)
  await other.signIn(c.asha.email)
  expect(await isIn(second)).toBe(true)
  expect(await signOutEverywhere(first)).toBe('http://localhost:3000/sign-in')
  expect(answers).toEqual([200])
  await areIn([first, second, other], [false, false, true])
  expect((await c.happened(c.ben.id)).at(-1)).toMatchObject({
    name: 'person.sessionsEnded',
    actor: `Staff account of ${c.short}`,
    payload: { sessions: 1 },
  })
})

test('a token that names nobody’s session but a person ends all of theirs, within a second, and their open streams', async () => {
  const { c, id } = await given()
  const [one, two, asha] = [browser(), browser(), browser()]
  await one.signIn(c.ben.email)
  await two.signIn(c.ben.email)
  await asha.signIn(c.asha.email)
  const stream = (await one.get('/live?topics=queue')).body!.getReader()
  await stream.read()
  const since = Date.now()
  expect(await send(id, claimsFor(c))).toBe(200)
  await areIn([one, two, asha], [false, false, true])
  while (!(await stream.read()).done);
  expect(Date.now() - since).toBeLessThan(1000)
  // A session that did not come by the provider is no business of its.
  expect((await c.ben.get('/account')).status).toBe(200)
})

test('a token that names a session ends that one alone; one that names none of ours ends nothing and is right', async () => {
  const { c, id } = await given()
  const [one, two] = [browser(), browser()]
  await one.signIn(c.ben.email)
  await two.signIn(c.ben.email)
  const { rows } = await owner.query(
    `select provider_session from people.sessions where person_id = $1 and provider_id = $2 order by started_at limit 1`,
    [c.ben.id, id],
  )
  expect(await send(id, claimsFor(c, { sid: 'nobody’s' }))).toBe(200)
  await areIn([one, two], [true, true])
  expect(await send(id, claimsFor(c, { sid: rows[0].provider_session }))).toBe(200)
  await areIn([one, two], [false, true])
})

test('whoever is half way in is out as well', async () => {
  const { c, id } = await given()
  const form = new FormData()
  for (const [name, value] of Object.entries({ roles: 'requester', least_length: '12', remembered: '0' }))
    form.append(name, value)
  form.append('banned_words', '')
  await c.farah.send(`/admin/organisations/${c.organisation_id}/sign-in`, form)
  const ben = browser()
  expect((await ben.signIn(c.ben.email)).headers.get('location')).toMatch(/^\/sign-in\/set-up/)
  expect((await ben.get('/sign-in/set-up')).status).toBe(200)
  expect(await send(id, claimsFor(c))).toBe(200)
  expect((await ben.get('/sign-in/set-up')).headers.get('location')).toContain('done=late')
})

const seconds = () => Math.floor(Date.now() / 1000)

test.each<[string, (claims: Record<string, unknown>) => Record<string, unknown>]>([
  ['another issuer', claims => ({ ...claims, iss: 'https://evil.example' })],
  ['another application', claims => ({ ...claims, aud: ['somebody', 'else'] })],
  ['no time', ({ iat: _, ...claims }) => claims],
  ['a time to come', claims => ({ ...claims, iat: seconds() + 600 })],
  ['a time long ago', claims => ({ ...claims, iat: seconds() - 600, exp: seconds() + 600 })],
  ['no end', ({ exp: _, ...claims }) => claims],
  ['an end that is past', claims => ({ ...claims, iat: seconds() - 200, exp: seconds() - 100 })],
  ['a nonce', claims => ({ ...claims, nonce: 'x' })],
  ['no event', ({ events: _, ...claims }) => claims],
  ['another event', claims => ({ ...claims, events: { 'https://example.org/other': {} } })],
  ['no identifier', ({ jti: _, ...claims }) => claims],
  ['nobody', ({ sub: _, ...claims }) => claims],
])('a token with %s is refused, and nobody is put out', async (_, change) => {
  const { c, id } = await given()
  const ben = browser()
  await ben.signIn(c.ben.email)
  expect(await send(id, change(claimsFor(c)))).toBe(400)
  expect(await isIn(ben)).toBe(true)
})

test('a token that another key, no key, or our own secret signed is refused, as is an ID token', async () => {
  const { c, id } = await given()
  const ben = browser()
  await ben.signIn(c.ben.email)
  const refused = async (logout_token: string) => {
    const answer = await tell(id, { logout_token })
    expect([answer.status, await isIn(ben)]).toEqual([400, true])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.json()).toMatchObject({ error: 'invalid_request' })
  }
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = (head: object) => `${part(head)}.${part(claimsFor(c))}`
  const evil = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const forged = text({ alg: 'RS256', kid: 'for-tests' })
  await refused(`${forged}.${sign('sha256', Buffer.from(forged), evil).toString('base64url')}`)
  await refused(`${text({ alg: 'none' })}.`)
  await refused(`${text({ alg: 'none' })}.AAAA`)
  const ours = text({ alg: 'HS256', kid: 'for-tests' })
  await refused(`${ours}.${createHmac('sha256', op.client_secret).update(ours).digest('base64url')}`)
  await refused(signed(claimsFor(c), { typ: 'at+jwt' }))
  await refused(signed(claimsFor(c), { crit: ['exp'] }))
  await refused(signed(claimsFor(c), { kid: 'unknown' }))
  await refused('not a token')
  await refused('')
})

test('a token counts once, at its own provider alone, and not while that is switched off', async () => {
  const { c, id } = await given()
  const [other, third] = [await given(), await given()]
  const claims = claimsFor(c)
  expect(await send(id, claims)).toBe(200)
  expect(await send(id, claims)).toBe(400)
  // The same client at the same provider, for another council: its people are its own.
  const ben = browser()
  await ben.signIn(c.ben.email)
  expect(await send(other.id, claimsFor(c))).toBe(200)
  expect(await isIn(ben)).toBe(true)
  await owner.query('update people.identity_providers set active = false where id = $1', [third.id])
  expect(await send(third.id, claimsFor(third.c))).toBe(400)
  expect(await send('no-provider', claimsFor(c))).toBe(400)
})

test('GOV.UK One Login means everywhere, names the journey, and says no end', async () => {
  const c = await council()
  const id = await givenProvider(c, op, { profile: 'one_login' })
  known(c.ben.email)
  const [one, two] = [browser(), browser()]
  await one.signIn(c.ben.email)
  await two.signIn(c.ben.email)
  const { exp: _, ...claims } = claimsFor(c, { sid: 'a journey' })
  expect(await send(id, claims)).toBe(200)
  await areIn([one, two], [false, false])
})

test('who sends what is wrong again and again waits; a provider elsewhere does not', async () => {
  const { c, id } = await given()
  settleSite({ proxies: 1, url: undefined, port: 3000 })
  const from = (address: string, logout_token: string) => tell(id, { logout_token }, { 'x-forwarded-for': address })
  const answers = []
  for (let n = 0; n < 62; n++) answers.push((await from('203.0.113.9', 'wrong')).status)
  expect(answers.slice(0, 60)).toEqual(Array(60).fill(400))
  expect(answers.at(-1)).toBe(429)
  const right = signed(claimsFor(c), { typ: 'logout+jwt' })
  expect((await from('198.51.100.7', right)).status).toBe(200)
  settleSite({ proxies: 0, url: undefined, port: 3000 })
})

test('while the provider cannot be asked for its keys nothing is believed', async () => {
  const c = await council()
  const other = await pretendProvider()
  const id = await givenProvider(c, other)
  other.silent = true
  const claims = { ...claimsFor(c), iss: other.issuer }
  expect(await send(id, claims)).toBe(400)
  await other.close()
})
