import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { joiner } from '#testing/joiner.ts'

test('the audit trail shows what was done, by whom, to what, newest first, and filters it', async () => {
  const { farah, givenCase, ben } = await council()
  const first = await givenCase({ subject: 'First' })
  const second = await givenCase({ subject: 'Second' })
  await ben.post('/account', { phone: '1234', location: '', assistance: '' })
  const page = await farah.page('/audit')
  expect(page.indexOf('person.edited')).toBeLessThan(page.indexOf(second.reference))
  expect(page.indexOf(second.reference)).toBeLessThan(page.indexOf(first.reference))
  const one = await farah.page(`/audit?subject=${first.reference.toLowerCase()}`)
  expect(one).toContain(first.reference)
  expect(one).not.toContain(second.reference)
  expect(await farah.page('/audit?person=Ben+Carter')).not.toContain('case.logged')
  expect(await farah.page('/audit?name=case.closed')).toContain('Nothing was recorded')
  expect(await (await farah.get('/audit?format=csv')).text()).toContain('person.edited')
  expect((await farah.get('/audit?from=soon')).status).toBe(422)
})

test('only who may read the trail does, and only of their own organisation', async () => {
  const { asha, givenCase } = await council()
  const other = await council()
  const { reference, id } = await givenCase()
  expect((await asha.get('/audit')).status).toBe(403)
  expect(await other.farah.page('/audit')).not.toContain(reference)
  expect(await other.farah.page(`/audit?subject=${reference}`)).toContain('Nothing was recorded')
  expect(await other.farah.page(`/audit?subject=${id}`)).toContain('Nothing was recorded')
})

test('it is searched by part of a name, by kind and by words in the details, and who took it away is in it', async () => {
  const c = await council()
  await c.givenCase({ subject: 'First' })
  await c.ben.post('/account', { phone: '01632 960123', location: '', assistance: '' })
  expect(await c.farah.page('/audit?person=ben')).toContain('person.edited')
  expect(await c.farah.page('/audit?name=EDITED')).toContain('person.edited')
  const people = await c.farah.page('/audit?kind=person')
  expect(people).toContain('person.edited')
  expect(people).not.toContain('case.logged')
  expect(await c.farah.page('/audit?words=01632+960123')).toContain('person.edited')
  expect(await c.farah.page('/audit?words=01632+960999')).toContain('Nothing was recorded')
  await c.farah.get('/audit?format=csv&kind=person')
  expect((await c.happened(c.organisation_id)).at(-1)).toMatchObject({
    name: 'organisation.trailExported',
    actor: 'Farah Aziz',
    payload: { rows: 1, filters: { kind: 'person' } },
  })
})

test('an auditor reads it and takes it away, and sees neither cases nor people to manage', async () => {
  const c = await council()
  const auditor = await joiner(c, 'auditor')
  const { reference } = await c.givenCase()
  const page = await auditor.page('/audit')
  expect(page).toContain(reference)
  expect(page).not.toContain(`href="/cases/${reference}"`)
  expect((await auditor.get('/audit?format=csv')).status).toBe(200)
  expect((await auditor.get(`/cases/${reference}`)).status).toBe(403)
  expect((await auditor.get('/admin')).status).toBe(403)
  expect(await auditor.page('/')).toContain('href="/audit"')
})
