import { afterAll, beforeAll, expect, test } from 'vitest'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { type Council, council, type Member, owner } from '#testing/council.tsx'
import {
  aBrowser,
  codeOf,
  fromAnywhere,
  givePassword,
  keyFrom,
  recoveryCodesFrom,
  setUpApp,
} from '../sign-in/browser.fixture.ts'

beforeAll(() => {
  useSecretKey('a key that only these tests have')
  fromAnywhere()
})
afterAll(() => useSecretKey(undefined))

/** Somebody with a password and an app, and the browser they set it up in. */
async function withApp(c: Council, who: Member) {
  await givePassword(c, who)
  const home = aBrowser()
  await home.signIn(who.email)
  return { home, ...(await setUpApp(home)) }
}

const needFactor = (c: Council, ...roles: string[]) =>
  c.farah.send(`/admin/organisations/${c.organisation_id}/sign-in`, rulesForm({ roles }))

function rulesForm({ roles = [] as string[], ...more }: { roles?: string[] } & Record<string, unknown>) {
  const form = new FormData()
  for (const role of roles) form.append('roles', role)
  for (const [name, value] of Object.entries({ least_length: '12', remembered: '0', banned_words: '', ...more }))
    form.append(name, String(value))
  return form
}

test('a person sets an app up, and from then on a password is half of signing in', async () => {
  const c = await council()
  const { home, key, codes } = await withApp(c, c.ben)
  expect(codes).toHaveLength(10)
  expect(await home.page('/account/second-factor')).toContain('You have 10 recovery codes left')
  const browser = aBrowser()
  const first = await browser.signIn(c.ben.email)
  expect(first.headers.get('location')).toBe('/sign-in/second-step?return=%2F')
  // Half way in is nowhere: not on the account's pages, not on the streams, not by another cookie's name.
  expect(await browser.isIn()).toBe(false)
  browser.cookies.set('moothall_session', browser.cookies.get('moothall_second_step')!)
  expect(await browser.isIn()).toBe(false)
  browser.cookies.delete('moothall_session')
  const wrong = await browser.post('/sign-in/second-step', { code: '000000' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('That code is wrong, too old, or was used before')
  const done = await browser.post('/sign-in/second-step?return=/account', { code: codeOf(key) })
  expect(done.headers.get('location')).toBe('/account')
  expect(await browser.isIn()).toBe(true)
  expect((await c.happened(c.ben.id)).map(({ name }) => name)).toContain('person.factorAdded')
})

test('a code counts once, a step early or late at most; a recovery code counts once, and is told', async () => {
  const c = await council()
  const { key, codes } = await withApp(c, c.ben)
  const enter = async (code: string) => {
    const browser = aBrowser()
    await browser.signIn(c.ben.email)
    return (await browser.post('/sign-in/second-step', { code })).status
  }
  const code = codeOf(key)
  expect(await enter(codeOf(key, 3))).toBe(422)
  expect(await enter(codeOf(key, -1))).toBe(422)
  expect(await enter(code)).toBe(303)
  expect(await enter(code)).toBe(422)
  expect(await enter(codes[0]!.toUpperCase().replaceAll('-', ' '))).toBe(303)
  expect(await enter(codes[0]!)).toBe(422)
  await c.work()
  const told = await c.reading(tx =>
    tx.selectFrom('channels.sent_messages').select('subject').where('person_id', '=', c.ben.id).execute(),
  )
  expect(told.map(({ subject }) => subject)).toContain('A recovery code was used to sign in as you')
})

test('nothing of a secret is kept as it is', async () => {
  const c = await council()
  const { key, codes } = await withApp(c, c.ben)
  const { rows } = await owner.query(
    `select row_to_json(a)::text as row from people.authenticators a where person_id = $1
     union all select row_to_json(r)::text from people.recovery_codes r where person_id = $1
     union all select e.payload::text from platform.events e where e.subject_id = $1`,
    [c.ben.id],
  )
  const all = JSON.stringify(rows)
  for (const secret of [key, ...codes]) expect(all).not.toContain(secret)
})

test('five wrong codes and the password is asked again; ten minutes, and it is too', async () => {
  const c = await council()
  const { key } = await withApp(c, c.ben)
  const guessing = aBrowser()
  await guessing.signIn(c.ben.email)
  for (let n = 0; n < 5; n++) await guessing.post('/sign-in/second-step', { code: '123456' })
  const sixth = await guessing.post('/sign-in/second-step', { code: codeOf(key) })
  expect(sixth.headers.get('location')).toBe('/sign-in?return=%2F&done=tries')
  const late = aBrowser()
  await late.signIn(c.ben.email)
  await owner.query(`update people.half_sign_ins set ends_at = now() where person_id = $1`, [c.ben.id])
  const answer = await late.post('/sign-in/second-step', { code: codeOf(key) })
  expect(answer.headers.get('location')).toBe('/sign-in?return=%2F&done=late')
  expect(await late.isIn()).toBe(false)
})

test('S-07: a role that needs a second factor: whoever has none sets one up before anything else', async () => {
  const c = await council()
  await givePassword(c, c.asha)
  const working = aBrowser()
  await working.signIn(c.asha.email)
  expect(await working.isIn()).toBe(true)
  expect((await needFactor(c, 'analyst', 'team_lead')).status).toBe(303)
  const browser = aBrowser()
  const first = await browser.signIn(c.asha.email)
  expect(first.headers.get('location')).toBe('/sign-in/set-up?return=%2F')
  expect(await browser.isIn()).toBe(false)
  expect((await browser.get('/sign-in/second-step')).headers.get('location')).toBe('/sign-in/set-up')
  expect(await browser.page('/sign-in/set-up')).toContain('Use an authenticator app')
  await browser.post('/sign-in/set-up?return=/account')
  const page = await browser.page('/sign-in/set-up/authenticator?return=/account')
  expect(page).toContain('<path d="M')
  const wrong = await browser.post('/sign-in/set-up/authenticator?return=/account', { code: '12' })
  expect(wrong.status).toBe(422)
  const key = keyFrom(page)
  const done = await browser.post('/sign-in/set-up/authenticator?return=/account', { code: codeOf(key) })
  expect(recoveryCodesFrom(await done.text())).toHaveLength(10)
  expect(await browser.isIn()).toBe(true)
  // A password alone does not change what is set up.
  const thief = aBrowser()
  await thief.signIn(c.asha.email)
  expect((await thief.get('/sign-in/set-up')).headers.get('location')).toContain('done=late')
  expect((await thief.post('/sign-in/set-up')).headers.get('location')).toContain('done=late')
  // Whoever has no such role signs in as before.
  await givePassword(c, c.ben)
  expect((await aBrowser().signIn(c.ben.email)).headers.get('location')).toBe('/')
})

test('sessions without the second factor end when the role comes to need one', async () => {
  const c = await council()
  await needFactor(c, 'manager')
  expect((await c.evan.get('/account')).status).toBe(303)
  expect((await c.asha.get('/account')).status).toBe(200)
  // And when somebody is given a role that needs one.
  await c.farah.post(`/admin/people/${c.dilys.id}/roles`, { [`roles-${c.organisation_id}`]: ['manager'] })
  expect((await c.dilys.get('/account')).status).toBe(303)
})

test('a factor that a role needs cannot be removed; one that none needs can, with a code', async () => {
  const c = await council()
  const { home, key, codes } = await withApp(c, c.asha)
  expect((await home.post('/account/second-factor/authenticator/remove', { code: '' })).status).toBe(422)
  await needFactor(c, 'analyst')
  const refused = await home.post('/account/second-factor/authenticator/remove', { code: codes[0]! })
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('A role of yours needs a second factor')
  await needFactor(c)
  expect((await home.post('/account/second-factor/authenticator/remove', { code: codeOf(key) })).status).toBe(303)
  expect(await home.page('/account/second-factor')).toContain('Set up an authenticator app')
  expect((await aBrowser().signIn(c.asha.email)).headers.get('location')).toBe('/')
})

test('somebody changes to another phone, which takes a code of the old; the old one then says nothing', async () => {
  const c = await council()
  const { home, key, codes } = await withApp(c, c.ben)
  expect((await home.post('/account/second-factor/authenticator', { code: '111111' })).status).toBe(422)
  await home.post('/account/second-factor/authenticator', { code: codes[1]! })
  const page = await home.page('/account/second-factor/authenticator')
  const second = await home.post('/account/second-factor/authenticator/confirm', { code: codeOf(keyFrom(page), -1) })
  expect(second.headers.get('location')).toBe('/account/second-factor?done=app')
  const browser = aBrowser()
  await browser.signIn(c.ben.email)
  expect((await browser.post('/sign-in/second-step', { code: codeOf(key) })).status).toBe(422)
  expect((await browser.post('/sign-in/second-step', { code: codeOf(keyFrom(page)) })).status).toBe(303)
})

test('S-07: a lost factor is reset by who manages people, with a reason; the person is told and out', async () => {
  const c = await council()
  const { home } = await withApp(c, c.ben)
  const place = `/admin/people/${c.ben.id}/sign-in`
  expect(await c.farah.page(place)).toContain('Reset their second factor')
  const without = await c.farah.post(`${place}/second-factor`, { reason: ' ' })
  expect(without.status).toBe(422)
  expect(await without.text()).toContain('Say why, for the audit trail')
  expect((await c.asha.post(`${place}/second-factor`, { reason: 'lost' })).status).toBe(403)
  const other = await council()
  expect((await other.farah.post(`${place}/second-factor`, { reason: 'lost' })).status).toBe(404)
  expect((await c.farah.post(`${place}/second-factor`, { reason: 'Phone lost' })).status).toBe(303)
  expect(await home.isIn()).toBe(false)
  expect((await aBrowser().signIn(c.ben.email)).headers.get('location')).toBe('/')
  const last = (await c.happened(c.ben.id)).at(-1)
  expect(last).toMatchObject({ name: 'person.factorsReset', actor: 'Farah Aziz', payload: { reason: 'Phone lost' } })
  await c.work()
  const told = await c.reading(tx =>
    tx.selectFrom('channels.sent_messages').select(['subject', 'text']).where('person_id', '=', c.ben.id).execute(),
  )
  expect(told.at(-1)!.subject).toBe('Your second factor was reset')
})

test('nobody resets their own', async () => {
  const c = await council()
  await setUpApp(c.farah)
  const answer = await c.farah.post(`/admin/people/${c.farah.id}/sign-in/second-factor`, { reason: 'mine' })
  expect(answer.status).toBe(409)
})

test('without a key to seal with, nothing is set up or asked for', async () => {
  const c = await council()
  useSecretKey(undefined)
  expect((await c.ben.post('/account/second-factor/authenticator')).status).toBe(409)
  expect((await needFactor(c, 'analyst')).status).toBe(409)
  useSecretKey('a key that only these tests have')
})

test('who may not manage people sets no rules, and another council’s are not there', async () => {
  const [c, other] = [await council(), await council()]
  const place = `/admin/organisations/${c.organisation_id}/sign-in`
  expect((await c.asha.send(place, rulesForm({}))).status).toBe(403)
  expect((await other.farah.get(place)).status).toBe(404)
  expect((await other.farah.send(place, rulesForm({ roles: ['requester'] }))).status).toBe(404)
})

test('abuse case 38: a session has a new secret after signing in, after a second factor, and when roles change', async () => {
  const c = await council()
  await givePassword(c, c.ben)
  const browser = aBrowser()
  browser.cookies.set('moothall_session', 'planted-by-somebody')
  await browser.signIn(c.ben.email)
  const first = browser.cookies.get('moothall_session')
  expect(first).not.toBe('planted-by-somebody')
  await setUpApp(browser)
  const second = browser.cookies.get('moothall_session')
  expect(second).not.toBe(first)
  expect(await browser.isIn()).toBe(true)
  await c.farah.post(`/admin/people/${c.ben.id}/roles`, { [`roles-${c.organisation_id}`]: ['requester', 'analyst'] })
  // Another process, which remembers nothing.
  const fresh = aBrowser(undefined, browser.cookies)
  await new Promise(resolve => setTimeout(resolve, 2100))
  expect(await fresh.isIn()).toBe(true)
  expect(fresh.cookies.get('moothall_session')).not.toBe(second)
  await new Promise(resolve => setTimeout(resolve, 2100))
  expect(await aBrowser(undefined, new Map([['moothall_session', second!]])).isIn()).toBe(false)
  expect(await fresh.isIn()).toBe(true)
})
