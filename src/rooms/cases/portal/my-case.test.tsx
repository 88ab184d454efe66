import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { type Council, council, visitor } from '#testing/council.tsx'
import { assignCase } from '../assigning/assign-case.actions.ts'
import { getCase } from '../case.queries.ts'
import { holdCase } from '../clocks/hold-case.actions.ts'
import { closeCase, resolveCase } from '../closing/resolve-case.actions.ts'
import { addNote, reply } from '../replying/reply.actions.ts'

const DAY_MS = 86_400_000
const resolved = { closure_code: 'solved', resolution: 'We put it out.' } as const

const stateOf = (c: Council, reference: string) => c.reading(tx => getCase(tx, reference))

async function followedBy(c: Council, case_id: string, person_id: string) {
  const row = { case_id, person_id, organisation_id: c.organisation_id }
  await c.writing(tx => tx.insertInto('cases.watchers').values(row).execute())
}

test('the list says where each request stands, open ones first, and marks answers not yet read', async () => {
  const c = await council()
  const older = await c.givenCase({ subject: 'Old laptop' }, new Date(Date.now() - DAY_MS))
  const newer = await c.givenCase({ subject: 'New phone' })
  await c.writing(tx => closeCase(tx, c.asha.author, { reference: newer.reference }, new Date(Date.now() - 1000)))
  await c.ben.page(`/requests/${newer.reference}`)
  await c.writing(tx =>
    reply(tx, c.asha.author, { reference: older.reference, body: 'Which?', channel: 'portal' }, new Date()),
  )
  const list = await c.ben.page('/requests')
  expect(list.indexOf('Old laptop')).toBeLessThan(list.indexOf('New phone'))
  expect(list.match(/New answer/g)).toHaveLength(1)
  expect(list).toContain('We are working on it')
  expect(list).toContain('Finished')
  await c.ben.page(`/requests/${older.reference}`)
  expect(await c.ben.page('/requests')).not.toContain('New answer')
})

test('requests are found by words and by reference, by whether they are open, and page by page', async () => {
  const c = await council()
  const phone = await c.givenCase({ subject: 'New phone' })
  for (let i = 0; i < 21; i++) await c.givenCase({ subject: `Laptop ${i}` }, new Date(Date.now() - DAY_MS))
  expect(await c.ben.page('/requests?q=PHONE')).not.toContain('Laptop')
  expect(await c.ben.page(`/requests?q=${phone.reference.toLowerCase()}`)).toContain('New phone')
  expect(await c.ben.page('/requests?show=finished')).toContain('Nothing found')
  const first = await c.ben.page('/requests')
  expect(first.match(/class="request"/g)).toHaveLength(20)
  expect(first).toContain('href="/requests?page=2"')
  expect((await c.ben.page('/requests?page=2')).match(/class="request"/g)).toHaveLength(2)
  expect(await c.dilys.page('/requests')).toContain('You have not asked for anything yet')
  expect((await c.ben.get('/requests?page=x&show=y')).status).toBe(200)
})

test('the story is told in plain words, and without what staff tell each other', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const now = new Date()
  await c.writing(async tx => {
    await assignCase(tx, c.asha.author, { reference, team_id: c.team_id, assignee_id: c.asha.id }, now)
    await addNote(tx, c.asha.author, { reference, body: 'He is always smoking.', channel: 'portal' }, now)
    await reply(tx, c.asha.author, { reference, body: 'Is it plugged in?', channel: 'portal' }, now)
    await holdCase(tx, c.asha.author, { reference, reason: 'requester', note: 'Is it plugged in?' }, now)
  })
  const page = await c.ben.page(`/requests/${reference}`)
  expect(page).toContain('We are waiting for you')
  expect(page).toMatch(/What we need from you:<\/strong> Is it plugged in\?/)
  expect(page).toContain('Asha Patel is dealing with this')
  expect(page).toContain('We will go on as soon as you have answered.')
  expect(page).toContain('<live-refresh')
  expect(page).not.toContain('smoking')
  expect(page).not.toContain('P4')
})

test('what we told a supplier is not told to the requester', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const hold = { reference, reason: 'supplier', note: 'They overcharge' } as const
  await c.writing(tx => holdCase(tx, c.asha.author, hold, new Date()))
  const page = await c.ben.page(`/requests/${reference}`)
  expect(page).toContain('We are waiting for a supplier')
  expect(page).not.toContain('overcharge')
})

test('an answer goes to the desk, once, and the clock that waited goes on', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  await c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'requester' }, new Date()))
  const form = { id: newId(), body: 'Yes, it is.' }
  const [first, second] = await Promise.all([
    c.ben.post(`/requests/${reference}`, form),
    c.ben.post(`/requests/${reference}`, form),
  ])
  expect([first.status, second.status]).toEqual([303, 303])
  expect(await stateOf(c, reference)).toMatchObject({ state: 'in_progress', unread: true })
  const events = (await c.happened(id)).map(({ name }) => name)
  expect(events).toEqual(['case.logged', 'case.held', 'case.replied', 'case.resumed'])
  expect((await c.ben.page(`/requests/${reference}`)).match(/Yes, it is\./g)).toHaveLength(1)
})

test('an empty answer is refused beside its field', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const response = await c.ben.post(`/requests/${reference}`, { body: ' ' })
  expect(response.status).toBe(422)
  expect(await response.text()).toContain('Enter your message')
})

test('a closed or merged request takes no answer', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await c.writing(tx => closeCase(tx, c.asha.author, { reference }, new Date()))
  expect(await c.ben.page(`/requests/${reference}`)).not.toContain('id="answer"')
  expect((await c.ben.post(`/requests/${reference}`, { body: 'Hello?' })).status).toBe(409)
})

test('a requester says that it is fixed, and it is closed; again is no harm', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await c.writing(tx => resolveCase(tx, c.asha.author, { reference, ...resolved }, new Date()))
  expect(await c.ben.page(`/requests/${reference}`)).toContain('We think this is fixed')
  for (let i = 0; i < 2; i++) expect((await c.ben.post(`/requests/${reference}/finish`)).status).toBe(303)
  expect(await stateOf(c, reference)).toMatchObject({ state: 'closed', closure_code: 'solved' })
})

test('a requester says that it is not fixed, and why, and it is opened again, once', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  await c.writing(tx => resolveCase(tx, c.asha.author, { reference, ...resolved }, new Date()))
  expect(await c.ben.page(`/requests/${reference}/reopen`)).toContain('What is still wrong?')
  const form = { id: newId(), body: 'It burns again.' }
  for (let i = 0; i < 2; i++) expect((await c.ben.post(`/requests/${reference}/reopen`, form)).status).toBe(303)
  expect(await stateOf(c, reference)).toMatchObject({ state: 'in_progress', reopenings: 1 })
  const names = (await c.happened(id)).map(({ name }) => name)
  expect(names).toEqual(['case.logged', 'case.resolved', 'case.reopened', 'case.replied'])
})

test('a request that is open, or was closed long ago, cannot be opened again', async () => {
  const c = await council()
  const open = await c.givenCase()
  expect((await c.ben.get(`/requests/${open.reference}/reopen`)).status).toBe(409)
  const old = await c.givenCase()
  await c.writing(tx => closeCase(tx, c.asha.author, { reference: old.reference }, new Date(Date.now() - 30 * DAY_MS)))
  expect((await c.ben.post(`/requests/${old.reference}/reopen`, { body: 'Again' })).status).toBe(409)
  expect(await c.ben.page(`/requests/${old.reference}`)).toContain('ask again')
})

test('a request no longer needed is cancelled after a question; again is no harm', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  expect(await c.ben.page(`/requests/${reference}/cancel`)).toContain('We will stop work on it')
  for (let i = 0; i < 2; i++) expect((await c.ben.post(`/requests/${reference}/cancel`)).status).toBe(303)
  expect(await stateOf(c, reference)).toMatchObject({ state: 'closed', closure_code: 'cancelled' })
  expect((await c.happened(id)).at(-1)).toMatchObject({ name: 'case.closed', actor: 'Ben Carter' })
  expect(await c.ben.page(`/requests/${reference}`)).toContain('You said that it is no longer needed')
})

test('what is finished cannot be cancelled', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await c.writing(tx => resolveCase(tx, c.asha.author, { reference, ...resolved }, new Date()))
  expect((await c.ben.post(`/requests/${reference}/cancel`)).status).toBe(409)
})

const PLACES = ['', '/sent', '/cancel', '/reopen'] as const

test("somebody else's request, another council's and none are the same answer", async () => {
  const [c, other] = await Promise.all([council(), council()])
  const { reference } = await c.givenCase()
  await c.writing(tx => resolveCase(tx, c.asha.author, { reference, ...resolved }, new Date()))
  const nobody = await (await c.dilys.get('/requests/C-1')).text()
  for (const place of PLACES) {
    const responses = await Promise.all(
      [c.dilys, c.asha, other.ben].map(one => one.get(`/requests/${reference}${place}`)),
    )
    expect(responses.map(({ status }) => status)).toEqual([404, 404, 404])
  }
  const seen = await (await c.dilys.get(`/requests/${reference}`)).text()
  expect(seen.replaceAll(reference, 'C-1')).toBe(nobody)
  for (const act of ['', '/cancel', '/reopen', '/finish'])
    for (const one of [c.dilys, other.ben])
      expect((await one.post(`/requests/${reference}${act}`, { body: 'Mine now' })).status).toBe(404)
  expect((await stateOf(c, reference)).state).toBe('resolved')
})

test('whoever follows a request sees it and may add to it, and no more', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  await followedBy(c, id, c.dilys.id)
  expect(await c.dilys.page('/requests')).toContain('you follow it')
  expect((await c.dilys.post(`/requests/${reference}`, { body: 'Mine too.' })).status).toBe(303)
  const page = await c.dilys.page(`/requests/${reference}`)
  expect(page).toContain('Mine too.')
  expect(page).not.toContain('I no longer need this')
  expect((await c.dilys.post(`/requests/${reference}/cancel`)).status).toBe(403)
})

test('a lost session keeps an answer too', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const refused = await visitor.post(`/requests/${reference}`, { body: 'A long answer' })
  const back = new URL(refused.headers.get('location')!, 'http://localhost').searchParams.get('return')!
  const page = await c.ben.page(back)
  expect(page).toContain('A long answer</textarea>')
  expect(page).not.toContain('<live-refresh')
})
