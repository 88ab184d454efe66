/* What was done to other desks by mail (abuse cases); 1 to 4, 7 and 9 are in file-message.test.tsx, 14 and 15 in whole-message.test.tsx. */
import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { givenMail } from '#testing/given-mail.ts'
import { givenMailbox, mail } from '#testing/mail.ts'
import { mailDesk } from '#testing/mail-desk.ts'

test('empty, copied and broken identifiers stop nothing, nor what comes next (abuse cases 6 and 12)', async () => {
  const desk = await mailDesk()
  const ids = ['', '<>', `<${'x'.repeat(10_000)}@x>`, '<a@x>\r\n <b@x>', 'no brackets']
  for (const id of ids)
    expect((await desk.fromBen({ 'Message-ID': id, Subject: `id ${ids.indexOf(id)}` })).outcome).toBe('caseLogged')
  const odd = {
    'Content-Type': 'text/plain; charset=x-unknown-9',
    Subject: '=?x-none?B?/////w==?= \u202Eexe',
    body: 'Hello',
  }
  expect((await desk.fromBen(odd)).outcome).toBe('caseLogged')
  expect((await desk.fromBen({ 'Content-Type': '=?utf-8?Q?text?=' })).outcome).toBe('caseLogged')
})

test('one message to two councils’ mailboxes is one case in each, and neither sees the other’s (abuse case 5)', async () => {
  const [one, two] = [await mailDesk(), await mailDesk()]
  const raw = mail({
    From: 'Mo <mo@home.example>',
    To: `${one.mailbox.address}, ${two.mailbox.address}`,
    Subject: 'Bins',
  })
  const [here, there] = [await one.post(raw), await two.post(raw)]
  expect([here.outcome, there.outcome]).toEqual(['caseLogged', 'caseLogged'])
  expect((await one.c.asha.get(`/cases/${there.reference}`)).status).toBe(404)
  const answer = mail({ From: 'Mo <mo@home.example>', Subject: `Re: ${there.reference}`, body: 'More' })
  expect((await one.post(answer)).reference).not.toBe(there.reference)
})

test('an answering machine that is another each time, and a flood from one, come to an end (abuse case 8)', async () => {
  const desk = await mailDesk()
  const { c } = desk
  const theCase = await c.givenCase()
  const { message_id } = await desk.sentToBen(theCase.id)
  const outcomes: string[] = []
  for (let number = 0; number < 7; number++) {
    const reply = {
      'In-Reply-To': `<${message_id}>`,
      'Reply-To': `r${number}@x.example`,
      'Auto-Submitted': 'auto-replied',
    }
    outcomes.push((await desk.fromBen({ ...reply, body: `Away ${number}` })).state)
  }
  expect(outcomes).toEqual([...Array(5).fill('filed'), 'quarantined', 'quarantined'])
})

test('a stranger is told how to ask in our words alone, once, and no machine is (abuse case 10)', async () => {
  const desk = await mailDesk({ unknown_sender: 'answer' })
  const evil = { From: 'Buy Pills <victim@home.example>', Subject: 'Cheap pills', body: 'http://pills.example' }
  expect(await desk.post(mail(evil))).toMatchObject({ state: 'ignored' })
  expect((await desk.post(mail(evil))).state).toBe('quarantined')
  expect((await desk.post(mail({ ...evil, From: 'x@y.example', Precedence: 'bulk' }))).state).toBe('quarantined')
  const sent = await desk.c.reading(tx =>
    tx.selectFrom('channels.sent_messages').selectAll().where('organisation_id', '=', desk.c.organisation_id).execute(),
  )
  expect(sent).toMatchObject([{ kind: 'answer', to_address: 'victim@home.example', to_name: null }])
  expect(JSON.stringify([sent[0]?.subject, sent[0]?.text, sent[0]?.headers])).not.toMatch(/pills/i)
})

test('a shared desk’s mailbox logs for those it serves, in whose organisation they are known', async () => {
  const [c, partner] = [await council(), await council()]
  const mailbox = await givenMailbox(c)
  const both = { person_id: undefined, organisations: [c.organisation_id, partner.organisation_id] }
  await c.writingAs(both, tx =>
    tx
      .insertInto('channels.mailbox_organisations')
      .values(
        [c, partner].map(one => ({
          ...{ mailbox_id: mailbox.id, organisation_id: c.organisation_id, serves_id: one.organisation_id },
        })),
      )
      .execute(),
  )
  const theirs = await givenMail(c, mailbox, mail({ From: partner.ben.email, Subject: 'From the other' }))
  expect(theirs.outcome).toBe('caseLogged')
  expect((await partner.asha.get(`/cases/${theirs.reference}`)).status).toBe(200)
  expect((await c.asha.get(`/cases/${theirs.reference}`)).status).toBe(404)
  expect((await givenMail(c, mailbox, mail({ From: 'mo@home.example' }))).state).toBe('quarantined')
})
