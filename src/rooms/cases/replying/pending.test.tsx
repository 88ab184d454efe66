import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { type Council, council } from '#testing/council.tsx'
import { answerWith } from '#testing/files.ts'
import { pastUndoing } from '#testing/later.ts'
import { answerAsRequester } from './reply.actions.ts'

/** What happened since it was logged, but for what its clocks say. */
const names = async (c: Council, id: string) =>
  (await c.happened(id)).map(event => event.name).filter(name => !/^case\.(logged|target|escalated)/.test(name))
const squeezed = (text: string) => text.replace(/\s+/g, ' ')
const pendingIn = (page: string) => /\/pending\/([0-9a-f-]{36})\/undo/.exec(page)?.[1]
const HOUR_MS = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS)
const day = (at: Date) => at.toISOString().slice(0, 10)

async function written(c: Council, fields: Record<string, string | readonly string[]> = {}) {
  const { id, reference } = await c.givenCase()
  const answer = await c.asha.post(`/cases/${reference}/reply`, { body: 'On my way.', ...fields })
  const page = squeezed(await c.asha.page(`/cases/${reference}`))
  return { id, reference, answer, page, reply_id: pendingIn(page)! }
}

test('a reply waits ten seconds at the end of the story: nobody has been answered yet, and it can be undone', async () => {
  const c = await council()
  const { id, reference, page, reply_id } = await written(c)
  expect(page).toMatch(/Sending in (10|9) seconds/)
  expect(await names(c, id)).toEqual([])
  expect(await c.ben.page(`/requests/${reference}`)).not.toContain('On my way.')
  expect(await c.chidi.page(`/cases/${reference}`)).not.toContain(`${reply_id}/undo`)
  const undone = await c.asha.post(`/cases/${reference}/pending/${reply_id}/undo`)
  expect(undone.headers.get('location')).toBe(`/cases/${reference}/reply?undone=${reply_id}`)
  await c.work(pastUndoing())
  expect(await names(c, id)).toEqual([])
  const composer = await c.asha.page(undone.headers.get('location')!)
  expect(composer).toContain('On my way.</textarea>')
  expect(composer).not.toContain('Sending in')
})

test('undone, everything is given back as it was: who it was for, when, and its files; sent again, it is one reply', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  const form = answerWith([new File(['x'], 'plan.txt')], 'See the plan.')
  for (const [name, value] of Object.entries({ addressed: 'yes', cc: 'ann@supplier.example', cc_role: 'supplier' }))
    form.append(name, value)
  await c.asha.send(`/cases/${reference}/reply`, form)
  const reply_id = pendingIn(await c.asha.page(`/cases/${reference}`))!
  const back = (await c.asha.post(`/cases/${reference}/pending/${reply_id}/undo`)).headers.get('location')!
  const page = squeezed(await c.asha.page(back))
  expect(page).toContain('See the plan.</textarea>')
  expect(page).toContain('value="ann@supplier.example"')
  expect(page).toMatch(/<option value="supplier" selected/)
  const file_ids = /name="file_ids"[^>]*value="([^"]+)" checked/.exec(page)![1]!
  const message_id = /name="message_id" value="([^"]+)"/.exec(page)![1]!
  expect(message_id).not.toBe(reply_id)
  await c.asha.post(`/cases/${reference}/reply`, { body: 'See the plan.', message_id, file_ids, addressed: 'yes' })
  await c.work(pastUndoing())
  expect(await names(c, id)).toEqual(['case.replied', 'case.filesAttached'])
  expect(await c.ben.page(`/requests/${reference}`)).toContain('plan.txt')
})

test('it goes by itself, in its author’s name, and stops the response clock when it does', async () => {
  const c = await council()
  const { id, reference } = await written(c)
  await c.work(pastUndoing())
  expect((await c.happened(id)).slice(1)).toMatchObject([{ name: 'case.replied', actor: 'Asha Patel' }])
  expect(await c.ben.page(`/requests/${reference}`)).toContain('On my way.')
  const page = await c.asha.page(`/cases/${reference}`)
  expect(page).not.toContain('Sending')
  expect(page).toContain('In progress')
})

test('its author need not wait; what has gone cannot be undone, and that is said', async () => {
  const c = await council()
  const { id, reference, reply_id } = await written(c)
  expect((await c.chidi.post(`/cases/${reference}/pending/${reply_id}/send`)).status).toBe(403)
  const send = () => c.asha.post(`/cases/${reference}/pending/${reply_id}/send`)
  expect((await send()).status).toBe(303)
  expect((await send()).status).toBe(303)
  const late = await c.asha.post(`/cases/${reference}/pending/${reply_id}/undo`)
  expect(late.status).toBe(409)
  expect(await late.text()).toContain('It was sent already, so it can no longer be taken back.')
  await c.work(pastUndoing())
  expect(await names(c, id)).toEqual(['case.replied'])
})

test('the right to answer is asked for when it goes, not when it was written (abuse cases 25 and 30)', async () => {
  const c = await council()
  const { id, reference, reply_id } = await written(c)
  await c.writing(tx =>
    tx.deleteFrom('people.role_assignments').where('person_id', '=', c.asha.id).where('role', '=', 'analyst').execute(),
  )
  await c.work(pastUndoing())
  expect(await names(c, id)).toEqual(['case.replyHeld'])
  const page = squeezed(await c.chidi.page(`/cases/${reference}`))
  expect(page).toContain('<strong>Not sent.</strong> Asha Patel no longer works on these cases.')
  expect(page).not.toContain('Send anyway')
  const taken = await c.chidi.post(`/cases/${reference}/pending/${reply_id}/undo`)
  expect(await c.chidi.page(taken.headers.get('location')!)).toContain('On my way.</textarea>')
})

test('what can no longer be done when its time comes is kept, with the reason', async () => {
  const c = await council()
  const { id, reference } = await written(c, { send: 'wait' })
  await c.chidi.post(`/cases/${reference}/close`, { closure_code: 'cancelled' })
  await c.work(pastUndoing())
  expect(await names(c, id)).toEqual(['case.closed', 'case.replyHeld'])
  expect(squeezed(await c.asha.page(`/cases/${reference}`))).toContain(
    '<strong>Not sent.</strong> This case is already closed.',
  )
})

test('a reply for another day says when; it can be changed, cancelled or sent at once, and that is recorded', async () => {
  const c = await council()
  const later = { when: 'at', send_date: day(inHours(48)), send_time: '10:30' }
  const { id, reference, page, reply_id } = await written(c, later)
  expect(page).toMatch(/Will be sent <time[^>]*>\w{3} \d+ \w{3} 10:30/)
  expect(await names(c, id)).toEqual(['case.replyPlanned'])
  await c.work(pastUndoing())
  expect(await names(c, id)).toEqual(['case.replyPlanned'])
  expect((await c.chidi.post(`/cases/${reference}/pending/${reply_id}/cancel`)).status).toBe(303)
  await c.work(inHours(72))
  expect(await names(c, id)).toEqual(['case.replyPlanned', 'case.replyWithdrawn'])
  expect(await c.asha.page(`/cases/${reference}`)).toContain('took back the reply that Asha Patel had written')
})

test('a time that is past, or none, is said beside it, and what was written is kept', async () => {
  const c = await council()
  const past = await written(c, { when: 'at', send_date: '2020-01-01', send_time: '09:00' })
  expect(past.answer.status).toBe(422)
  const page = await past.answer.text()
  expect(page).toContain('That time has passed: choose a later one')
  expect(page).toContain('On my way.</textarea>')
  expect((await written(c, { when: 'at' })).answer.status).toBe(422)
})

test('a reply for another day is held when somebody has written since, and goes when its author says so', async () => {
  const c = await council()
  const { id, reference, reply_id } = await written(c, { when: 'tomorrow' })
  await c.writing(tx =>
    answerAsRequester(tx, c.ben.author, { reference, body: 'Never mind.', channel: 'portal' }, inHours(1)),
  )
  await c.work(inHours(72))
  expect(await names(c, id)).toEqual(['case.replyPlanned', 'case.replied', 'case.replyHeld'])
  const page = squeezed(await c.asha.page(`/cases/${reference}`))
  expect(page).toContain('Ben Carter wrote since')
  expect(page).toContain('Send anyway')
  await c.asha.post(`/cases/${reference}/pending/${reply_id}/send`)
  expect((await names(c, id)).at(-1)).toBe('case.replied')
})

test('nobody else’s reply: not the requester, not who only reads, not another council', async () => {
  const c = await council()
  const other = await council()
  const { reference, reply_id } = await written(c, { when: 'tomorrow' })
  const elsewhere = await other.givenCase()
  for (const act of ['undo', 'send', 'cancel']) {
    expect((await c.ben.post(`/cases/${reference}/pending/${reply_id}/${act}`)).status).toBe(403)
    expect((await c.dilys.post(`/cases/${reference}/pending/${reply_id}/${act}`)).status).toBe(403)
    expect((await other.asha.post(`/cases/${reference}/pending/${reply_id}/${act}`)).status).toBe(404)
    expect((await other.asha.post(`/cases/${elsewhere.reference}/pending/${reply_id}/${act}`)).status).toBe(404)
    expect((await c.asha.post(`/cases/${reference}/pending/${newId()}/${act}`)).status).toBe(404)
  }
  expect(await other.asha.page(`/cases/${elsewhere.reference}/reply?undone=${reply_id}`)).not.toContain('On my way.')
})
