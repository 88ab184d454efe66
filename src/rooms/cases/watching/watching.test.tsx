import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { listSide } from '../side.queries.ts'
import { addWatcher } from './watch.actions.ts'

async function watchersOf(c: Awaited<ReturnType<typeof council>>, id: string) {
  return (await c.reading(tx => listSide(tx, id))).watchers.map(watcher => watcher.name)
}

test('whoever may read a case may watch it, and stop', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  expect((await c.dilys.post(`/cases/${reference}/watch`)).status).toBe(303)
  await c.dilys.post(`/cases/${reference}/watch`)
  expect(await watchersOf(c, id)).toEqual(['Dilys Morgan'])
  expect(await c.dilys.page(`/cases/${reference}`)).toContain('Stop watching')
  await c.dilys.post(`/cases/${reference}/unwatch`)
  expect(await watchersOf(c, id)).toEqual([])
  expect((await c.happened(id)).map(event => event.name).slice(1)).toEqual(['case.watched', 'case.unwatched'])
})

test('an analyst adds a colleague of the requester by name or address, who then follows it on the portal', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  const path = `/cases/${reference}/watchers`
  expect((await c.asha.post(path, { who: 'farah' })).status).toBe(303)
  expect((await c.asha.post(path, { who: c.evan.email })).status).toBe(303)
  expect(await watchersOf(c, id)).toEqual(['Evan Hughes', 'Farah Aziz'])
  expect(await c.asha.page(path)).toContain('Follows it on the portal')
  expect(await c.asha.page(`${path}/find?q=dil`)).toContain('Dilys Morgan')
  await c.asha.post(`${path}/remove`, { person_id: c.evan.id })
  expect(await watchersOf(c, id)).toEqual(['Farah Aziz'])
})

test('a name that nobody has is said beside the field, and kept', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const answer = await c.asha.post(`/cases/${reference}/watchers`, { who: 'Nobody <b>' })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('Nobody of this organisation or its desk has that name or address')
  expect(page).toContain('Nobody &lt;b>')
  expect(await (await c.asha.post(`/cases/${reference}/watchers`, {})).text()).toContain('Enter a name')
})

test('nobody of another council can be made to watch, even by somebody who works for both', async () => {
  const c = await council()
  const other = await council()
  const { id, reference } = await c.givenCase()
  const forged = await c.asha.post(`/cases/${reference}/watchers`, { person_id: other.ben.id })
  expect(forged.status).toBe(422)
  const both = { person_id: c.asha.id, organisations: [c.organisation_id, other.organisation_id] }
  const act = c.writingAs(both, tx => addWatcher(tx, c.asha.author, { reference, person_id: other.ben.id }, new Date()))
  await expect(act).rejects.toMatchObject({ code: 'cases.watcher-elsewhere' })
  expect(await watchersOf(c, id)).toEqual([])
})

test('a requester and another council may neither watch nor add watchers', async () => {
  const c = await council()
  const other = await council()
  const { reference } = await c.givenCase()
  for (const act of ['watch', 'unwatch', 'watchers']) {
    const fields = { person_id: c.ben.id }
    expect((await c.ben.post(`/cases/${reference}/${act}`, fields)).status).toBe(403)
    expect((await other.asha.post(`/cases/${reference}/${act}`, fields)).status).toBe(404)
  }
  expect((await c.dilys.post(`/cases/${reference}/watchers`, { person_id: c.ben.id })).status).toBe(403)
})
