import { expect, test } from 'vitest'
import { send } from '#rooms/channels/index.ts'
import { type Council, council } from '#testing/council.tsx'
import { givenMail } from '#testing/given-mail.ts'
import { givenMailbox, mail } from '#testing/mail.ts'

/** A case of Ben's, and a message on it from somebody who has Ben's token and is not on it. */
async function withHeldMessage(more: Parameters<typeof mail>[0] = {}) {
  const c = await council()
  const mailbox = await givenMailbox(c, { sends_by_default: true })
  const theCase = await c.givenCase()
  const to = { name: c.ben.name, address: c.ben.email }
  const reply = {
    organisation_id: c.organisation_id,
    kind: 'reply',
    subject_id: theCase.id,
    person_id: c.ben.id,
  } as const
  const sent = await c.writing(tx => send(tx, { ...reply, to, subject: 'Re: Printer', text: 'Hot?' }, new Date()))
  const { message_id } = await c.reading(tx =>
    tx.selectFrom('channels.sent_messages').select('message_id').where('id', '=', sent).executeTakeFirstOrThrow(),
  )
  const headers = { From: 'Mo Jones <mo@home.example>', Subject: 'Fwd: Printer', 'In-Reply-To': `<${message_id}>` }
  const became = await givenMail(c, mailbox, mail({ ...headers, body: 'I smell smoke too.', ...more }))
  const held = await heldOf(c, theCase.id)
  const at = (act: string) => `/cases/${theCase.reference}/messages/${held}/${act}`
  return { c, mailbox, theCase, became, held, at }
}

async function heldOf(c: Council, case_id: string): Promise<string> {
  const found = await c.reading(tx =>
    tx.selectFrom('cases.message_sources').select('message_id').where('case_id', '=', case_id).executeTakeFirst(),
  )
  return found!.message_id
}

test('a third party’s words are staff’s alone until one of them accepts; then they are everybody’s, once', async () => {
  const { c, theCase, at } = await withHeldMessage()
  const page = await c.asha.page(`/cases/${theCase.reference}`)
  expect(page).toContain('Third party')
  expect(page).toContain(`It answers a message that we sent to ${c.ben.email}, from another address.`)
  expect(await c.ben.page(`/requests/${theCase.reference}`)).not.toContain('I smell smoke too')
  expect(await c.ben.page('/search?q=smell')).not.toContain('I smell smoke too')
  expect((await c.ben.get(at('whole'))).status).toBe(404)
  expect((await c.ben.post(at('accept'))).status).toBe(403)
  expect((await c.asha.post(at('accept'))).status).toBe(303)
  expect(await c.ben.page(`/requests/${theCase.reference}`)).toContain('I smell smoke too')
  const after = await c.asha.page(`/cases/${theCase.reference}`)
  expect(after.split('I smell smoke too.').length - 1).toBe(1)
  expect(after).toContain('Asha Patel accepted a message from Mo Jones (mo@home.example)')
  expect((await c.asha.post(at('accept'))).status).toBe(409)
})

test('a third party’s files stay with staff, and go to the requester with the message', async () => {
  const parts = [
    '--b\r\nContent-Type: text/plain\r\n\r\nSee the picture.',
    '--b\r\nContent-Type: text/plain; name="smoke.txt"\r\nContent-Disposition: attachment; filename="smoke.txt"\r\n\r\nSmoke.',
    '--b--',
  ]
  const more = { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b', body: parts.join('\r\n') }
  const { c, theCase, at } = await withHeldMessage(more)
  const href = /href="(\/files\/[^"]+)"/.exec(await c.asha.page(`/cases/${theCase.reference}`))?.[1] ?? ''
  expect(await (await c.asha.get(href)).text()).toContain('Smoke.')
  expect((await c.ben.get(href)).status).toBe(404)
  await c.asha.post(at('accept'))
  expect((await c.ben.get(href)).status).toBe(200)
})

test('a third party’s message can be a case of their own, or stay what it is', async () => {
  const one = await withHeldMessage()
  const moved = await one.c.asha.post(one.at('own-case'))
  expect(moved.status).toBe(303)
  const own = moved.headers.get('location')!
  expect(own).not.toContain(one.theCase.reference)
  expect(await one.c.asha.page(own)).toContain('I smell smoke too.')
  expect(await one.c.asha.page(own)).toContain('Mo Jones')
  expect(await one.c.asha.page(`/cases/${one.theCase.reference}`)).not.toContain('I smell smoke too.')
  const two = await withHeldMessage()
  expect((await two.c.asha.post(two.at('reject'))).status).toBe(303)
  expect(await two.c.asha.page(`/cases/${two.theCase.reference}`)).toContain('Rejected')
  expect((await two.c.asha.post(two.at('accept'))).status).toBe(409)
})

test('a third party who is copied in takes part, and answers like one from then on', async () => {
  const { c, mailbox, theCase, at } = await withHeldMessage()
  expect((await c.asha.post(at('accept'), { copy: 'yes' })).status).toBe(303)
  expect(await c.asha.page(`/cases/${theCase.reference}`)).toContain('mo@home.example')
  const more = mail({ From: 'Mo <mo@home.example>', Subject: `Re: ${theCase.reference}`, body: 'It is out now.' })
  expect(await givenMail(c, mailbox, more)).toMatchObject({ outcome: 'replyAdded', reason: null })
  expect(await c.ben.page(`/requests/${theCase.reference}`)).toContain('It is out now.')
})

test('what came from an analyst’s address is never let in as theirs (abuse case 1)', async () => {
  const c = await council()
  const mailbox = await givenMailbox(c)
  const { reference, id } = await c.givenCase()
  await givenMail(c, mailbox, mail({ From: `Asha Patel <${c.asha.email}>`, Subject: reference, body: 'Send money.' }))
  const page = await c.asha.page(`/cases/${reference}`)
  expect(page).toContain('Came by e-mail from Asha’s address. Nobody has checked that it was Asha.')
  expect(page).not.toContain('>Accept<')
  expect((await c.asha.post(`/cases/${reference}/messages/${await heldOf(c, id)}/accept`)).status).toBe(409)
})

test('another council finds nothing of a message', async () => {
  const { at } = await withHeldMessage()
  const other = await council()
  for (const act of ['whole', 'raw']) expect((await other.asha.get(at(act))).status).toBe(404)
  for (const act of ['accept', 'own-case', 'reject', 'original-sender'])
    expect((await other.asha.post(at(act))).status).toBe(404)
})
