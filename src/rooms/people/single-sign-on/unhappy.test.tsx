/* What goes wrong on the way to a provider and back: the page says it in words, and who needs no provider still gets in. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { settleOutward } from '#platform/http/outward.ts'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { type Council, council } from '#testing/council.tsx'
import { hashPassword } from '../sign-in/password.ts'
import { switchProvider } from './provider.actions.ts'
import { type PretendProvider, pretendProvider } from './provider.fixture.ts'
import { allowSignInHosts } from './reach-provider.ts'
import { browser, givenProvider } from './signing-in.fixture.ts'

const PASSWORD = 'garden letter stone'
let op: PretendProvider
beforeAll(async () => {
  useSecretKey('a key for these tests only')
  allowSignInHosts('127.0.0.1')
  settleOutward({ allow: '', within_ms: 400 })
  op = await pretendProvider()
})
beforeEach(() => {
  op.fail = undefined
})
afterAll(async () => {
  await op.close()
  settleOutward({ allow: '' })
  allowSignInHosts('')
  useSecretKey(undefined)
})

const givePassword = (c: Council, person_id: string) =>
  c.writing(async tx => sql`select people.set_password(${person_id}, ${await hashPassword(PASSWORD)})`.execute(tx))

/** A council whose people come by its provider alone, but for the administrator who was made so by hand. */
async function given() {
  const c = await council()
  await givePassword(c, c.farah.id)
  await givePassword(c, c.ben.id)
  const id = await givenProvider(c, op, { only_way: true })
  for (const who of [c.ben, c.asha]) op.people.set(who.email, { sub: who.id, email: who.email, email_verified: true })
  return { c, id }
}

const GARBAGE = '<!doctype html><title>Please hold</title>'
const DISCOVERY = '/.well-known/openid-configuration'

test.each([
  ['discovery', 'does not answer', DISCOVERY, 'nothing', 503],
  ['discovery', 'fails', DISCOVERY, { status: 500, body: 'oh' }, 403],
  ['discovery', 'says what is no JSON', DISCOVERY, { status: 200, body: GARBAGE }, 403],
  ['discovery', 'says what is no settings', DISCOVERY, { status: 200, body: '[1]' }, 403],
  ['its keys', 'are none', '/jwks', { status: 200, body: GARBAGE }, 403],
  ['its keys', 'are not given', '/jwks', { status: 500, body: '' }, 403],
  ['its token endpoint', 'does not answer', '/token', 'nothing', 503],
  ['its token endpoint', 'fails', '/token', { status: 502, body: GARBAGE }, 403],
  ['its token endpoint', 'says what is no JSON', '/token', { status: 200, body: GARBAGE }, 403],
  ['its token endpoint', 'gives no token', '/token', { status: 200, body: '{}' }, 403],
] as const)(
  '%s %s: a plain page, and the administrator with a password gets in',
  async (_, __, place, instead, status) => {
    const { c, id } = await given()
    op.fail = at => (at === place ? instead : undefined)
    const ben = browser()
    const first = await ben.post('/sign-in?return=/account', { email: c.ben.email })
    const way = /^0;url=(.+)$/.exec(first.headers.get('refresh') ?? '')?.[1]
    const door = way && (await ben.through(way))
    const answer = door ? await ben.get(door.pathname + door.search) : first
    const page = await answer.text()
    expect(answer.status, page).toBe(status)
    expect(page).toContain(
      status === 503 ? 'does not answer. It is not your password' : 'gave an answer that we cannot accept',
    )
    expect(page).toContain(`/sign-in/with/${id}?return=%2Faccount`)
    expect(page).not.toMatch(/OAUTH|ECONN|Error:|stack|undefined/)
    expect((await ben.get('/account')).status).toBe(303)
    const break_glass = browser()
    const farah = await break_glass.post('/sign-in?return=/account', { email: c.farah.email, password: PASSWORD })
    expect(farah.headers.get('location')).toBe('/account')
    // For everybody else a password is no way round.
    expect((await browser().post('/sign-in', { email: c.ben.email, password: PASSWORD })).status).toBe(422)
    op.fail = undefined
    expect((await browser().signIn(c.ben.email)).status).toBe(303)
  },
)

test('a sign-in that began before the provider was switched off signs nobody in', async () => {
  const { c, id } = await given()
  const ben = browser()
  const door = await ben.sent(c.ben.email)
  await c.writing(tx => switchProvider(tx, c.farah.author, { id, active: false }, new Date()))
  const answer = await ben.get(door)
  expect([answer.status, await answer.text()]).toEqual([
    404,
    expect.stringContaining('cannot find that way to sign in'),
  ])
  expect((await ben.get('/account')).status).toBe(303)
  // With its own password somebody is let in now, and whoever was in stays so.
  expect((await browser().post('/sign-in', { email: c.ben.email, password: PASSWORD })).status).toBe(303)
})

test('two tabs of one browser: each comes back where it began, and neither puts the other out', async () => {
  const { c } = await given()
  const ben = browser()
  const [first, second] = [await ben.sent(c.ben.email, '/account/sessions'), await ben.sent(c.ben.email, '/account')]
  expect((await ben.get(first)).headers.get('location')).toBe('/account/sessions')
  expect((await ben.get('/account')).status).toBe(200)
  expect((await ben.get(second)).headers.get('location')).toBe('/account')
  expect((await ben.get('/account/sessions')).status).toBe(200)
  // Going back to a tab that is done says so, and does not end anything.
  expect((await ben.get(first)).status).toBe(403)
  expect((await ben.get('/account')).status).toBe(200)
})

test('two tabs, two people: the last who came is in, and the first’s session is over', async () => {
  const { c } = await given()
  const shared = browser()
  const asha = await shared.sent(c.asha.email, '/account')
  shared.there.forget()
  const ben = await shared.sent(c.ben.email, '/account')
  await shared.get(asha)
  expect(await (await shared.get('/account')).text()).toContain('Asha Patel')
  const of_asha = shared.here.header
  await shared.get(ben)
  expect(await (await shared.get('/account')).text()).toContain('Ben Carter')
  expect(shared.here.header).not.toBe(of_asha)
})
