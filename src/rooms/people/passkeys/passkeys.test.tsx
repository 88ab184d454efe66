import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { aBrowser, fromAnywhere } from '../sign-in/browser.fixture.ts'

// A real browser with a pretend device makes and uses passkeys in e2e/passkeys.e2e.ts. Here is what must not do.
const NONSENSE = ['', '{', 'null', '{"id":"x","rawId":"x","type":"public-key","response":{}}']

test('what no device of theirs signed neither adds a passkey nor signs anybody in', async () => {
  fromAnywhere()
  const c = await council()
  for (const credential of NONSENSE) {
    const added = await c.ben.post('/account/second-factor/passkeys', { name: 'Mine', credential })
    expect(added.status).toBe(422)
    const stranger = aBrowser()
    const answer = await stranger.post('/sign-in/passkey', { credential })
    expect(answer.headers.get('location')).toBe('/sign-in?return=%2F&done=passkey')
    expect(await stranger.isIn()).toBe(false)
    expect((await stranger.post('/sign-in/second-step/passkey', { credential })).headers.get('location')).toContain(
      'late',
    )
    expect((await stranger.post('/sign-in/set-up/passkey', { credential })).headers.get('location')).toContain('late')
  }
  expect((await aBrowser().post('/sign-in/second-step/passkey/options')).status).toBe(403)
  expect((await aBrowser().post('/sign-in/set-up/passkey/options')).status).toBe(403)
})

test('each is asked to sign something of its own, for our own address', async () => {
  const c = await council()
  const [first, second] = [
    await c.ben.post('/account/second-factor/passkeys/options'),
    await aBrowser().post('/sign-in/passkey/options'),
  ]
  const [made, used] = [await first.json(), await second.json()]
  expect(made.challenge).not.toBe(used.challenge)
  expect(made.rp.id).toBe('localhost')
  expect(used).toMatchObject({ userVerification: 'required', rpId: 'localhost' })
})

test('nobody renames or removes another’s passkey, or one that is not there', async () => {
  const [c, other] = [await council(), await council()]
  const id = crypto.randomUUID()
  await c.writing(tx =>
    tx
      .insertInto('people.passkeys')
      .values({
        ...{ id, person_id: c.ben.id, organisation_id: c.organisation_id, name: 'Laptop', made_at: new Date() },
        ...{ credential_id: id, public_key: Buffer.from('key') },
      })
      .execute(),
  )
  for (const who of [c.asha, other.ben]) {
    expect((await who.get(`/account/second-factor/passkeys/${id}`)).status).toBe(404)
    expect((await who.post(`/account/second-factor/passkeys/${id}`, { name: 'Mine' })).status).toBe(404)
    expect((await who.post(`/account/second-factor/passkeys/${id}/remove`)).status).toBe(404)
  }
  expect((await c.ben.post(`/account/second-factor/passkeys/${id}`, { name: ' ' })).status).toBe(422)
  expect((await c.ben.post(`/account/second-factor/passkeys/${id}`, { name: 'Phone' })).status).toBe(303)
  expect(await c.ben.page('/account/second-factor')).toContain('<strong>Phone</strong>')
})
