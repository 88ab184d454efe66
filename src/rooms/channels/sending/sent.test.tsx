import { afterEach, expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { type Council, council, db, owner } from '#testing/council.tsx'
import { sendThrough } from './outgoing.ts'
import { type SendMessage, send } from './send.actions.ts'
import { createSender } from './sender.ts'
import { givenMailbox, mailServer, rowOf } from './smtp.fixture.ts'

afterEach(() => sendThrough({ SMTP_CONNECTIONS: 5 }))

const say = (c: Council, more: Partial<SendMessage> = {}, at = new Date()) =>
  c.writing(tx =>
    send(
      tx,
      {
        ...{ organisation_id: c.organisation_id, kind: 'reply', to: { name: 'Ben', address: 'ben@example.org' } },
        ...{ subject: 'Your printer', text: 'It is <mended>.\n\nAsha' },
        ...more,
      },
      at,
    ),
  )

async function sendDue(c: Council) {
  const sender = createSender({ owner, db, only: [c.organisation_id] })
  await sender.sendDue(new Date())
  await sender.close()
}

test('without a mail server the page says plainly that messages stay here, and shows each as it would have gone', async () => {
  const c = await council()
  const { address } = await givenMailbox(c)
  const id = await say(c)
  await sendDue(c)
  for (const place of ['/mail/sent', '/mail/sink']) {
    const page = await c.farah.page(place)
    expect(page).toContain('No mail server is set up: messages stay here.')
    expect(page).toContain('ben@example.org')
  }
  const page = await c.farah.page(`/mail/sent/${id}`)
  expect(page).toContain('It is &lt;mended>.')
  expect(page).toContain('None: it stayed here')
  const framed = await c.farah.get(`/mail/sent/${id}/page`)
  expect(await framed.text()).toContain('<p>It is &lt;mended&gt;.</p>')
  expect(framed.headers.get('content-security-policy')).toContain("default-src 'none'")
  const raw = await c.farah.get(`/mail/sent/${id}/message.eml`)
  expect(raw.headers.get('content-disposition')).toContain('attachment')
  expect(await raw.text()).toMatch(new RegExp(`From: Service desk <${address}>`))
})

test('words that let their reader in are shown to nobody else, and forgotten once they have gone', async () => {
  const c = await council()
  const server = await mailServer({})
  sendThrough({ SMTP_URL: server.url, SMTP_CONNECTIONS: 2 })
  await givenMailbox(c)
  const id = await say(c, { text: 'Choose one here: http://desk/sign-in/password?token=abc', lets_in: true })
  const places = [`/mail/sent/${id}`, `/mail/sent/${id}/page`, `/mail/sent/${id}/message.eml`]
  const shown = async () => Promise.all(places.map(async place => (await c.farah.get(place)).text()))
  for (const page of await shown()) expect(page).not.toContain('token=abc')
  await sendDue(c)
  expect(server.got.at(-1)?.mail.text).toContain('token=abc')
  for (const page of await shown()) {
    expect(page).not.toContain('token=abc')
    expect(page).toContain('lets its reader in')
  }
  expect((await rowOf(id)).text).not.toContain('token=abc')
})

test('with a mail server the list says what became of each, and is narrowed to what is asked for', async () => {
  const c = await council()
  const server = await mailServer({
    recipient: address => (address.startsWith('gone') ? '550 5.1.1 Unknown' : undefined),
  })
  sendThrough({ SMTP_URL: server.url, SMTP_CONNECTIONS: 2 })
  const { id: mailbox } = await givenMailbox(c)
  await say(c, { subject: 'First' })
  await say(c, { subject: 'Second', kind: 'notification', to: { name: null, address: 'gone@example.org' } })
  await say(c, { subject: 'Third' }, new Date('2026-01-05T10:00:00Z'))
  await sendDue(c)
  const page = await c.farah.page('/mail/sent')
  expect(page).not.toContain('No mail server is set up')
  expect(page).toContain('Nothing waits to be sent.')
  expect(page).toContain('The mailbox does not exist.')
  const shown = async (query: string) => {
    const text = await c.farah.page(`/mail/sent?${query}`)
    return ['First', 'Second', 'Third'].filter(subject => text.includes(subject))
  }
  expect(await shown('state=failed')).toEqual(['Second'])
  expect(await shown('kind=reply')).toEqual(['First', 'Third'])
  expect(await shown('address=GONE')).toEqual(['Second'])
  expect(await shown('address=100%25')).toEqual([])
  expect(await shown('from=2026-01-05&to=2026-01-05')).toEqual(['Third'])
  expect(await shown(`mailbox=${mailbox}`)).toEqual(['First', 'Second', 'Third'])
  expect(await shown(`mailbox=${newId()}`)).toEqual([])
  expect((await c.farah.get('/mail/sent?from=yesterday')).status).toBe(422)
  const file = await (await c.farah.get('/mail/sent?state=failed&format=csv')).text()
  expect(file).toContain('gone@example.org')
  expect(file).not.toContain('First')
})

test('a long list is read page by page', async () => {
  const c = await council()
  for (let i = 0; i < 53; i++) await say(c, { subject: `Number ${i}.` }, new Date(Date.now() - i * 1000))
  const first = await c.farah.page('/mail/sent?state=waiting')
  expect(first).toContain('Number 49.')
  expect(first).not.toContain('Number 50.')
  const next = /href="([^"]*before=[^"]*)"/.exec(first)![1]!.replaceAll('&amp;', '&')
  const second = await c.farah.page(next)
  expect(second).toContain('Number 52.')
  expect(second).not.toContain('Number 49.')
  expect(second).not.toContain('rel="next"')
})

test('what waits in vain is told in words', async () => {
  const c = await council()
  const server = await mailServer({ message: () => '451 4.3.2 Not now' })
  const { address } = await givenMailbox(c, { smtp: { host: '127.0.0.1', port: server.port, tls: 'never' } })
  const id = await say(c)
  await sendDue(c)
  const page = await c.farah.page('/mail/sent')
  expect(page).toContain(`<strong>${address}</strong>: 1 waiting, the oldest `)
  expect(page).toContain('1 tried in vain so far')
  expect(page).toContain('The other mail system takes no messages at the moment.')
  expect(await c.farah.page(`/mail/sent/${id}`)).toContain('Tried again')
})

test('somebody decides about a message: sent again, known to have arrived, not to be sent', async () => {
  const c = await council()
  const id = await say(c)
  const set = (state: string) => owner.query('update channels.sent_messages set state = $2 where id = $1', [id, state])
  await c.farah.post(`/mail/sent/${id}/cancel`)
  expect((await rowOf(id)).state).toBe('cancelled')
  expect(await c.farah.page(`/mail/sent/${id}`)).toContain('Send it after all')
  await c.farah.post(`/mail/sent/${id}/again`)
  expect((await rowOf(id)).state).toBe('waiting')
  expect((await c.farah.post(`/mail/sent/${id}/arrived`)).status).toBe(409)
  await set('uncertain')
  expect(await c.farah.page(`/mail/sent/${id}`)).toContain('It arrived')
  await c.farah.post(`/mail/sent/${id}/arrived`)
  expect((await rowOf(id)).state).toBe('sent')
  const gone = await c.farah.post(`/mail/sent/${id}/cancel`)
  expect(gone.status).toBe(409)
  expect(await gone.text()).toContain('It is too late')
})

test('after a restore everything that is held is sent, or never sent, in one step; as the list is narrowed, and only one’s own', async () => {
  const [c, d] = [await council(), await council()]
  const held = (id: string) => owner.query("update channels.sent_messages set state = 'held' where id = $1", [id])
  const replies = [await say(c), await say(c)]
  const notice = await say(c, { kind: 'notification' })
  const stopped = await say(c, { to: { name: null, address: 'gone@example.org' } })
  const theirs = await say(d)
  for (const id of [...replies, notice, stopped, theirs]) await held(id)
  const on = { organisation_id: c.organisation_id, address: 'gone@example.org', detail: 'Asked' }
  await c.farah.post('/mail/suppressed', on)
  for (const place of ['/mail/sent', '/admin']) expect(await c.farah.page(place)).toContain('4 held')
  expect(await c.farah.page('/mail/sent')).not.toContain('Send all of them now')
  expect(await c.farah.page('/mail/sent?state=held')).toContain('Send all of them now')
  expect((await c.asha.post('/mail/sent/held', { do: 'release' })).status).toBe(403)

  const done = await c.farah.post('/mail/sent/held?kind=reply', { do: 'release' })
  expect(await c.farah.page(done.headers.get('location')!)).toContain('2 messages will be sent now.')
  for (const id of replies) expect((await rowOf(id)).state).toBe('waiting')
  for (const id of [notice, stopped, theirs]) expect((await rowOf(id)).state).toBe('held')
  const rest = await c.farah.post('/mail/sent/held', { do: 'cancel' })
  expect(await c.farah.page(rest.headers.get('location')!)).toContain('2 messages will not be sent.')
  for (const id of [notice, stopped]) expect((await rowOf(id)).state).toBe('cancelled')
  expect((await rowOf(theirs)).state).toBe('held')
})

test('an address is put on the list and taken off it, by hand', async () => {
  const c = await council()
  const on = { organisation_id: c.organisation_id, address: 'Ben@Example.org', detail: 'Asked by telephone' }
  expect(await c.farah.page('/mail/suppressed')).toContain('Every address may be written to.')
  expect((await c.farah.post('/mail/suppressed', { ...on, address: 'a, b@c.example' })).status).toBe(422)
  expect(await (await c.farah.post('/mail/suppressed', { ...on, detail: '' })).text()).toContain('Say why')
  await c.farah.post('/mail/suppressed', on)
  const page = await c.farah.page('/mail/suppressed?q=BEN')
  expect(page).toContain('ben@example.org')
  expect(page).toContain('Asked by telephone')
  expect(await c.farah.page('/mail/suppressed?q=asha')).toContain('No address on the list fits that.')
  expect((await rowOf(await say(c))).state).toBe('suppressed')
  await c.farah.post('/mail/suppressed/lift', on)
  expect((await rowOf(await say(c))).state).toBe('waiting')
})

test('only who manages mail sees it, and only their own council’s', async () => {
  const [c, d] = [await council(), await council()]
  const id = await say(c, { subject: 'Ours alone' })
  await c.farah.post('/mail/suppressed', {
    organisation_id: c.organisation_id,
    address: 'x@example.org',
    detail: 'Asked',
  })
  for (const place of ['/mail/sent', '/mail/sink', '/mail/suppressed', `/mail/sent/${id}`]) {
    expect((await c.asha.get(place)).status).toBe(403)
    expect(await (await d.farah.get(place)).text()).not.toMatch(/Ours alone|x@example/)
  }
  for (const place of ['', '/page', '/message.eml'])
    expect((await d.farah.get(`/mail/sent/${id}${place}`)).status).toBe(404)
  for (const act of ['again', 'arrived', 'cancel'])
    expect((await d.farah.post(`/mail/sent/${id}/${act}`)).status).toBe(404)
  const add = { organisation_id: c.organisation_id, address: 'y@example.org', detail: 'Asked' }
  expect((await d.farah.post('/mail/suppressed', add)).status).toBe(403)
  expect((await d.farah.post('/mail/suppressed/lift', { ...add, address: 'x@example.org' })).status).toBe(404)
  expect((await rowOf(id)).state).toBe('waiting')
  expect(await c.farah.page('/')).toContain('href="/mail/sent"')
})
