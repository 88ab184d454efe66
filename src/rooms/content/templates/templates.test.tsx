import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { fill, gapsIn, unknownGapsIn } from './template.rules.ts'

type Council = Awaited<ReturnType<typeof council>>

const facts = {
  'requester.first_name': 'Ben',
  'requester.name': 'Ben Carter',
  'case.reference': 'C-1',
  'case.subject': 'Printer {{due}}',
  'analyst.name': 'Asha Patel',
  due: null,
}

test('gaps are filled from the case; one that nothing fills stays to be seen', () => {
  expect(fill('Dear {{requester.first_name}}, {{ Case.Subject }} by {{due}}. {{nonsense}}', facts)).toBe(
    'Dear Ben, Printer {{due}} by {{due}}. {{nonsense}}',
  )
  expect(gapsIn('Hello {{requester.phone}} and {{requester.phone}}, {{due}}')).toEqual([
    '{{requester.phone}}',
    '{{due}}',
  ])
  expect(unknownGapsIn('{{due}} {{ requester.name }} {{requestor.name}}')).toEqual(['{{requestor.name}}'])
})

async function givenReply(c: Council, name = 'Which floor', body = 'Dear {{requester.first_name}}, which floor?') {
  const fields = { name, body, organisation_id: c.organisation_id }
  expect((await c.farah.post('/admin/replies/new', fields)).status).toBe(303)
  return c.reading(tx =>
    tx.selectFrom('content.templates').select('id').where('name', '=', name).executeTakeFirstOrThrow(),
  )
}

test('an administrator writes a canned reply, changes it and takes it away, each on the record', async () => {
  const c = await council()
  const { id } = await givenReply(c)
  expect(await c.farah.page('/admin/replies')).toContain('Which floor')
  const wrong = await c.farah.post(`/admin/replies/${id}`, { name: 'Which floor', body: 'Dear {{requestor.name}}' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('There is no gap called {{requestor.name}}')
  expect((await c.farah.post(`/admin/replies/${id}`, { name: 'Floor', body: 'Which?' })).status).toBe(303)
  expect((await c.farah.post(`/admin/replies/${id}/delete`)).status).toBe(303)
  expect((await c.farah.get(`/admin/replies/${id}`)).status).toBe(404)
  expect((await c.happened(id)).map(event => event.name)).toEqual([
    'template.saved',
    'template.saved',
    'template.deleted',
  ])
})

test('two replies of one name are refused beside the name', async () => {
  const c = await council()
  await givenReply(c)
  const fields = { name: 'Which floor', body: 'Again', organisation_id: c.organisation_id }
  const answer = await c.farah.post('/admin/replies/new', fields)
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('There is already a reply with that name.')
})

test('only who manages content may, and only in their own council', async () => {
  const c = await council()
  const other = await council()
  const { id } = await givenReply(c)
  expect((await c.asha.get('/admin/replies')).status).toBe(403)
  expect((await other.farah.get(`/admin/replies/${id}`)).status).toBe(404)
  expect((await other.farah.post(`/admin/replies/${id}/delete`)).status).toBe(404)
  const fields = { name: 'x', body: 'x', organisation_id: c.organisation_id }
  expect((await other.farah.post('/admin/replies/new', fields)).status).toBe(403)
})

test('a canned reply is put into the answer with its gaps filled; nothing is sent, and what was typed stays', async () => {
  const c = await council()
  const { id } = await givenReply(c)
  const { id: case_id, reference } = await c.givenCase()
  expect(await (await c.asha.get(`/cases/${reference}/canned-reply?template=${id}`)).text()).toBe(
    'Dear Ben, which floor?',
  )
  const answer = await c.asha.post(`/cases/${reference}/reply`, { body: 'Hello.', send: 'insert', template: id })
  expect(await answer.text()).toContain('Hello.\n\nDear Ben, which floor?</textarea>')
  expect(await c.happened(case_id)).toHaveLength(1)
})

test('a reply with a gap left is not sent', async () => {
  const c = await council()
  const { id, reference } = await c.givenCase()
  const answer = await c.asha.post(`/cases/${reference}/reply`, { body: 'It is due {{due}}.' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('There is a gap left: {{due}}')
  expect(await c.happened(id)).toHaveLength(1)
})

test('another council’s canned reply cannot be put into an answer', async () => {
  const c = await council()
  const other = await council()
  const { id } = await givenReply(other, 'Secret', 'Our own words')
  const { reference } = await c.givenCase()
  expect((await c.asha.get(`/cases/${reference}/canned-reply?template=${id}`)).status).toBe(404)
})
