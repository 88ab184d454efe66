import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'

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
