import { expect, test } from 'vitest'
import { type Council, council } from '#testing/council.tsx'
import { mail } from '#testing/mail.ts'
import { mailDesk } from '#testing/mail-desk.ts'
import { signLink } from './link.ts'

const NEW = 'ben@home.example'

const sentTo = (c: Council, address: string) =>
  c.reading(tx =>
    tx
      .selectFrom('channels.sent_messages')
      .selectAll()
      .where('to_address', '=', address)
      .where('organisation_id', '=', c.organisation_id)
      .executeTakeFirst(),
  )

test('an address somebody adds counts once they have opened the link we sent there', async () => {
  const { c, post } = await mailDesk({ unknown_sender: 'quarantine' })
  expect((await c.ben.post('/account/addresses', { address: NEW })).status).toBe(303)
  await c.work()
  expect(await c.ben.page('/account/addresses')).toContain('Not confirmed yet')
  expect((await post(mail({ From: NEW }))).state).toBe('quarantined')
  const text = (await sentTo(c, NEW))!.text
  const link = new URL(/https?:\S+/.exec(text)![0])
  const page = await c.ben.page(link.pathname + link.search)
  const [, token] = /name="token" value="([^"]+)"/.exec(page)!
  expect((await c.asha.post('/account/addresses/confirm', { token: token! })).status).toBe(404)
  expect((await c.ben.post('/account/addresses/confirm', { token: token! })).status).toBe(303)
  expect(await c.ben.page('/account/addresses')).toContain('confirmed by a link sent there')
  const came = await post(mail({ From: NEW, Subject: 'From home' }))
  expect(came.outcome).toBe('caseLogged')
  expect(await c.ben.page(`/requests/${came.reference}`)).toContain('From home')
})

test('a link that is changed, too old or of an address taken away does nothing', async () => {
  const c = await council()
  await c.ben.post('/account/addresses', { address: NEW })
  const { id } = await c.reading(tx =>
    tx
      .selectFrom('people.addresses')
      .select('id')
      .where('address', '=', NEW)
      .where('person_id', '=', c.ben.id)
      .executeTakeFirstOrThrow(),
  )
  const confirm = async (token: string) => (await c.ben.post('/account/addresses/confirm', { token })).status
  const good = await c.reading(tx => signLink(tx, id, new Date()))
  const old = await c.reading(tx => signLink(tx, id, new Date(Date.now() - 25 * 3_600_000)))
  expect([await confirm(`${good}x`), await confirm(''), await confirm(old)]).toEqual([404, 404, 404])
  expect((await c.ben.post(`/account/addresses/${id}/remove`)).status).toBe(303)
  expect(await confirm(good)).toBe(404)
})

test('what is sent goes to one’s own address, which stays; nonsense and the same again are refused beside the field', async () => {
  const c = await council()
  const own = await c.reading(tx =>
    tx.selectFrom('people.addresses').select('id').where('person_id', '=', c.ben.id).executeTakeFirstOrThrow(),
  )
  expect((await c.ben.post(`/account/addresses/${own.id}/remove`)).status).toBe(409)
  expect((await c.asha.post(`/account/addresses/${own.id}/remove`)).status).toBe(404)
  expect((await c.ben.post('/account/addresses', { address: 'nonsense' })).status).toBe(422)
  const twice = await c.ben.post('/account/addresses', { address: c.ben.email.toUpperCase() })
  expect([twice.status, (await twice.text()).includes('already')]).toEqual([422, true])
})

test('staff add an address they are sure of, and see who else has it; mail from it is then nobody’s guess', async () => {
  const { c, post } = await mailDesk()
  const at = `/admin/people/${c.ben.id}/addresses`
  expect((await c.farah.post(at, { address: 'office@council.example' })).status).toBe(303)
  await c.farah.post(`/admin/people/${c.dilys.id}/addresses`, { address: 'office@council.example' })
  expect(await c.farah.page(at)).toContain('Dilys Morgan has this address too')
  const mine = await c.ben.page('/account/addresses')
  expect(mine).toContain('Somebody else has this address too')
  expect(mine).not.toContain('Dilys')
  const came = await post(mail({ From: 'office@council.example' }))
  expect(came).toMatchObject({ state: 'quarantined', reason: '2 people have this address. Choose who wrote it.' })
})

test('only those who manage people do that, and only for theirs (abuse case 20)', async () => {
  const [c, other] = [await council(), await council()]
  const at = `/admin/people/${c.ben.id}/addresses`
  expect((await c.asha.post(at, { address: NEW })).status).toBe(403)
  expect((await other.farah.get(at)).status).toBe(404)
  expect((await other.farah.post(at, { address: NEW })).status).toBe(404)
})
