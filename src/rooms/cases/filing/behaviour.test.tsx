/* What other desks learned about mail, rule by rule (beh-…). Those of the reader alone are tested beside it. */
import { expect, test } from 'vitest'
import { type Mail, mail } from '#testing/mail.ts'
import { mailDesk } from '#testing/mail-desk.ts'
import { tellAll, toldTo } from '#testing/told.ts'
import { closeCase, resolveCase } from '../closing/resolve-case.actions.ts'
import { mergeCases } from '../linking/merge.actions.ts'

type Desk = Awaited<ReturnType<typeof mailDesk>>

const reportOn = (message_id: string, action: 'failed' | 'delayed', to: string) => ({
  From: 'Mail Delivery System <mailer-daemon@mail.example>',
  Subject: 'Undelivered Mail Returned to Sender',
  'MIME-Version': '1.0',
  'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
  'Auto-Submitted': 'auto-replied',
  body: [
    '--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n',
    `--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\nFinal-Recipient: rfc822; ${to}\r\nAction: ${action}\r\nStatus: ${action === 'failed' ? '5.1.1' : '4.4.1'}\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user\r\n`,
    `--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <${message_id}>\r\nSubject: Re: Printer\r\n\r\nIs it hot?`,
    '--b--',
  ].join('\r\n'),
})

const resolve = (desk: Desk, reference: string, at = new Date()) =>
  desk.c.writing(tx =>
    resolveCase(tx, desk.c.asha.author, { reference, closure_code: 'solved', resolution: 'Put out.' }, at),
  )
const close = (desk: Desk, reference: string, at: Date) =>
  desk.c.writing(tx => closeCase(tx, desk.c.asha.author, { reference }, at))

test.each(['failed', 'delayed'] as const)(
  'a report that a message of ours %s is on its case, for staff, and changes nothing (beh-10 to beh-13)',
  async action => {
    const desk = await mailDesk()
    const { c, post } = desk
    const theCase = await c.givenCase()
    const { id, message_id } = await desk.sentToBen(theCase.id)
    await c.writing(tx =>
      tx.updateTable('channels.sent_messages').set({ state: 'sent' }).where('id', '=', id).execute(),
    )
    await resolve(desk, theCase.reference)
    const report = await post(mail(reportOn(message_id, action, c.ben.email)), { envelope_from: '' })
    expect(report).toMatchObject({ outcome: 'replyAdded', reference: theCase.reference })
    expect((await desk.caseAt(theCase.reference)).state).toBe('resolved')
    const said = (await desk.messagesOn(theCase.reference)).at(-1)
    expect(said).toMatchObject({ kind: 'note', standing: 'machine', may_answer: false })
    expect(await c.asha.page(`/cases/${theCase.reference}`)).toContain('Delivery report')
    const sent = await c.reading(tx =>
      tx.selectFrom('channels.sent_messages').select('state').where('id', '=', id).executeTakeFirst(),
    )
    expect(sent?.state).toBe(action === 'failed' ? 'bounced' : 'delayed')
    const nothing = await post(mail(reportOn('x@elsewhere.example', action, c.ben.email)), { envelope_from: '' })
    expect(nothing.state).toBe('ignored')
  },
)

test('one unknown sender is one new person, however many others are named (beh-14 to beh-16, beh-56)', async () => {
  const { mailbox, post, people } = await mailDesk()
  const crowd = Array.from({ length: 300 }, (_, number) => `p${number}@crowd.example`).join(', ')
  const sent = { From: 'Mo Jones <mo@home.example>', To: mailbox.address, Cc: `${mailbox.address}, ${crowd}` }
  expect((await post(mail(sent))).outcome).toBe('caseLogged')
  expect(await people()).toMatchObject([{ name: 'Mo Jones', email: 'mo@home.example', verified_by: 'message' }])
  expect((await post(mail(sent))).outcome).toBe('caseLogged')
  expect(await people()).toHaveLength(1)
})

test('somebody known by an address alone gets the name they give later; a given name stays (beh-17, beh-48)', async () => {
  const { post, people } = await mailDesk()
  await post(mail({ From: 'jo.smith@home.example' }))
  expect((await people())[0]?.name).toBe('jo.smith')
  await post(mail({ From: 'John Paul Smith <jo.smith@home.example>' }))
  expect((await people())[0]?.name).toBe('John Paul Smith')
  await post(mail({ From: 'Somebody Else <jo.smith@home.example>' }))
  expect((await people())[0]?.name).toBe('John Paul Smith')
})

test('an address in a domain of any script is kept as it is read, and one that is none is put aside (beh-18, beh-19)', async () => {
  const { post, people } = await mailDesk()
  await post(mail({ From: 'Jörg <jo@xn--bcher-kva.example>' }))
  expect((await people())[0]?.email).toBe('jo@bücher.example')
  expect((await post(mail({ From: 'a b c @ x>' }))).state).toBe('quarantined')
})

test('what a message says of its own importance, owner or team is nothing to us; nor whom it mentions (beh-20, beh-21)', async () => {
  const desk = await mailDesk({ impact: 3, urgency: 3 })
  const { c } = desk
  const headers = {
    'X-Priority': '1',
    'X-Zammad-Ticket-Owner': c.asha.email,
    'X-Moothall-Team': 'x',
    Importance: 'high',
  }
  const { reference } = await desk.fromBen({ ...headers, body: '@Asha Patel do this now.' })
  expect(await desk.caseAt(reference)).toMatchObject({ assignee_id: null, priority: 'P4' })
  const theCase = await c.givenCase()
  const { message_id } = await desk.sentToBen(theCase.id)
  await desk.post(mail({ 'In-Reply-To': `<${message_id}>`, body: 'Hello @Asha Patel and @asha' }))
  await tellAll(c)
  expect((await toldTo(c, c.asha)).kinds).not.toContain('mentioned')
})

test('of two cases that a thread names, the newer one (beh-27, beh-33)', async () => {
  const desk = await mailDesk()
  const one = await desk.fromBen({ Subject: 'One', 'Message-ID': `<one@${desk.c.short}>` })
  const two = await desk.fromBen({ Subject: 'Two', 'Message-ID': `<two@${desk.c.short}>` })
  const answer = { References: `<two@${desk.c.short}> <one@${desk.c.short}>`, Subject: 'Re: One', body: 'More.' }
  expect(await desk.fromBen(answer)).toMatchObject({ outcome: 'replyAdded', reference: two.reference })
  const first = { 'In-Reply-To': `<one@${desk.c.short}>`, Subject: 'Re: One', body: 'More.' }
  expect(await desk.fromBen(first)).toMatchObject({ reference: one.reference })
})

const withFile = (type: string, name: string, words: string) => ({
  'Content-Type': 'multipart/mixed; boundary=edge',
  body: `--edge\r\n\r\nHello\r\n--edge\r\nContent-Type: ${type}\r\nContent-Disposition: attachment; filename=${name}\r\n\r\n${words}\r\n--edge--`,
})

// Nowhere but in a subject is a reference looked for: no mailbox has a setting for more, so even its requester begins a new case.
test.each<[string, (reference: string) => Mail]>([
  ['in its words, over two lines (beh-29)', reference => ({ body: `About\r\n${reference}\r\nagain.` })],
  ['within a longer word (beh-30)', reference => ({ body: `see x${reference}9` })],
  ['in a link alone (beh-30)', r => ({ 'Content-Type': 'text/html', body: `<a href="https://x.example/${r}">x</a>` })],
  ['in a text that is attached (beh-31)', reference => withFile('text/plain', 'note.txt', reference)],
  ['in the bytes of a picture (beh-32)', reference => withFile('image/png', 'a.png', `PNG ${reference}`)],
])('a reference %s is not where a message goes', async (_, written) => {
  const desk = await mailDesk()
  const { reference } = await desk.c.givenCase()
  const became = await desk.fromBen({ Subject: 'Another matter', ...written(reference) })
  expect(became).toMatchObject({ outcome: 'caseLogged' })
  expect(became.reference).not.toBe(reference)
})

test('an answer long after the last closing is a new case, linked; within the days it reopens (beh-08, beh-34 to beh-36)', async () => {
  const desk = await mailDesk()
  const january = (day: number) => new Date(`2026-01-${String(day).padStart(2, '0')}T10:00:00Z`)
  const { reference } = await desk.c.givenCase({}, january(1))
  await close(desk, reference, january(2))
  const soon = await desk.fromBen({ Subject: `Re: ${reference}`, body: 'It burns.' }, { at: january(5) })
  expect(soon).toMatchObject({ outcome: 'replyAdded', reference })
  expect((await desk.caseAt(reference)).state).toBe('in_progress')
  await close(desk, reference, january(20))
  const again = await desk.fromBen({ Subject: `Re: ${reference}`, body: 'Once more.' }, { at: january(22) })
  expect(again).toMatchObject({ outcome: 'replyAdded', reference })
  await close(desk, reference, january(23))
  const late = await desk.fromBen({ Subject: `Re: ${reference}`, body: 'And again.' }, { at: january(31) })
  expect(late.outcome).toBe('caseLogged')
  expect(late.reference).not.toBe(reference)
  expect(await desk.c.asha.page(`/cases/${late.reference}`)).toContain(reference)
  expect((await desk.caseAt(reference)).state).toBe('closed')
})

test('an answer on a merged case goes to the one it was merged into', async () => {
  const desk = await mailDesk()
  const [one, two] = [await desk.c.givenCase(), await desk.c.givenCase({ subject: 'Smoke' })]
  const merge = { reference: one.reference, into: two.reference, follow: false }
  await desk.c.writing(tx => mergeCases(tx, desk.c.asha.author, merge, new Date()))
  const answer = await desk.fromBen({ Subject: `Re: ${one.reference}`, body: 'Still.' })
  expect(answer).toMatchObject({ outcome: 'replyAdded', reference: two.reference })
})

test.each([
  ['Auto-Submitted', 'auto-replied'],
  ['Auto-Submitted', 'Auto-Replied'],
  ['Auto-Submitted', 'auto-generated'],
  ['X-Autoreply', 'yes'],
])('a new message with %s: %s is not answered, and waits for a person (beh-42 to beh-45)', async (name, value) => {
  const desk = await mailDesk()
  expect((await desk.fromBen({ [name]: value })).state).toBe('quarantined')
  await tellAll(desk.c)
  expect((await toldTo(desk.c, desk.c.ben)).kinds).toEqual([])
})

test('one that a person passed on by a rule is an ordinary one (beh-46); a list’s is a case that no e-mail answers (beh-09)', async () => {
  const desk = await mailDesk()
  expect((await desk.fromBen({ 'Auto-Submitted': 'auto-forwarded' })).outcome).toBe('caseLogged')
  await tellAll(desk.c)
  expect((await toldTo(desk.c, desk.c.ben)).mails).toHaveLength(1)
  expect((await desk.fromBen({ Precedence: 'list' })).outcome).toBe('caseLogged')
  await tellAll(desk.c)
  expect((await toldTo(desk.c, desk.c.ben)).mails).toHaveLength(1)
})

test('a subject of any length and none at all are kept (beh-49)', async () => {
  const desk = await mailDesk()
  const long = await desk.fromBen({ Subject: 'word '.repeat(200) })
  expect((await desk.caseAt(long.reference)).subject).toHaveLength(200)
  const none = await desk.fromBen({ Subject: undefined })
  expect((await desk.caseAt(none.reference)).subject).toBe('(no subject)')
})

test('files whose names are refused are left out, and the case says so (beh-50)', async () => {
  const desk = await mailDesk({ refused_files: ['*.vcf', '*.jpg'] })
  const file = (name: string) =>
    `--b\r\nContent-Type: text/plain; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\nx`
  const body = ['--b\r\nContent-Type: text/plain\r\n\r\nHello', file('Paella.jpg'), file('recipe.txt'), '--b--'].join(
    '\r\n',
  )
  const became = await desk.fromBen({ 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b', body })
  const page = await desk.c.asha.page(`/cases/${became.reference}`)
  expect(page).toContain('Left out, as this mailbox refuses such files or a virus was found in them: Paella.jpg.')
  expect(page).toContain('recipe.txt')
})

test('a date in the future, or long ago, is not when it came (beh-57)', async () => {
  const desk = await mailDesk()
  const at = new Date('2026-01-12T10:00:00Z')
  for (const written of ['Mon, 01 Jan 2099 00:00:00 +0000', 'Thu, 01 Jan 1970 00:00:00 +0000']) {
    const { reference } = await desk.fromBen({ Date: written }, { at })
    expect(await desk.caseAt(reference)).toMatchObject({ logged_at: at, started_at: at })
  }
})
