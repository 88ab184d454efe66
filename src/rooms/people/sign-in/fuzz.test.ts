/*
 * Every form that a stranger, or somebody half way in, may send, with texts that have hurt other programs in each of its fields: never a
 * fault, nobody let in, and no secret in the log. MOOTHALL_NAUGHTY_STRINGS adds a longer list.
 */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { log } from '#platform/log.ts'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { settleSite } from '#platform/site.ts'
import { type Council, council, owner } from '#testing/council.tsx'
import { HOSTILE_TEXTS, within } from '#testing/hostile.ts'
import { tokenOf } from '../passwords/letter-link.ts'
import { type PretendProvider, pretendProvider } from '../single-sign-on/provider.fixture.ts'
import { allowSignInHosts } from '../single-sign-on/reach-provider.ts'
import { browser, givenProvider } from '../single-sign-on/signing-in.fixture.ts'
import {
  aBrowser,
  codeOf,
  fromAnywhere,
  givePassword,
  PASSWORD,
  setUpApp,
  type TestBrowser,
} from './browser.fixture.ts'

const TIMEOUT = { timeout: 600_000 }
const spies = (['info', 'warn', 'error'] as const).map(level => vi.spyOn(log, level))
const written = () => JSON.stringify(spies.map(({ mock }) => mock.calls))

let op: PretendProvider
let c: Council
let key: string
let provider_id: string
beforeAll(async () => {
  useSecretKey('a key that only these tests have')
  allowSignInHosts('127.0.0.1')
  fromAnywhere()
  op = await pretendProvider()
  c = await council()
  await givePassword(c, c.ben)
  const home = aBrowser()
  await home.signIn(c.ben.email)
  key = (await setUpApp(home)).key
  await givePassword(c, c.evan)
  await needFactor('partner_officer', 'board_member', 'manager', 'service_owner')
  provider_id = await givenProvider(c, op, { domains: ['fuzz.example'] })
})
beforeEach(() => {
  for (const spy of spies) spy.mockClear()
})
afterAll(async () => {
  await op.close()
  settleSite({ proxies: 0, url: undefined, port: 3000 })
  allowSignInHosts('')
  useSecretKey(undefined)
})

/** Evan has one of these roles, and must set a second factor up when he signs in. */
function needFactor(...roles: string[]) {
  const form = new FormData()
  for (const role of roles) form.append('roles', role)
  for (const [name, value] of Object.entries({ least_length: '12', remembered: '0', banned_words: '' }))
    form.append(name, value)
  return c.farah.send(`/admin/organisations/${c.organisation_id}/sign-in`, form)
}

const forgetTries = async () => {
  await owner.query(`update people.half_sign_ins set tries = 0 where person_id = any($1)`, [[c.ben.id, c.evan.id]])
  await owner.query(`delete from platform.rate_limits where key = any($1)`, [
    [c.ben.id, c.evan.id].flatMap(id => [`second-step:${id}`, `passkey:${id}`, `password:${id}`]),
  ])
}

type Send = (text: string, fields: Record<string, string>) => Promise<Response>

/** Sends each text in one field after another, the others as they should be; what came back that should not. */
async function wrongOf(what: string, ordinary: Record<string, string>, send: Send): Promise<string[]> {
  const names = Object.keys(ordinary)
  const wrong: string[] = []
  for (const [at, raw] of [...HOSTILE_TEXTS, 'x'.repeat(100_000)].entries()) {
    const text = raw.toWellFormed()
    // An address of its own for each try: strangers together have a hundred an hour for one.
    const usual = Object.fromEntries(names.map(name => [name, ordinary[name]!.replace('ben@', `ben-${at}@`)]))
    const fields = { ...usual, [names[at % names.length]!]: text, [`odd-${at}`]: text }
    const { status } = await within(10_000, `${what} ${text}`, send(text, fields))
    // Too many tries would hide what lies behind.
    if (status >= 500 || status === 429) wrong.push(`${what}: ${status} for ${JSON.stringify(fields).slice(0, 300)}`)
  }
  return wrong
}

const noFault = () => expect(spies[2]!.mock.calls).toEqual([])

test.each<[string, Record<string, string>]>([
  ['/sign-in', { email: 'ben@example.org' }],
  ['/sign-in', { email: 'ben@example.org', password: 'not the password' }],
  ['/sign-in?return=/account', { email: 'somebody@fuzz.example' }],
  ['/sign-in/forgotten', { email: 'ben@example.org' }],
  ['/sign-in/password', { token: 'none', password: 'candle harbour spoon' }],
  ['/sign-in/passkey', { credential: '{"id":"x","response":{}}' }],
  ['/sign-in/second-step', { code: '123456' }],
  ['/sign-in/set-up', {}],
])('a stranger’s %s', TIMEOUT, async (place, ordinary) => {
  const inside: TestBrowser[] = []
  const wrong = await wrongOf(place, { ...ordinary, x: '' }, (text, fields) => {
    // Each from a network of its own: what is looked at here is the form, not how often it may be sent.
    const stranger = aBrowser()
    inside.push(stranger)
    const query = new URLSearchParams({ return: text, done: text, kept: text, token: text })
    return stranger.post(`${place.split('?')[0]}?${query}`, fields)
  })
  expect(wrong).toEqual([])
  expect(inside.filter(({ cookies }) => cookies.has('moothall_session'))).toEqual([])
  noFault()
})

test.each(['/sign-in', '/sign-in/with-password', '/sign-in/forgotten', '/sign-in/password', '/sign-in/second-step'])(
  'a stranger’s page %s, with anything in its address',
  TIMEOUT,
  async place => {
    const wrong = await wrongOf(place, { return: '/', done: 'late', kept: '', token: 'x' }, (_, fields) =>
      aBrowser().get(`${place}?${new URLSearchParams(fields)}`),
    )
    expect(wrong).toEqual([])
    noFault()
  },
)

test('the second step, by somebody half way in', TIMEOUT, async () => {
  const half = aBrowser()
  await half.signIn(c.ben.email)
  const wrong: string[] = []
  for (const [place, ordinary] of [
    ['/sign-in/second-step', { code: '123456' }],
    ['/sign-in/second-step/passkey', { credential: '{"id":"x","response":{"clientDataJSON":"x"}}' }],
  ] as const)
    wrong.push(
      ...(await wrongOf(place, ordinary, async (text, fields) => {
        await forgetTries()
        return half.post(`${place}?${new URLSearchParams({ return: text })}`, fields)
      })),
    )
  expect(wrong).toEqual([])
  expect(await half.isIn()).toBe(false)
  noFault()
})

test('setting a second factor up, by somebody half way in', TIMEOUT, async () => {
  await c.farah.post(`/admin/people/${c.evan.id}/roles`, { [`roles-${c.organisation_id}`]: ['board_member'] })
  const half = aBrowser()
  expect((await half.signIn(c.evan.email)).headers.get('location')).toMatch(/^\/sign-in\/set-up/)
  await half.post('/sign-in/set-up')
  const wrong: string[] = []
  for (const [place, ordinary] of [
    ['/sign-in/set-up/authenticator', { code: '123456' }],
    ['/sign-in/set-up/passkey', { name: 'Key', credential: '{"id":"x","response":{}}' }],
  ] as const)
    wrong.push(
      ...(await wrongOf(place, ordinary, async (_, fields) => {
        await forgetTries()
        return half.post(place, fields)
      })),
    )
  expect(wrong).toEqual([])
  expect(await half.isIn()).toBe(false)
  noFault()
})

test('what comes back from a provider, and what it sends by itself', TIMEOUT, async () => {
  const who = browser()
  const ordinary = { code: 'a-code', iss: op.issuer, error: '', session_state: '' }
  const back = await wrongOf('the way back', ordinary, async (_, fields) => {
    const going = await who.get(`/sign-in/with/${provider_id}?return=/account`)
    const state = new URL(going.headers.get('location')!).searchParams.get('state')!
    const said = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
    return who.get(`/sign-in/with/${provider_id}/return?${new URLSearchParams({ ...said, state })}`)
  })
  const unknown = await wrongOf('the way back', { state: 'x', code: 'x' }, (_, fields) =>
    who.get(`/sign-in/with/${provider_id}/return?${new URLSearchParams(fields)}`),
  )
  const nobody = await wrongOf('no provider', { state: 'x' }, text =>
    who.get(`/sign-in/with/${encodeURIComponent(text)}`),
  )
  const told = await wrongOf('a logout token', { logout_token: 'e30.e30.AAAA' }, (_, fields) =>
    aBrowser().post(`/sign-out/by/${provider_id}`, fields),
  )
  expect([...back, ...unknown, ...nobody, ...told]).toEqual([])
  expect((await who.get('/account')).status).toBe(303)
  noFault()
})

test('showing again that it is you', TIMEOUT, async () => {
  const home = aBrowser()
  await home.signIn(c.ben.email)
  await owner.query(`delete from platform.rate_limits where key = $1`, [`second-step:${c.ben.id}`])
  await home.post('/sign-in/second-step', { code: codeOf(key, 1) })
  await owner.query(`update people.sessions set proved_at = null where person_id = $1`, [c.ben.id])
  const wrong: string[] = []
  for (const [place, ordinary] of [
    ['/account/proof', { code: '123456' }],
    ['/account/proof', { password: 'not the password' }],
    ['/account/proof/passkey', { credential: '{"id":"x"}' }],
  ] as const)
    wrong.push(
      ...(await wrongOf(place, ordinary, async (text, fields) => {
        await forgetTries()
        return home.post(`${place}?${new URLSearchParams({ return: text, for: text, kept: text })}`, fields)
      })),
    )
  expect(wrong).toEqual([])
  expect((await home.get('/account/second-factor/authenticator')).headers.get('location')).toContain('/account/proof')
  noFault()
})

test('no secret is ever in the log', async () => {
  const secrets: string[] = [PASSWORD, 'a wrong password', key]
  const ben = aBrowser()
  await ben.post('/sign-in', { email: c.ben.email, password: 'a wrong password' })
  await ben.signIn(c.ben.email)
  await forgetTries()
  const code = codeOf(key)
  await ben.post('/sign-in/second-step', { code })
  secrets.push(...ben.cookies.values())
  await aBrowser().post('/sign-in/forgotten', { email: c.ben.email })
  const { rows } = await owner.query(`select id from people.password_letters limit 1`)
  const token = await c.reading(tx => tokenOf(tx, rows[0]?.id ?? c.ben.id))
  secrets.push(token)
  await ben.get(`/sign-in/password?token=${token}`)
  const email = `ben@fuzz.example`
  op.people.set(email, { sub: 'nobody of ours', email, email_verified: true })
  const who = browser()
  const door = await who.sent(email)
  const asked = new URL(door, 'http://x').searchParams
  secrets.push(asked.get('code')!, asked.get('state')!, op.client_secret)
  op.corrupt = true
  op.change = claims => claims
  expect((await who.get(door)).status).toBe(403)
  op.corrupt = false
  await aBrowser().post(`/sign-out/by/${provider_id}`, { logout_token: 'e30.e30.a-logout-token' })
  secrets.push('a-logout-token')
  const text = written()
  expect(text).toContain('a sign-in by a provider failed')
  expect(text).toContain('a logout token was refused')
  expect(secrets.filter(secret => secret && text.includes(secret))).toEqual([])
  expect(text).not.toContain(c.ben.email)
})
