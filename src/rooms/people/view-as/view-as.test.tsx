/* An administrator sees as somebody else: abuse case 44, and what both may, and nothing written. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { read, write } from '#platform/database/transaction.ts'
import { clientFor } from '#testing/client.ts'
import { app, type Council, council, db, type Member, owner } from '#testing/council.tsx'
import { whatBothMay } from './seen-as.rules.ts'

const REASON = { reason: 'They say a page is empty' }

/** A session that sees as somebody else, and the answer it began with. */
async function seeingAs(viewer: Member, viewed: { id: string }, fields = REASON) {
  const answer = await viewer.post(`/admin/people/${viewed.id}/view-as`, fields)
  const [given] = (answer.headers.get('set-cookie') ?? '').split(';')
  return { ...clientFor(app, `${viewer.cookie}; ${given}`), answer }
}

const story = async (c: Council, id: string) => (await c.happened(id)).map(({ name, actor }) => [name, actor])

test('what is seen is what both may, and a person’s own requests by who may read cases', () => {
  const viewer = new Map([
    ['cases.read', ['a']],
    ['reports.read', ['a', 'b']],
    ['people.view-as', ['a', 'b']],
  ])
  const viewed = new Map([
    ['cases.ask', ['a', 'b']],
    ['cases.work', ['a']],
    ['reports.read', ['b', 'c']],
    ['people.view-as', ['a']],
  ])
  expect([...whatBothMay(viewer, viewed)]).toEqual([
    ['cases.ask', ['a']],
    ['reports.read', ['b']],
  ])
})

test('an administrator sees as a requester does, with a banner on every page, until they stop', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const seen = await seeingAs(c.farah, c.ben)
  expect(seen.answer.status).toBe(303)
  const home = await seen.page('/')
  expect(home).toContain('You, Farah Aziz, are seeing this as Ben Carter')
  expect(home).toContain('Printer on fire')
  expect(await seen.page(`/requests/${reference}`)).toContain('action="/viewing/stop"')
  expect(await seen.page('/no-such-page')).toContain('seeing this as Ben Carter')
  expect((await seen.get('/admin')).status).toBe(403)
  expect((await seen.get(`/cases/${reference}`)).status).toBe(403)
  const stopped = await seen.post('/viewing/stop')
  expect(stopped.headers.get('set-cookie')).toContain('moothall_viewing=;')
  expect(await c.farah.page('/')).not.toContain('viewing-banner')
  expect(await story(c, c.ben.id)).toEqual([
    ['person.viewingStarted', 'Farah Aziz'],
    ['person.viewingEnded', 'Farah Aziz'],
  ])
  expect(await c.farah.page('/audit?name=person.viewingStarted')).toContain(REASON.reason)
  // The old cookie, sent again, sees as nobody.
  await new Promise(resolve => setTimeout(resolve, 2100))
  expect((await seen.get('/admin')).status).toBe(200)
})

test('nothing can be written: refused for every post, and by the database', async () => {
  const c = await council()
  const { reference, id } = await c.givenCase()
  await owner.query('update cases.cases set assignee_id = $1, unread = true where id = $2', [c.asha.id, id])
  const before = await c.happened(id)
  const asBen = await seeingAs(c.farah, c.ben)
  const asAsha = await seeingAs(c.farah, c.asha)
  for (const path of [`/requests/${reference}/answer`, '/account', '/account/tokens', `/cases/${reference}/resolve`]) {
    const answer = await asBen.post(path, { body: 'Hello', name: 'x' })
    expect([path, answer.status]).toEqual([path, 403])
    expect(await answer.text()).toContain('nothing can be changed')
  }
  expect(
    (await app.request('http://localhost/account', { method: 'PUT', headers: { cookie: c.farah.cookie } })).status,
  ).not.toBe(200)
  // Reading leaves no trace of the one seen as.
  expect((await asBen.get(`/requests/${reference}`)).status).toBe(200)
  expect((await asAsha.get('/')).status).toBe(200)
  const { rows } = await owner.query('select unread from cases.cases where id = $1', [id])
  expect(rows).toEqual([{ unread: true }])
  expect(await c.happened(id)).toEqual(before)
  const identity = { person_id: c.ben.id, organisations: [c.organisation_id], viewer_id: c.farah.id }
  await expect(
    write(db, identity, tx => tx.updateTable('people.persons').set({ phone: '1' }).execute()),
  ).rejects.toMatchObject({ code: 'platform.viewing' })
  const behind = await read(db, identity, tx => sql`select platform.current_viewer() as viewer`.execute(tx))
  expect(behind.rows).toEqual([{ viewer: c.farah.id }])
})

test('account pages stay their person’s, and nobody is seen as from there', async () => {
  const c = await council()
  const seen = await seeingAs(c.farah, c.dilys)
  for (const path of ['/account', '/account/sessions', '/account/tokens'])
    expect([path, (await seen.get(path)).status]).toEqual([path, 403])
  expect((await seen.get(`/admin/people/${c.ben.id}/view-as`)).status).toBe(403)
  const asFarah = await seeingAs(c.farah, c.farah)
  expect(asFarah.answer.status).toBe(409)
})

test('after half an hour it is over: nothing is seen or written until they say so, and the record says when', async () => {
  const c = await council()
  const seen = await seeingAs(c.farah, c.ben)
  await owner.query(`update people.viewings set ends_at = now() - interval '1 second' where viewed_id = $1`, [c.ben.id])
  await new Promise(resolve => setTimeout(resolve, 2100))
  expect(await seen.page('/')).toContain('Seeing as Ben Carter has ended. You are Farah Aziz again.')
  expect((await seen.post('/account', { phone: '1' })).status).toBe(403)
  await c.work(new Date(Date.now() + 31 * 60_000))
  expect((await story(c, c.ben.id)).at(-1)).toEqual(['person.viewingEnded', 'Moothall'])
  expect((await seen.post('/viewing/stop')).status).toBe(303)
})

test('signing out ends it too, and it belongs to the session it began in', async () => {
  const c = await council()
  const { answer, post } = await seeingAs(c.farah, c.ben)
  const [given] = (answer.headers.get('set-cookie') ?? '').split(';')
  expect(await clientFor(app, `${c.asha.cookie}; ${given}`).page('/')).not.toContain('viewing-banner')
  expect((await clientFor(app, given).get('/')).status).toBe(303)
  expect((await post('/sign-out')).status).toBe(303)
  expect((await story(c, c.ben.id)).at(-1)).toEqual(['person.viewingEnded', 'Farah Aziz'])
})

test('it takes a reason, the right to, and somebody of one’s own council who has not left', async () => {
  const c = await council()
  const other = await council()
  const place = `/admin/people/${c.ben.id}/view-as`
  expect(await c.farah.page(`/admin/people/${c.ben.id}`)).toContain(place)
  const silent = await c.farah.post(place, { reason: ' ' })
  expect(silent.status).toBe(422)
  expect(await silent.text()).toContain('Enter why you need to')
  expect((await c.asha.post(place, REASON)).status).toBe(403)
  expect((await other.farah.get(place)).status).toBe(404)
  expect((await other.farah.post(place, REASON)).status).toBe(404)
  await c.farah.post(`/admin/people/${c.ben.id}/active`, { active: 'no' })
  expect((await c.farah.post(place, REASON)).status).toBe(409)
})
