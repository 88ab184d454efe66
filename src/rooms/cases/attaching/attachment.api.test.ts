import { expect, test } from 'vitest'
import { app, council } from '#testing/council.tsx'
import { programFor } from '#testing/program.ts'

const form = (name: string, text: string, more: Record<string, string> = {}) => {
  const data = new FormData()
  data.append('file', new File([text], name))
  for (const [field, value] of Object.entries(more)) data.append(field, value)
  return data
}

async function desk() {
  const c = await council()
  const { reference } = await c.givenCase()
  const staff = await programFor(c.asha, ['cases.work', 'cases.read'])
  return {
    c,
    reference,
    where: `/cases/${reference}/attachments`,
    staff,
    asker: await programFor(c.ben, ['cases.ask']),
  }
}

test('a program attaches a file, lists it, and gets its bytes back', async () => {
  const { where, staff, asker } = await desk()
  const sent = await asker.post(where, form('smoke.txt', 'It is black.'))
  expect([sent.status, sent.headers.get('location')]).toEqual([201, `/api/v1${where}`])
  const [file] = sent.json.attachments
  expect(file).toMatchObject({ name: 'smoke.txt', media_type: 'text/plain', size: 12 })
  expect((await staff.get(where)).json.attachments).toEqual([file])
  const bytes = await app.request(`http://localhost${file.url}`, {
    headers: { authorization: `Bearer ${staff.secret}` },
  })
  expect([await bytes.text(), bytes.headers.get('content-disposition')]).toEqual([
    'It is black.',
    expect.stringContaining('attachment'),
  ])
})

test('a file on a note never reaches the requester', async () => {
  const { reference, where, staff, asker } = await desk()
  const note = (await staff.post(`/cases/${reference}/notes`, { body: 'See the log.' })).json.id
  const sent = await staff.post(where, form('log.txt', 'secret', { message_id: note }))
  expect(sent.status).toBe(201)
  expect((await asker.get(where)).json.attachments).toEqual([])
  expect((await asker.get(`/files/${sent.json.attachments[0].id}`)).status).toBe(404)
  expect((await asker.post(where, form('x.txt', 'x', { message_id: note }))).json.errors[0].pointer).toBe('/message_id')
})

test('an upload with an idempotency key hangs its files once', async () => {
  const { where, staff } = await desk()
  const key = { 'idempotency-key': 'upload-1' }
  const first = await staff.post(where, form('a.txt', 'one'), key)
  const again = await staff.post(where, form('a.txt', 'one'), key)
  expect(again.json).toEqual(first.json)
  expect((await staff.post(where, form('a.txt', 'two'), key)).json.code).toBe('platform.key-reused')
  expect((await staff.get(where)).json.attachments).toHaveLength(1)
})

test('no file, no form, and no case of theirs are said as that', async () => {
  const { where, staff, c } = await desk()
  expect((await staff.post(where, new FormData())).json.errors[0].pointer).toBe('/file')
  expect((await staff.post(where, { file: 'x' })).status).toBe(400)
  const stranger = await programFor(c.dilys, ['cases.ask'])
  expect((await stranger.post(where, form('a.txt', 'x'))).status).toBe(404)
})
