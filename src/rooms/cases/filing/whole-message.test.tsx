import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { givenMail } from '#testing/given-mail.ts'
import { givenMailbox, mail } from '#testing/mail.ts'

const HOSTILE = `<html><head><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">
<style>@import "https://evil.example/a.css";</style></head><body><p>Hello <b>there</b></p><script>alert(1)</script>
<svg onload=alert(2)><a xlink:href="javascript:alert(3)"><rect/></a></svg><form action="https://evil.example/"><input name=p></form>
<a href="java&#115;cript:alert(4)">click</a><img src="https://evil.example/beacon.png"><img src=x onerror=alert(5)>
<div style="background:url(https://evil.example/b.png)">styled</div><iframe src="https://evil.example/"></iframe>
<noscript><p title="</noscript><img src=x onerror=alert(6)>"></noscript><img src="cid:logo@x" alt="Logo"></body></html>`

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const related = (html: string) =>
  [
    '--b\r\nContent-Type: text/html; charset=utf-8\r\n',
    html,
    `--b\r\nContent-Type: image/png\r\nContent-ID: <logo@x>\r\nContent-Disposition: inline; filename="logo.png"\r\nContent-Transfer-Encoding: base64\r\n\r\n${PNG}`,
    '--b--',
  ].join('\r\n')

async function hostileCase() {
  const c = await council()
  const mailbox = await givenMailbox(c)
  const body = related(HOSTILE)
  const headers = { From: c.ben.email, 'MIME-Version': '1.0', 'Content-Type': 'multipart/related; boundary=b', body }
  const { reference } = await givenMail(c, mailbox, mail(headers))
  return { c, reference: reference! }
}

const DANGER =
  /<script|onerror|onload|javascript:|evil\.example|<form[^>]*evil|<base href|http-equiv|@import|<iframe src="http|<svg on/i

test('hostile HTML is inert wherever it is shown, and nothing of it is fetched (abuse cases 14 and 15)', async () => {
  const { c, reference } = await hostileCase()
  const page = await c.asha.page(`/cases/${reference}`)
  const [, whole] = /src="(\/cases\/[^"]+\/whole)"/.exec(page)!
  const response = await c.asha.get(whole!)
  const frame = await response.text()
  expect(frame).toContain('Hello')
  expect(frame).toContain('styled')
  expect(frame).not.toMatch(DANGER)
  const policy = response.headers.get('content-security-policy')!
  expect(policy).toContain("default-src 'none'")
  expect(policy).toMatch(/^sandbox /)
  expect(policy).not.toContain('allow-scripts')
  expect(page).toContain('2 remote pictures were not fetched.')
  const own = page.split('mail-source')[0]!
  expect(own).not.toMatch(/alert\(|evil\.example/)
  const portal = await c.ben.page(`/requests/${reference}`)
  expect(portal).not.toMatch(/alert\(|evil\.example/)
  expect(await c.asha.page('/search?q=hello')).not.toMatch(/alert\(|evil\.example/)
})

test('a picture of the message is its own file, asked for by those who may see it', async () => {
  const { c, reference } = await hostileCase()
  const page = await c.asha.page(`/cases/${reference}`)
  const [, whole] = /src="(\/cases\/[^"]+\/whole)"/.exec(page)!
  const [, picture] = /src="(\/files\/[^"]+\/preview)"/.exec(await c.asha.page(whole!))!
  expect((await c.asha.get(picture!)).headers.get('content-type')).toBe('image/png')
  expect((await c.ben.get(picture!)).status).toBe(200)
  expect((await c.dilys.get(whole!)).status).toBe(200)
  const other = await council()
  expect([(await other.asha.get(picture!)).status, (await other.asha.get(whole!)).status]).toEqual([404, 404])
  expect(page).not.toContain('logo.png')
})

test('the raw message is staff’s to download, every byte as it came; its requester reads the whole of theirs', async () => {
  const { c, reference } = await hostileCase()
  const page = await c.asha.page(`/cases/${reference}`)
  const [, raw] = /href="(\/cases\/[^"]+\/raw)"/.exec(page)!
  const download = await c.asha.get(raw!)
  expect(download.headers.get('content-disposition')).toMatch(/^attachment; filename="message-.*\.eml"$/)
  expect(await download.text()).toContain('<svg onload=alert(2)>')
  expect((await c.ben.get(raw!)).status).toBe(403)
  const [, whole] = /src="(\/cases\/[^"]+\/whole)"/.exec(await c.ben.page(`/requests/${reference}`))!
  expect(await c.ben.page(whole!)).toContain('Hello')
})

test('an invitation, a signature and a message passed on are shown for what they are', async () => {
  const c = await council()
  const mailbox = await givenMailbox(c)
  const calendar = [
    ...['BEGIN:VCALENDAR', 'METHOD:REQUEST', 'BEGIN:VEVENT', 'SUMMARY:Printer visit', 'DTSTART:20261124T100000Z'],
    ...['DTEND:20261124T110000Z', 'LOCATION:Room 4', 'END:VEVENT', 'END:VCALENDAR'],
  ].join('\r\n')
  const parts = [
    '--b\r\nContent-Type: text/plain\r\n\r\nCome and see.',
    `--b\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\n${calendar}`,
    '--b--',
  ]
  const headers = {
    'MIME-Version': '1.0',
    'Content-Type': 'multipart/alternative; boundary=b',
    body: parts.join('\r\n'),
  }
  const { reference } = await givenMail(c, mailbox, mail({ From: c.ben.email, ...headers }))
  const page = await c.asha.page(`/cases/${reference}`)
  expect(page).toContain('Invitation')
  expect(page).toContain('Printer visit')
  expect(page).toContain('Room 4')
})

const passedOn = (from: string) =>
  [
    'For you to sort.',
    '',
    '---------- Forwarded message ---------',
    `From: Ben Carter <${from}>`,
    'Date: Mon, 23 Nov 2026 at 08:00',
    'Subject: My chair',
    'To: asha',
    '',
    'My chair is broken.',
  ].join('\r\n')

test('a message that one of the staff passed on is logged for who wrote it, in one step (beh-37)', async () => {
  const c = await council()
  const mailbox = await givenMailbox(c)
  const raw = mail({ From: `Asha Patel <${c.asha.email}>`, Subject: 'Fwd: My chair', body: passedOn(c.ben.email) })
  const { reference } = await givenMail(c, mailbox, raw)
  const page = await c.asha.page(`/cases/${reference}`)
  const [, action] = /action="(\/cases\/[^"]+\/original-sender)"/.exec(page)!
  const done = await c.asha.post(action!)
  const own = done.headers.get('location')!
  expect(done.status).toBe(303)
  const logged = await c.ben.page(own.replace('/cases/', '/requests/'))
  expect(logged).toContain('My chair is broken.')
  expect(logged).not.toContain('For you to sort')
  expect(await c.asha.page(own)).toContain('For you to sort')
  expect((await c.asha.post(action!)).status).toBe(409)
})

test('the sender of a message passed on who is not known becomes a person', async () => {
  const c = await council()
  const mailbox = await givenMailbox(c)
  const raw = mail({ From: c.asha.email, Subject: 'Fwd: My chair', body: passedOn('new@home.example') })
  const { reference } = await givenMail(c, mailbox, raw)
  const [, action] = /action="(\/cases\/[^"]+\/original-sender)"/.exec(await c.asha.page(`/cases/${reference}`))!
  const own = (await c.asha.post(action!)).headers.get('location')!
  expect(await c.asha.page(own)).toContain('new@home.example')
})

test('a document that a mail program marks as inline is a file among the files, and a picture that no page shows too', async () => {
  const c = await council()
  const mailbox = await givenMailbox(c)
  const part = (name: string, type: string, id: string) =>
    `--b\r\nContent-Type: ${type}; name="${name}"\r\nContent-ID: <${id}>\r\nContent-Disposition: inline; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${PNG}`
  const body = [
    '--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>See <img src="cid:shown@x" alt="the pump"> and <img src="cid:letter@x"></p>',
    part('letter.pdf', 'application/pdf', 'letter@x'),
    part('shown.png', 'image/png', 'shown@x'),
    part('beside.png', 'image/png', 'beside@x'),
    '--b--',
  ].join('\r\n')
  const headers = { From: c.ben.email, 'MIME-Version': '1.0', 'Content-Type': 'multipart/related; boundary=b', body }
  const { reference } = await givenMail(c, mailbox, mail(headers))
  for (const page of [await c.asha.page(`/cases/${reference}`), await c.ben.page(`/requests/${reference}`)]) {
    expect(page).toContain('letter.pdf')
    expect(page).toContain('beside.png')
    expect(page).not.toContain('shown.png')
  }
})
