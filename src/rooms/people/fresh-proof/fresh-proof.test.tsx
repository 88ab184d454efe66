/* What changes how somebody signs in asks that they showed within ten minutes that it is them (abuse case 38). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { type Council, council, type Member, owner } from '#testing/council.tsx'
import {
  aBrowser,
  codeOf,
  fromAnywhere,
  givePassword,
  keyFrom,
  PASSWORD,
  setUpApp,
  type TestBrowser,
} from '../sign-in/browser.fixture.ts'

beforeAll(() => {
  useSecretKey('a key that only these tests have')
  fromAnywhere()
})
afterAll(() => useSecretKey(undefined))

/** So much time goes by in all of somebody's sessions. */
const later = (who: Member, minutes: number) =>
  owner.query(`update people.sessions set proved_at = proved_at - $2 * interval '1 minute' where person_id = $1`, [
    who.id,
    minutes,
  ])

async function signedIn(c: Council, who: Member): Promise<TestBrowser> {
  await givePassword(c, who)
  const home = aBrowser()
  await home.signIn(who.email)
  return home
}

const placeOf = (answer: Response) => new URL(answer.headers.get('location') ?? '/none', 'http://x').pathname
const TOKEN = { name: 'Nightly export', scopes: ['cases.read', 'cases.work'], days: '30' }

/** The form of a page that sends on what was kept. */
const hiddenOf = (page: string) => ({
  action: /<form[^>]* action="([^"]+)"/.exec(page.slice(page.indexOf('Thank you')))?.[1] ?? '',
  fields: [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
    name,
    value,
  ]),
})

test('a token made ten minutes later asks for the password, keeps what was entered, and is made then', async () => {
  const c = await council()
  const asha = await signedIn(c, c.asha)
  await later(c.asha, 9)
  expect(await (await asha.post('/account/tokens', TOKEN)).text()).toContain('moot_')
  await later(c.asha, 2)
  const asked = await asha.post('/account/tokens', { ...TOKEN, name: 'Second' })
  expect([asked.status, placeOf(asked)]).toEqual([303, '/account/proof'])
  const proof = asked.headers.get('location')!
  const page = await asha.page(proof)
  expect(page).toContain('What you entered is kept')
  expect(page).not.toContain('Code')
  const wrong = await asha.post(proof, { password: 'not this one' })
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('That is not your password')])
  expect((await asha.post(proof, {})).status).toBe(422)
  const before = asha.cookies.get('moothall_session')
  const shown = await asha.post(proof, { password: PASSWORD })
  expect(placeOf(shown)).toBe('/account/proof/carry-on')
  expect(asha.cookies.get('moothall_session')).not.toBe(before)
  const { action, fields } = hiddenOf(await asha.page(shown.headers.get('location')!))
  expect(action).toBe('/account/tokens')
  expect(fields).toEqual([
    ['name', 'Second'],
    ['scopes', 'cases.read'],
    ['scopes', 'cases.work'],
    ['days', '30'],
  ])
  const made = await asha.post(action, { ...TOKEN, name: 'Second' })
  expect(await made.text()).toContain('moot_')
  // What was kept is given back once.
  expect((await asha.get(shown.headers.get('location')!)).headers.get('location')).toBe('/account/tokens')
})

test.each<[string, string, Record<string, string>]>([
  ['making a token', '/account/tokens', { name: 'x', scopes: 'cases.read', days: '30' }],
  ['adding an address', '/account/addresses', { address: 'other@elsewhere.example' }],
  ['removing an address', '/account/addresses/0198b0f0-0000-7000-8000-000000000000/remove', {}],
  ['setting up an app', '/account/second-factor/authenticator', {}],
  ['confirming an app', '/account/second-factor/authenticator/confirm', { code: '123456' }],
  ['making recovery codes', '/account/second-factor/recovery-codes', {}],
  ['adding a passkey', '/account/second-factor/passkeys', { name: 'x', credential: '{}' }],
  ['removing a passkey', '/account/second-factor/passkeys/0198b0f0-0000-7000-8000-000000000000/remove', {}],
])('%s asks again after ten minutes, and does nothing until then', async (_, place, fields) => {
  const c = await council()
  const asha = await signedIn(c, c.asha)
  await later(c.asha, 11)
  const events = (await c.happened(c.asha.id)).length
  const answer = await asha.post(place, fields)
  expect([answer.status, placeOf(answer)]).toEqual([303, '/account/proof'])
  expect((await c.happened(c.asha.id)).length).toBe(events)
  // What shows who somebody is is not kept.
  const { rows } = await owner.query(`select fields::text as fields from platform.kept_forms where path = $1`, [place])
  expect(JSON.stringify(rows)).not.toMatch(/123456|credential/)
})

test('a directory’s token, which lets a program in for a whole organisation, is asked for as well', async () => {
  const c = await council()
  const place = `/admin/organisations/${c.organisation_id}/directory/tokens`
  await later(c.farah, 11)
  const asked = await c.farah.post(place, { name: 'Entra', days: '30' })
  expect(placeOf(asked)).toBe('/account/proof')
  // Whoever has no way to show it is told of the one that is left.
  expect(await c.farah.page(asked.headers.get('location')!)).toContain('sign out and sign in again')
})

test('ending sessions and revoking a token never wait', async () => {
  const c = await council()
  await later(c.asha, 600)
  expect(placeOf(await c.asha.post('/account/sessions/end-others'))).toBe('/account/sessions')
  expect((await c.asha.get('/account/tokens')).status).toBe(200)
})

test('who has an app shows it with a code, and changing the app asks for one each time', async () => {
  const c = await council()
  const ben = await signedIn(c, c.ben)
  const { key, codes } = await setUpApp(ben)
  await later(c.ben, 11)
  const asked = await ben.post('/account/addresses', { address: 'other@elsewhere.example' })
  const proof = asked.headers.get('location')!
  expect(await ben.page(proof)).toContain('Continue with a code')
  expect((await ben.post(proof, { code: '000000' })).status).toBe(422)
  expect(placeOf(await ben.post(proof, { code: codeOf(key) }))).toBe('/account/proof/carry-on')
  const sent = await ben.post('/account/addresses', { address: 'other@elsewhere.example' })
  expect(sent.headers.get('location')).toBe('/account/addresses?done=sent')
  // Fresh or not, an app is never changed without a code of it, and its code is a proof.
  expect((await ben.post('/account/second-factor/authenticator', { code: '000000' })).status).toBe(422)
  await later(c.ben, 11)
  expect(placeOf(await ben.post('/account/second-factor/authenticator', { code: codes[0]! }))).toBe(
    '/account/second-factor/authenticator',
  )
  expect(keyFrom(await ben.page('/account/second-factor/authenticator'))).not.toBe(key)
  await later(c.ben, 11)
  expect(placeOf(await ben.get('/account/second-factor/authenticator'))).toBe('/account/proof')
})

test('a page from a while ago offers no passkey to be added, and the browser is given nothing to sign', async () => {
  const c = await council()
  const ben = await signedIn(c, c.ben)
  expect(await ben.page('/account/second-factor')).toContain('data-kind="create"')
  await later(c.ben, 11)
  const page = await ben.page('/account/second-factor')
  expect(page).not.toContain('data-kind="create"')
  expect(page).toContain('/account/proof?return=%2Faccount%2Fsecond-factor')
  expect((await ben.post('/account/second-factor/passkeys/options')).status).toBe(403)
})

test('the way back is only ever a place of ours, and nobody gets what another entered', async () => {
  const c = await council()
  const [asha, ben] = [await signedIn(c, c.asha), await signedIn(c, c.ben)]
  await later(c.asha, 11)
  const asked = await asha.post('/account/tokens', { ...TOKEN, name: 'Mine' })
  const { searchParams } = new URL(asked.headers.get('location')!, 'http://x')
  const elsewhere = new URLSearchParams({
    return: '//evil.example',
    for: 'https://evil.example',
    kept: searchParams.get('kept')!,
  })
  const gone = await ben.get(`/account/proof/carry-on?${elsewhere}`)
  expect(gone.headers.get('location')).toBe('/')
  const page = await ben.page(`/account/proof?${elsewhere}`)
  expect(page).not.toContain('evil.example')
})
