import { expect, test } from 'vitest'
import { clientFor } from '#testing/client.ts'
import { app, council, db, visitor } from '#testing/council.tsx'
import { SESSION_COOKIE } from '../sign-in/remember.ts'
import { checkSignIn, startSession } from '../sign-in/sign-in.actions.ts'
import { changePassword } from './account.actions.ts'

const GOOD = 'kettle window river'

const elsewhere = async (person_id: string) => {
  const browser = 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0'
  const secret = await startSession(db, { person_id, address: '10.0.0.9', browser }, new Date())
  return clientFor(app, `${SESSION_COOKIE}=${secret}`)
}

test('everyone sees their own details and says how they are reached and helped', async () => {
  const { ben, happened } = await council()
  expect(await ben.page('/account')).toContain('Ben Carter')
  const saved = await ben.post('/account', { phone: '020 7946 0001', location: '', assistance: 'Please telephone' })
  expect(saved.headers.get('location')).toBe('/account?done=saved')
  expect(await ben.page('/account?done=saved')).toContain('Your details are saved.')
  const [event] = await happened(ben.id)
  expect(event).toMatchObject({
    name: 'person.edited',
    payload: { changes: { phone: { before: null, after: '020 7946 0001' } } },
  })
  expect((await visitor.get('/account')).status).toBe(303)
})

test('a person ends one session, or all others, and never the one they are in', async () => {
  const { ben } = await council()
  const [first, second] = [await elsewhere(ben.id), await elsewhere(ben.id)]
  const page = await ben.page('/account/sessions')
  expect(page).toContain('Firefox on Windows')
  expect(page).toContain('10.0.0.9')
  const session = /name="session" value="([^"]+)"/.exec(page)![1]!
  await ben.post('/account/sessions/end', { session })
  expect((await ben.page('/account/sessions')).match(/name="session"/g)).toHaveLength(1)
  await ben.post('/account/sessions/end-others')
  expect(await ben.page('/account/sessions')).not.toContain('name="session"')
  expect((await first.get('/account')).status).toBe(303)
  expect((await second.get('/account')).status).toBe(303)
})

test("nobody ends another's session", async () => {
  const { asha, ben } = await council()
  await elsewhere(ben.id)
  const session = /name="session" value="([^"]+)"/.exec(await ben.page('/account/sessions'))![1]!
  await asha.post('/account/sessions/end', { session })
  expect(await ben.page('/account/sessions')).toContain(session)
})

test('a password is changed by who knows the old one, within the rules, and signs everybody else out', async () => {
  const { ben, writing } = await council()
  await writing(tx =>
    changePassword(tx, ben.author, { person_id: ben.id, password: GOOD, keep_session: undefined }, new Date()),
  )
  // Setting it the first time ended Ben's session of this test, as it should.
  const here = await elsewhere(ben.id)
  const there = await elsewhere(ben.id)
  const wrong = await here.post('/account/password', { old: 'not this one', password: 'candle harbour spoon' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('That is not your password now')
  const weak = await here.post('/account/password', { old: GOOD, password: 'bencarter-2026' })
  expect(await weak.text()).toContain('a password may not contain your name')
  const changed = await here.post('/account/password', { old: GOOD, password: 'candle harbour spoon' })
  expect(changed.headers.get('location')).toBe('/account?done=password')
  expect((await here.get('/account')).status).toBe(200)
  expect((await there.get('/account')).status).toBe(303)
  const attempt = { email: ben.email, address: ben.id }
  expect(await checkSignIn(db, { ...attempt, password: GOOD })).toBeUndefined()
  expect(await checkSignIn(db, { ...attempt, password: 'candle harbour spoon' })).toBeDefined()
})
