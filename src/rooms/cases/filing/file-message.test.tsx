import { expect, test } from 'vitest'
import { send } from '#rooms/channels/index.ts'
import { type Council, council } from '#testing/council.tsx'
import { type Given, givenMail } from '#testing/given-mail.ts'
import { givenMailbox, type Mail, mail } from '#testing/mail.ts'
import { resolveCase } from '../closing/resolve-case.actions.ts'

const fromBen = (c: Council, more: Mail = {}) => mail({ From: `Ben Carter <${c.ben.email}>`, ...more })

/** A council with a mailbox, and a way to write to it. */
async function councilWithMail(more: Parameters<typeof givenMailbox>[1] = {}) {
  const c = await council()
  const mailbox = await givenMailbox(c, more)
  const post = (raw: string, given?: Given) => givenMail(c, mailbox, raw, given)
  return { c, mailbox, post }
}

const caseRow = (c: Council, reference: string) =>
  c.reading(tx => tx.selectFrom('cases.cases').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow())

const messagesOf = (c: Council, reference: string) =>
  c.reading(tx =>
    tx
      .selectFrom('cases.messages as m')
      .innerJoin('cases.cases as c', 'c.id', 'm.case_id')
      .leftJoin('cases.message_sources as s', 's.message_id', 'm.id')
      .select([
        'm.id',
        'm.kind',
        'm.author_name',
        'm.author_side',
        'm.body',
        's.standing',
        's.may_answer',
        's.auto_reply',
      ])
      .where('c.reference', '=', reference)
      .orderBy('m.sent_at')
      .orderBy('m.id')
      .execute(),
  )

/** A message of ours about Ben's case: what it was called is what an answer names. */
async function sentToBen(c: Council, theCase: { id: string }) {
  const to = { name: c.ben.name, address: c.ben.email }
  const command = {
    organisation_id: c.organisation_id,
    kind: 'reply',
    subject_id: theCase.id,
    person_id: c.ben.id,
  } as const
  const id = await c.writing(tx => send(tx, { ...command, to, subject: 'Re: Printer', text: 'Is it hot?' }, new Date()))
  const sent = await c.reading(tx =>
    tx.selectFrom('channels.sent_messages').select('message_id').where('id', '=', id).executeTakeFirstOrThrow(),
  )
  return { id, message_id: sent.message_id, token: sent.message_id.split('@')[0]! }
}

test('somebody we know writes, and it is a case of theirs by the mailbox’s rules', async () => {
  const { c, post } = await councilWithMail({ kind: 'service_request', impact: 1, urgency: 2 })
  const became = await post(fromBen(c, { Subject: 'New keyboard', body: 'Please.\n\n-- \nBen\nHousing' }))
  expect(became).toMatchObject({ state: 'filed', outcome: 'caseLogged' })
  const theCase = await caseRow(c, became.reference!)
  expect(theCase).toMatchObject({
    requester_id: c.ben.id,
    subject: 'New keyboard',
    channel: 'email',
    kind: 'service_request',
  })
  expect([theCase.impact, theCase.urgency]).toEqual([1, 2])
  const page = await c.asha.page(`/cases/${became.reference}`)
  expect(page).toContain('New keyboard')
  expect((await messagesOf(c, became.reference!))[0]).toMatchObject({
    body: 'Please.',
    standing: 'trusted',
    may_answer: true,
  })
})

test('an answer to one of ours is the requester’s answer: it reopens what was resolved', async () => {
  const { c, post } = await councilWithMail({ sends_by_default: true })
  const theCase = await c.givenCase()
  const { message_id } = await sentToBen(c, theCase)
  const resolve = { reference: theCase.reference, closure_code: 'solved', resolution: 'Put out.' } as const
  await c.writing(tx => resolveCase(tx, c.asha.author, resolve, new Date()))
  const became = await post(
    fromBen(c, { Subject: 'Re: Printer', 'In-Reply-To': `<${message_id}>`, body: 'It burns again.' }),
  )
  expect(became).toMatchObject({ outcome: 'replyAdded', reference: theCase.reference })
  expect((await caseRow(c, theCase.reference)).state).toBe('in_progress')
  expect((await messagesOf(c, theCase.reference)).at(-1)).toMatchObject({
    kind: 'reply',
    author_side: 'requester',
    author_name: 'Ben Carter',
    body: 'It burns again.',
  })
})

test('a stranger who quotes a case’s number starts a case of their own (abuse case 2, beh-24 to beh-26)', async () => {
  const { c, post } = await councilWithMail()
  const { reference } = await c.givenCase()
  const mine = await post(fromBen(c, { Subject: `Re: [${reference}] Printer`, body: 'Still smoke.' }))
  expect(mine).toMatchObject({ outcome: 'replyAdded', reference })
  const among = await post(fromBen(c, { Subject: `C-000001 C-123456 ${reference} again`, body: 'And still.' }))
  expect(among).toMatchObject({ outcome: 'replyAdded', reference })
  const body = await post(fromBen(c, { Subject: 'Something else', body: `Not about ${reference}.` }))
  expect(body.outcome).toBe('caseLogged')
  const stranger = await post(mail({ Subject: `Re: [${reference}] Printer`, body: 'Close it.' }))
  expect(stranger.outcome).toBe('caseLogged')
  expect(stranger.reference).not.toBe(reference)
  expect((await messagesOf(c, reference)).map(({ body }) => body)).toEqual([
    'There is smoke.',
    'Still smoke.',
    'And still.',
  ])
})

test('mail from an analyst’s address never speaks as the analyst (abuse case 1)', async () => {
  const { c, post } = await councilWithMail({ sends_by_default: true })
  const theCase = await c.givenCase()
  const { message_id } = await sentToBen(c, theCase)
  const raw = mail({
    From: `Asha Patel <${c.asha.email}>`,
    'In-Reply-To': `<${message_id}>`,
    body: 'Your password please.',
  })
  const became = await post(raw)
  expect(became).toMatchObject({ outcome: 'replyAdded', reference: theCase.reference })
  const said = (await messagesOf(c, theCase.reference)).at(-1)!
  expect(said).toMatchObject({ kind: 'note', standing: 'held', may_answer: false })
  expect(said.author_name).not.toContain('Asha Patel')
  expect(became.reason).toBe('Came by e-mail from Asha’s address. Nobody has checked that it was Asha.')
  expect(await c.ben.page(`/requests/${theCase.reference}`)).not.toContain('Your password please')
})

test('a valid token in somebody else’s hands is held for staff (abuse case 3, beh-53)', async () => {
  const { c, mailbox, post } = await councilWithMail({ sends_by_default: true })
  const theCase = await c.givenCase()
  const { token } = await sentToBen(c, theCase)
  const tagged = mailbox.address.replace('@', `+${token}@`)
  const became = await post(mail({ To: tagged, Subject: 'Fwd: Printer', body: 'I have it too.' }), {
    envelope_to: tagged,
  })
  expect(became).toMatchObject({ outcome: 'replyAdded', reference: theCase.reference })
  expect((await messagesOf(c, theCase.reference)).at(-1)).toMatchObject({ kind: 'note', standing: 'held' })
  expect(await c.ben.page(`/requests/${theCase.reference}`)).not.toContain('I have it too')
  const colleague = await post(
    mail({ From: `Dilys <${c.dilys.email}>`, Subject: theCase.reference, body: 'Me as well.' }),
  )
  expect(colleague).toMatchObject({ outcome: 'replyAdded', reason: 'Dilys Morgan is not on this case.' })
})

test('two people who write the same at the same minute have two cases (abuse case 4)', async () => {
  const { c, post } = await councilWithMail()
  const one = await post(fromBen(c, { Subject: 'No wifi', body: 'No wifi.' }))
  const two = await post(mail({ From: 'Mo <mo@residents.example>', Subject: 'No wifi', body: 'No wifi.' }))
  expect([one.outcome, two.outcome]).toEqual(['caseLogged', 'caseLogged'])
  expect(one.reference).not.toBe(two.reference)
})

test('mail from one of our own addresses goes nowhere (abuse case 9, beh-47)', async () => {
  const { c, mailbox, post } = await councilWithMail()
  expect(await post(mail({ From: mailbox.address }))).toMatchObject({
    state: 'ignored',
    reason: 'It came from one of our own addresses, so it would go round for ever.',
  })
  expect(
    await c.reading(tx =>
      tx.selectFrom('cases.cases').select('id').where('organisation_id', '=', c.organisation_id).execute(),
    ),
  ).toEqual([])
})

test('what a machine sent changes nothing and is not answered (abuse case 7, S45, beh-07, beh-28)', async () => {
  const { c, post } = await councilWithMail({ sends_by_default: true })
  const theCase = await c.givenCase()
  const { message_id } = await sentToBen(c, theCase)
  const resolve = { reference: theCase.reference, closure_code: 'solved', resolution: 'Put out.' } as const
  await c.writing(tx => resolveCase(tx, c.asha.author, resolve, new Date()))
  const away = { References: `<${message_id}>`, 'Auto-Submitted': 'auto-replied', Subject: 'Away', body: 'I am away.' }
  expect(await post(fromBen(c, away))).toMatchObject({ outcome: 'replyAdded', reference: theCase.reference })
  expect((await caseRow(c, theCase.reference)).state).toBe('resolved')
  expect((await messagesOf(c, theCase.reference)).at(-1)).toMatchObject({ auto_reply: true, may_answer: false })
  const thanks = await post(fromBen(c, { 'In-Reply-To': `<${message_id}>`, body: 'Thanks, that works now.\n\nBen' }))
  expect(thanks.reference).toBe(theCase.reference)
  expect((await caseRow(c, theCase.reference)).state).toBe('resolved')
})

test('what cannot be believed, or told apart, is put where somebody sees it (beh-54, beh-55)', async () => {
  const { c, post } = await councilWithMail({ trusted_gateway: 'mx.council.example', blocked_senders: ['bad.example'] })
  const forged = { 'Authentication-Results': 'mx.council.example; dmarc=fail header.from=x' }
  expect((await post(fromBen(c, forged))).state).toBe('quarantined')
  const elsewhere = { 'Authentication-Results': 'mx.other.example; dmarc=fail header.from=x' }
  expect((await post(fromBen(c, elsewhere))).state).toBe('filed')
  expect((await post(fromBen(c, { 'X-Spam-Flag': 'YES' }))).state).toBe('quarantined')
  expect((await post(mail({ From: 'x@bad.example' }))).state).toBe('ignored')
  expect((await post(mail({ From: 'nobody' }))).state).toBe('quarantined')
})
