import { expect, test } from 'vitest'
import { app, type Council, council, owner, visitor } from '#testing/council.tsx'
import { later, tellAll, toldTo } from '#testing/told.ts'

const giveTo = (c: Council, reference: string) =>
  c.chidi.post(`/cases/${reference}/assign`, { given: `${c.team_id}/${c.asha.id}` })

test('what somebody is told stands under the bell until they have read it', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await giveTo(c, reference)
  await tellAll(c)
  const home = await c.asha.page('/my-work')
  expect(home).toContain(': 1 not read')
  const list = await c.asha.page('/notifications')
  expect(list).toContain(`${reference} is yours: Printer on fire`)
  expect(list).toContain('also told by e-mail')
  const href = /\/notifications\/[0-9a-f-]{36}/.exec(list)![0]
  const opened = await c.asha.get(href)
  expect([opened.status, opened.headers.get('location')]).toEqual([303, `/cases/${reference}`])
  expect(await c.asha.page('/notifications?show=unread')).toContain('Nothing like that')
  expect(await c.asha.page('/my-work')).not.toContain('not read')
})

test('notices are marked read one by one or all, and only one’s own', async () => {
  const c = await council()
  const other = await council()
  for (const _ of [1, 2]) await giveTo(c, (await c.givenCase()).reference)
  await tellAll(c)
  const [first] = (await toldTo(c, c.asha)).notices
  expect((await c.chidi.get(`/notifications/${first!.id}`)).status).toBe(404)
  expect((await other.asha.get(`/notifications/${first!.id}`)).status).toBe(404)
  await c.chidi.post('/notifications/read', { id: first!.id })
  await other.asha.post('/notifications/read', { all: 'yes' })
  expect(await c.asha.page('/notifications')).toContain(': 2 not read')
  await c.asha.post('/notifications/read', { id: first!.id })
  expect(await c.asha.page('/notifications')).toContain(': 1 not read')
  await c.asha.post('/notifications/read', { all: 'yes' })
  expect(await c.asha.page('/notifications')).not.toContain('not read')
})

test('the list pages, and keeps to one kind', async () => {
  const c = await council()
  for (let made = 0; made < 27; made++) await c.givenCase()
  await tellAll(c)
  const page = await c.ben.page('/notifications?kind=logged')
  expect(page.match(/We have your request/g)).toHaveLength(50)
  expect(page).toContain('/notifications?kind=logged&amp;page=2')
  expect((await c.ben.page('/notifications?page=2')).match(/notices__link/g)).toHaveLength(2)
  expect(await c.ben.page('/notifications?kind=resolved')).toContain('Nothing like that')
  // And of so many in an hour not all were sent: somebody may be writing in his name (abuse case 10).
  expect((await toldTo(c, c.ben)).mails).toHaveLength(10)
})

test('who may no longer read cases is not told, and what they were told is no longer shown', async () => {
  const c = await council()
  const first = await c.givenCase()
  await giveTo(c, first.reference)
  await tellAll(c)
  const second = await c.givenCase()
  await giveTo(c, second.reference)
  await c.work()
  await owner.query(`delete from people.role_assignments where person_id = $1 and role <> 'requester'`, [c.asha.id])
  await c.work(later())
  const { mails, deliveries } = await toldTo(c, c.asha)
  expect(mails).toHaveLength(1)
  expect(deliveries.map(({ state }) => state)).toEqual(['sent', 'withheld'])
  await new Promise(resolve => setTimeout(resolve, 2100))
  const page = await c.asha.page('/notifications')
  expect(page).not.toContain(first.reference)
  expect(page).not.toContain(second.reference)
})

test('somebody who has left is told nothing', async () => {
  const c = await council()
  await c.givenCase()
  await owner.query('update people.persons set active = false where id = $1', [c.ben.id])
  await tellAll(c)
  expect((await toldTo(c, c.ben)).mails).toEqual([])
})

test('what waited for days is not sent: a restored backup tells nobody again (abuse case 42)', async () => {
  const c = await council()
  await c.givenCase()
  await c.work()
  await c.work(later(3 * 86_400))
  const { mails, deliveries } = await toldTo(c, c.ben)
  expect(mails).toEqual([])
  expect(deliveries).toMatchObject([{ state: 'suppressed', reason: 'By then it would have come too late.' }])
})

test('a link in each message that may be stopped stops its kind, in one step, without signing in, and says nothing', async () => {
  const c = await council()
  await c.givenCase()
  await tellAll(c)
  const [mail] = (await toldTo(c, c.ben)).mails
  const headers = mail!.headers as Record<string, string>
  expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  const place = new URL(headers['List-Unsubscribe']!.slice(1, -1)).pathname
  expect(mail!.text).toContain(place)
  const page = await visitor.page(place)
  expect(page).toContain('Stop them')
  expect(page).not.toMatch(/Ben|Carter|example/)
  // To look is not to stop.
  await c.givenCase()
  await tellAll(c)
  expect((await toldTo(c, c.ben)).mails).toHaveLength(2)
  // As a mail program does it: from nowhere, with no session.
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
  for (const _ of [1, 2])
    expect((await app.request(`http://localhost${place}`, { method: 'POST', body })).status).toBe(200)
  await c.givenCase()
  await tellAll(c)
  const after = await toldTo(c, c.ben)
  expect(after.mails).toHaveLength(2)
  expect(after.kinds).toEqual(['logged', 'logged', 'logged'])
  expect((await visitor.get(`${place}x`)).status).toBe(404)
  expect((await visitor.get('/unsubscribe/x.y')).status).toBe(404)
})

test('what is owed to somebody cannot be stopped: its message has no such link, and the choice is not there', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await tellAll(c)
  await c.asha.post(`/cases/${reference}/hold`, { reason: 'requester', version: '1' })
  await tellAll(c)
  const mail = (await toldTo(c, c.ben)).mails.at(-1)!
  expect(mail.subject).toBe(`We need your answer about ${reference}`)
  expect(mail.text).not.toContain('unsubscribe')
  await c.ben.post('/account/notifications', { 'ways-waiting_for_you': 'screen' })
  expect(await c.ben.page('/account/notifications')).toMatch(/we need something from you \(always\)/)
})
