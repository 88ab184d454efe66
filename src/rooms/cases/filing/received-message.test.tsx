import { expect, test } from 'vitest'
import { type Council, council, owner } from '#testing/council.tsx'
import { givenMail } from '#testing/given-mail.ts'
import { givenMailbox, type Mail, mail } from '#testing/mail.ts'

/** A council whose mailbox puts strangers to one side, with a message from one. */
async function waiting(given: Mail = {}, more: Parameters<typeof givenMailbox>[1] = {}) {
  const c = await council()
  const mailbox = await givenMailbox(c, { unknown_sender: 'quarantine', ...more })
  await givenMail(c, mailbox, mail({ From: 'Stan <stan@stranger.example>', Subject: 'Water comes in', ...given }))
  const [{ id }] = await received(c)
  return { c, id, mailbox }
}

const received = async (c: Council) => {
  const rows = await c.reading(tx => tx.selectFrom('channels.received_messages').selectAll().orderBy('id').execute())
  return rows as [(typeof rows)[number], ...typeof rows]
}
const placeOf = (response: Response) => response.headers.get('location') ?? ''

test('what could not be filed is seen, with why, counted in the menu, and filed by hand from its page', async () => {
  const { c, id } = await waiting()
  const list = await c.asha.page('/mail/quarantine')
  for (const words of ['Water comes in', 'stan@stranger.example', 'The sender is not known here', 'Mail to see to'])
    expect(list).toContain(words)
  const page = await c.asha.page(`/mail/received/${id}`)
  for (const words of ['The printer is on fire.', 'File it by hand', `/mail/received/${id}/file`])
    expect(page).toContain(words)
  const given = { does: 'new_case', who: 'other', other: c.ben.email, organisation_id: c.organisation_id }
  const filed = await c.asha.post(`/mail/received/${id}/file`, given)
  expect(filed.status).toBe(303)
  expect(await received(c)).toMatchObject([{ state: 'filed', settled_by: c.asha.id }])
  expect(await c.asha.page('/mail/quarantine')).toContain('Nothing to see to')
  const after = await c.asha.page(`/mail/received/${id}`)
  expect(after).toContain(placeOf(filed))
  expect(after).not.toContain('File it by hand')
})

test('nothing that is filed is ignored, tried again or put back', async () => {
  const { c, id } = await waiting({}, { unknown_sender: 'new_person' })
  expect(await received(c)).toMatchObject([{ state: 'filed' }])
  await c.asha.post('/mail/quarantine/ignore', { id: [id] })
  await c.asha.post(`/mail/received/${id}/restore`)
  expect((await c.asha.post(`/mail/received/${id}/try-again`)).status).toBe(409)
  expect(await received(c)).toMatchObject([{ state: 'filed' }])
})

test('ignored, one or many, it stays and can be put back', async () => {
  const { c, id } = await waiting()
  const done = await c.asha.post('/mail/quarantine/ignore', { id: [id] })
  expect(placeOf(done)).toBe(`/mail/quarantine?ignored=${id}`)
  const said = await c.asha.page(placeOf(done))
  expect(said).toContain('1 message is ignored.')
  expect(said).toContain(`/mail/quarantine/restore?ids=${id}`)
  expect(await c.asha.page('/mail/quarantine?which=ignored')).toContain('Water comes in')
  await c.asha.post(`/mail/quarantine/restore?ids=${id}`)
  expect(await received(c)).toMatchObject([{ state: 'quarantined', reason: 'Asha Patel put it back.' }])
  await c.asha.post(`/mail/received/${id}/ignore`)
  await c.asha.post(`/mail/received/${id}/restore`)
  expect(await received(c)).toMatchObject([{ state: 'quarantined' }])
})

test('tried again after what stood in its way is gone', async () => {
  const { c, id, mailbox } = await waiting()
  await owner.query(`update channels.mailboxes set unknown_sender = 'new_person' where id = $1`, [mailbox.id])
  await c.asha.post(`/mail/received/${id}/try-again`)
  expect(await c.asha.page(`/mail/received/${id}`)).toContain('will be filed in a moment')
  await c.work()
  expect(await received(c)).toMatchObject([{ state: 'filed', outcome: 'caseLogged' }])
})

test('a sender is blocked, and allowed again, and the record says so', async () => {
  const { c, id, mailbox } = await waiting()
  await c.asha.post(`/mail/received/${id}/block-sender`)
  await givenMail(c, mailbox, mail({ From: 'stan@stranger.example' }))
  expect((await received(c)).map(({ state }) => state)).toEqual(['quarantined', 'ignored'])
  await c.asha.post(`/mail/received/${id}/allow-sender`)
  const { rows } = await owner.query('select blocked_senders, allowed_senders from channels.mailboxes where id = $1', [
    mailbox.id,
  ])
  expect(rows).toEqual([{ blocked_senders: [], allowed_senders: [] }])
  expect((await c.happened(mailbox.id)).map(({ name }) => name)).toEqual(['mailbox.saved', 'mailbox.saved'])
})

test('HTML is shown in a frame that runs and fetches nothing, and the raw message is a download (abuse cases 14, 15, 31)', async () => {
  const body = '<p onclick="x()">Hello</p><script>alert(1)</script><img src="http://169.254.169.254/x.png">'
  const { c, id } = await waiting({ 'Content-Type': 'text/html', body })
  const frame = await c.asha.get(`/mail/received/${id}/whole`)
  const page = await frame.text()
  expect(page).toContain('Hello')
  expect(page).not.toMatch(/<script|onclick|src="http/)
  expect(frame.headers.get('content-security-policy')).toContain('sandbox')
  const raw = await c.asha.get(`/mail/received/${id}/raw`)
  expect(raw.headers.get('content-disposition')).toMatch(/^attachment; filename="message-[0-9a-f]+\.eml"$/)
  expect(raw.headers.get('x-content-type-options')).toBe('nosniff')
  expect(await raw.text()).toContain('<script>alert(1)</script>')
})

test('filters and pages: by mailbox, words and day, and they survive a reload', async () => {
  const { c, mailbox } = await waiting()
  for (let n = 0; n < 55; n++)
    await givenMail(c, mailbox, mail({ From: `s${n}@stranger.example`, Subject: `Leak number ${n}` }))
  const first = await c.asha.page('/mail/quarantine')
  const next = /href="([^"]*before=[^"]*)"/.exec(first)![1]!.replaceAll('&amp;', '&')
  expect(await c.asha.page(next)).toContain('Water comes in')
  expect(first).not.toContain('Water comes in')
  const found = await c.asha.page(`/mail/quarantine?words=WATER&mailbox=${mailbox.id}`)
  expect(found).toContain('Water comes in')
  expect(found).not.toContain('Leak number')
  expect(found).toContain('value="WATER"')
  expect((await c.asha.get('/mail/quarantine?from=2026-02-31')).status).toBe(422)
  expect(await c.asha.page('/mail/quarantine?from=2001-01-01&to=2001-01-02')).toContain('Nothing to see to')
})

test('whoever manages mail sees everything and files nothing; nobody else, and no other council, sees any', async () => {
  const { c, id } = await waiting()
  const other = await council()
  expect(await c.farah.page('/mail/received')).toContain('Water comes in')
  expect(await c.farah.page('/mail/received?which=filed')).not.toContain('Water comes in')
  const page = await c.farah.page(`/mail/received/${id}`)
  expect(page).toContain('Water comes in')
  expect(page).not.toContain('File it by hand')
  expect((await c.farah.post(`/mail/received/${id}/ignore`)).status).toBe(403)
  for (const place of ['', '/raw', '/whole']) {
    expect((await c.ben.get(`/mail/received/${id}${place}`)).status).toBe(403)
    expect((await other.asha.get(`/mail/received/${id}${place}`)).status).toBe(404)
  }
  for (const act of ['ignore', 'restore', 'try-again', 'block-sender', 'allow-sender'])
    expect([act, (await other.asha.post(`/mail/received/${id}/${act}`)).status]).toEqual([act, 404])
  expect((await other.asha.post('/mail/quarantine/ignore', { id: [id] })).status).toBe(404)
  expect(await received(c)).toMatchObject([{ state: 'quarantined' }])
})
