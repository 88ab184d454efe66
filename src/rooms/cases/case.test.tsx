import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { pastUndoing } from '#testing/later.ts'
import { addNote, answerAsRequester } from './replying/reply.actions.ts'

const pageOf = (text: string) => text.replace(/\s+/g, ' ')

test('the case page tells the story oldest to newest, notes marked Internal', async () => {
  const c = await council()
  const { reference } = await c.givenCase({ body: 'There is smoke.' })
  await c.asha.post(`/cases/${reference}/reply`, { body: 'Which floor are you on?' })
  await c.work(pastUndoing())
  await c.writing(tx =>
    addNote(tx, c.chidi.author, { reference, body: 'Third this week.', channel: 'portal' }, new Date()),
  )
  const page = pageOf(await c.asha.page(`/cases/${reference}`))
  const order = ['Asha Patel logged this as P4', 'There is smoke.', 'Which floor are you on?', 'Third this week.']
  expect(order.map(words => page.indexOf(words))).toEqual(
    order.map(words => page.indexOf(words)).toSorted((a, b) => a - b),
  )
  for (const words of order) expect(page).toContain(words)
  expect(page).toContain('<strong class="entry__internal">Internal</strong>')
})

test('a reply says who will read it, is sent once however often the button is pressed, and is recorded', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  const page = await c.asha.page(`/cases/${reference}`)
  expect(page).toContain('Send to Ben Carter')
  const message_id = /name="message_id" value="([^"]+)"/.exec(page)![1]!
  const send = () => c.asha.post(`/cases/${reference}/reply`, { body: 'On my way.', message_id, seen: '1' })
  const answers = await Promise.all([send(), send()])
  expect(answers.map(answer => answer.status)).toEqual([303, 303])
  await c.work(pastUndoing())
  const events = await c.happened(id)
  expect(events.map(event => event.name)).toEqual(['case.logged', 'case.replied'])
})

test('an empty reply is refused with a sentence, and nothing is sent', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  const answer = await c.asha.post(`/cases/${reference}/reply`, { body: '  ' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Write the reply')
  expect(await c.happened(id)).toHaveLength(1)
})

test('a reply can wait for an answer or resolve the case in the same breath', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  await c.asha.post(`/cases/${reference}/reply`, { body: 'Which floor?', send: 'wait' })
  await c.work(pastUndoing())
  await c.writing(tx =>
    answerAsRequester(tx, c.ben.author, { reference, body: 'Second', channel: 'portal' }, pastUndoing()),
  )
  await c.asha.post(`/cases/${reference}/reply`, { body: 'Put out.', send: 'resolve' })
  await c.work(pastUndoing())
  expect((await c.happened(id)).map(event => event.name)).toEqual([
    ...['case.logged', 'case.replied', 'case.held', 'case.replied', 'case.resumed', 'case.replied', 'case.resolved'],
  ])
})

test('what somebody said while a reply was being written is shown before it is sent', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  await c.chidi.post(`/cases/${reference}/reply`, { body: 'I have rung Ben already.', seen: '1' })
  const answer = await c.asha.post(`/cases/${reference}/reply`, { body: 'Have you tried water?', seen: '1' })
  expect(answer.status).toBe(409)
  const page = pageOf(await answer.text())
  expect(page).toContain('Chidi Okafor replied while you were writing')
  expect(page).toContain('Have you tried water?</textarea>')
  expect(page).toContain('Send to Ben Carter anyway')
  const seen = /name="seen" value="(\d+)"/.exec(page)![1]!
  const seen_waiting = /name="seen_waiting" value="([^"]+)"/.exec(page)![1]!
  const fields = { body: 'Have you tried water?', seen, seen_waiting }
  expect((await c.asha.post(`/cases/${reference}/reply`, fields)).status).toBe(303)
  await c.work(pastUndoing())
  expect(await c.happened(id)).toHaveLength(3)
})

test('the requester cannot open the staff page, and another council cannot see that the case exists', async () => {
  const c = await council()
  const other = await council()
  const { reference } = await c.givenCase()
  expect((await c.ben.get(`/cases/${reference}`)).status).toBe(403)
  expect((await c.ben.post(`/cases/${reference}/note`, { body: 'x' })).status).toBe(403)
  expect((await other.asha.get(`/cases/${reference}`)).status).toBe(404)
  expect((await other.asha.post(`/cases/${reference}/reply`, { body: 'x' })).status).toBe(404)
})

test('who may read but not work sees the story and no place to write', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const page = await c.dilys.page(`/cases/${reference}`)
  expect(page).toContain('There is smoke.')
  expect(page).not.toContain('class="composer')
})

test('opening a case reads it for whoever has it, and for nobody else', async () => {
  const c = await council()
  const { reference } = await c.givenCase({ assignee_id: c.asha.id })
  expect(await c.chidi.page(`/cases/${reference}`)).not.toContain('entry__new')
  expect(await c.asha.page(`/cases/${reference}`)).toContain('entry__new')
  expect(await c.asha.page(`/cases/${reference}`)).not.toContain('entry__new')
})

test('two people on one case see each other', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await c.chidi.post(`/cases/${reference}/presence`, { doing: 'writing' })
  const answer = await c.asha.post(`/cases/${reference}/presence`, { doing: 'looking' })
  expect(await answer.text()).toContain('Chidi Okafor is writing a reply')
  expect(await c.chidi.page(`/cases/${reference}`)).toContain('Asha Patel is looking at this')
  await c.chidi.post(`/cases/${reference}/presence`, { doing: 'leaving' })
  expect(await c.asha.page(`/cases/${reference}`)).not.toContain('is writing')
})

test('what can no longer be sent is given back, and nothing of it is done', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  await c.chidi.post(`/cases/${reference}/close`, { closure_code: 'cancelled' })
  const answer = await c.asha.post(`/cases/${reference}/reply`, { body: 'Two hours of work.', send: 'wait' })
  expect(answer.status).toBe(409)
  const page = pageOf(await answer.text())
  expect(page).toContain('This case is already closed.')
  expect(page).toContain('This was not sent:')
  expect(page).toContain('Two hours of work.')
  expect(await c.happened(id)).toHaveLength(2)
})
