import { expect, test } from 'vitest'
import { type Council, council } from '#testing/council.tsx'
import { answerWith } from '#testing/files.ts'
import { pastUndoing } from '#testing/later.ts'
import { programFor } from '#testing/program.ts'
import { addNote, answerAsRequester } from './reply.actions.ts'

const squeezed = (text: string) => text.replace(/\s+/g, ' ')

/** What was put among the messages to send, in order. */
const sent = (c: Council) =>
  c.reading(tx => tx.selectFrom('channels.sent_messages').selectAll().orderBy('created_at').orderBy('id').execute())

async function replied(c: Council, fields: Record<string, string | readonly string[]>, reference?: string) {
  const theCase = reference ?? (await c.givenCase()).reference
  const answer = await c.asha.post(`/cases/${theCase}/reply`, { body: 'Try it now.', ...fields })
  await c.work(pastUndoing())
  return { reference: theCase, answer }
}

test('a reply goes by e-mail to the requester, with what it answers, under its case’s reference', async () => {
  const c = await council()
  const { reference } = await replied(c, {})
  const [message, ...more] = await sent(c)
  expect(more).toEqual([])
  expect(message).toMatchObject({
    ...{ kind: 'reply', to_address: c.ben.email, to_name: 'Ben Carter', person_id: c.ben.id, state: 'waiting' },
    ...{ subject: `Re: Printer on fire [${reference}]`, organisation_id: c.organisation_id },
  })
  const text = message!.text
  expect(text.startsWith('Please write above this line\n\nTry it now.')).toBe(true)
  expect(text).toContain('Ben Carter wrote:\n> There is smoke.')
  expect(text).toContain(`/requests/${reference}`)
  expect(message!.html).toContain('Try it now.')
  const page = squeezed(await c.asha.page(`/cases/${reference}`))
  expect(page).toContain(`Waiting to be sent to Ben Carter`)
})

test('its next reply hangs on the same thread', async () => {
  const c = await council()
  const { reference } = await replied(c, {})
  await replied(c, { body: 'And now?' }, reference)
  const [first, second] = await sent(c)
  expect(second!.in_reply_to).toBe(first!.message_id)
  expect(second!.earlier_ids).toEqual([first!.message_id])
})

test('without an address we are sure of it is on the portal only, and the composer says so', async () => {
  const c = await council()
  await c.writing(tx => tx.updateTable('people.persons').set({ email: null }).where('id', '=', c.ben.id).execute())
  const { reference } = await replied(c, {})
  expect(await sent(c)).toEqual([])
  expect(await c.ben.page(`/requests/${reference}`)).toContain('Try it now.')
  expect(squeezed(await c.asha.page(`/cases/${reference}`))).toContain('Ben Carter on the portal only')
})

test('unticked, nobody is written to', async () => {
  const c = await council()
  await replied(c, { addressed: 'yes' })
  expect(await sent(c)).toEqual([])
})

test('those copied in take part from then on, each with a message of their own and the others’ names', async () => {
  const c = await council()
  const cc = `Evan Hughes, "Jones, Ann" <ann@elsewhere.example>`
  const { reference } = await replied(c, { cc })
  const messages = await sent(c)
  expect(messages.map(({ to_address }) => to_address)).toEqual([c.ben.email, c.evan.email, 'ann@elsewhere.example'])
  expect(new Set(messages.map(({ message_id }) => message_id)).size).toBe(3)
  expect(messages[0]!.text).toContain('Also sent to: Evan Hughes, Jones Ann')
  expect(messages[0]!.text).not.toContain('ann@elsewhere.example')
  expect(messages.map(({ text }) => text.includes('/requests/'))).toEqual([true, true, false])
  const page = squeezed(await c.asha.page(`/cases/${reference}`))
  expect(page).toContain('added Evan Hughes (copied in)')
  expect(page).toContain('Send to Ben Carter and 2 others')
  // Somebody of the organisation follows it on the portal; an address alone has no place there.
  expect(await c.evan.page(`/requests/${reference}`)).toContain('Try it now.')
  await replied(c, { body: 'Again.' }, reference)
  expect(await sent(c)).toHaveLength(6)
})

test('a supplier or a third party is listed, and gets only what is sent to them', async () => {
  const c = await council()
  const { reference } = await replied(c, { cc: 'parts@supplier.example', cc_role: 'supplier' })
  await replied(c, { body: 'For Ben alone.' }, reference)
  expect((await sent(c)).map(({ to_address }) => to_address)).toEqual([
    c.ben.email,
    'parts@supplier.example',
    c.ben.email,
  ])
})

test.each([
  ['ben at example.org', 'Nobody called “ben at example.org” has an e-mail address we are sure of'],
  ['a@b@c.org', '“a@b@c.org” is not an e-mail address'],
  ['ok@example.org, <broken', 'Nobody called'],
  ['x@y.org\r\nBcc: victim@example.org', 'is not an e-mail address'],
  [Array.from({ length: 21 }, (_, i) => `p${i}@example.org`).join(','), 'Enter no more than 20 people'],
])('copying to %j is refused in words, and everything is kept', async (cc, sentence) => {
  const c = await council()
  const { answer } = await replied(c, { cc })
  expect(answer.status).toBe(422)
  const page = squeezed(await answer.text())
  expect(page).toContain(sentence.replaceAll('<', '&lt;'))
  expect(page).toContain('Try it now.</textarea>')
  expect(await sent(c)).toEqual([])
})

test('nobody is written to at an address of our own: it would come back for ever', async () => {
  const c = await council()
  const address = `help@${c.short.toLowerCase()}.example`
  const mailbox = { id: crypto.randomUUID(), organisation_id: c.organisation_id, address, name: 'Help' }
  await c.writing(tx => tx.insertInto('channels.mailboxes').values(mailbox).execute())
  const { answer } = await replied(c, { cc: address })
  expect(await answer.text()).toContain('is an address of our own')
})

test('files go with it; an answer that came meanwhile is what is quoted, and no note ever is', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const said = { reference, channel: 'portal' }
  await c.writing(tx => answerAsRequester(tx, c.ben.author, { ...said, body: 'Second floor.' }, new Date()))
  await c.writing(tx => addNote(tx, c.chidi.author, { ...said, body: 'He always says that.' }, new Date()))
  await c.asha.send(`/cases/${reference}/reply`, answerWith([new File(['x'], 'plan.txt')], 'See the plan.'))
  await c.work(pastUndoing())
  const [message] = await sent(c)
  expect(message!.file_ids).toHaveLength(1)
  expect(message!.text).toContain('> Second floor.')
  expect(message!.text).not.toContain('There is smoke.')
  expect(message!.text).not.toContain('always')
})

test('a program’s reply goes at once', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const program = await programFor(c.asha, ['cases.work', 'cases.read'])
  expect((await program.post(`/cases/${reference}/replies`, { body: 'Done.' })).status).toBe(201)
  expect(await sent(c)).toMatchObject([{ to_address: c.ben.email, kind: 'reply' }])
})
