import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { storeFile } from '#platform/files/store.ts'
import { type Council, council, db, type Member, visitor } from '#testing/council.tsx'
import { answerWith, filesOf } from '#testing/files.ts'
import { pastUndoing } from '#testing/later.ts'
import { addNote, answerAsRequester } from '../replying/reply.actions.ts'
import { attachFiles } from './attach-files.actions.ts'

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

/** A file on a note by Asha, and one on an answer by Ben. */
async function onBothSides(c: Council) {
  const { id, reference } = await c.givenCase()
  const attached = async (by: Member, text: string, side: 'note' | 'answer') => {
    const uploader = { person_id: by.id, organisation_id: c.organisation_id }
    const file = await storeFile(db, uploader, { name: `${side}.txt`, bytes: onePiece(text) })
    await c.writing(async tx => {
      const say = side === 'note' ? addNote : answerAsRequester
      const { message_id } = await say(tx, by.author, { reference, body: side, channel: 'portal' }, new Date())
      const shown_to = side === 'note' ? 'staff' : 'everyone'
      const attach = { message_id, file_ids: [file!.id], shown_to } as const
      await attachFiles(tx, by.author, { id, organisation_id: c.organisation_id }, attach, new Date())
    })
    return file!.id
  }
  return {
    id,
    reference,
    note: await attached(c.asha, 'secret', 'note'),
    answer: await attached(c.ben, 'open', 'answer'),
  }
}

async function* onePiece(text: string) {
  yield Buffer.from(text)
}

test('a file comes back as it was sent, in pieces, as a download that can run nothing (abuse case 31)', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const bytes = Buffer.alloc(700_000, 'moothall ')
  const name = '..\\evil/\u202Egpj.ré "x".txt'
  const response = await c.ben.send(`/requests/${reference}`, answerWith([new File([bytes], name)]))
  expect(response.status).toBe(303)
  const [file] = await filesOf(c)
  expect(file).toMatchObject({ media_type: 'text/plain', size: 700_000, state: 'kept', uploaded_by: c.ben.id })
  expect(file!.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  const page = await c.ben.page(`/requests/${reference}`)
  expect(page).toContain(`href="/files/${file!.id}"`)
  expect(page).toContain('Text, 700 kB')
  const sent = await c.ben.get(`/files/${file!.id}`)
  expect(Buffer.from(await sent.arrayBuffer()).equals(bytes)).toBe(true)
  expect(sent.headers.get('content-disposition')).toMatch(/^attachment; filename="gpj\.r_ /)
  expect(sent.headers.get('content-disposition')).toContain("filename*=UTF-8''gpj.r%C3%A9%20")
  expect(sent.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  expect(sent.headers.get('x-content-type-options')).toBe('nosniff')
  const pieces = await c.reading(tx => tx.selectFrom('platform.file_pieces').select('position').execute())
  expect(pieces).toHaveLength(3)
})

test('a picture may be previewed; a page that calls itself a picture may not', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const picture = new File([PNG], 'photo.png', { type: 'image/png' })
  const pretending = new File([SVG], 'logo.svg', { type: 'image/svg+xml' })
  const page = new File(['<!doctype html><script>alert(1)</script>'], 'photo2.png', { type: 'image/png' })
  await c.ben.send(`/requests/${reference}`, answerWith([picture, pretending, page]))
  const [first, second, third] = await filesOf(c)
  const preview = await c.ben.get(`/files/${first!.id}/preview`)
  expect(preview.headers.get('content-type')).toBe('image/png')
  expect(preview.headers.get('content-disposition')).toMatch(/^inline/)
  expect(preview.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  for (const file of [second!, third!]) {
    expect((await c.ben.get(`/files/${file.id}/preview`)).status).toBe(404)
    const download = await c.ben.get(`/files/${file.id}`)
    expect(download.headers.get('content-type')).toBe('text/plain')
    expect(download.headers.get('content-disposition')).toMatch(/^attachment/)
  }
  const html = await c.ben.page(`/requests/${reference}`)
  expect(html.match(/\/preview"/g)).toHaveLength(2)
})

test('a browser that has a file already is not sent it again', async () => {
  const c = await council()
  const { answer } = await onBothSides(c)
  const etag = (await c.ben.get(`/files/${answer}`)).headers.get('etag')!
  expect((await c.ben.get(`/files/${answer}`, { 'if-none-match': etag })).status).toBe(304)
})

test("a note's file is for staff: never for the requester, whatever they ask", async () => {
  const c = await council()
  const { reference, note, answer } = await onBothSides(c)
  expect((await c.ben.get(`/files/${note}`)).status).toBe(404)
  expect((await c.ben.get(`/files/${note}/preview`)).status).toBe(404)
  expect(await c.ben.page(`/requests/${reference}`)).not.toContain(note)
  expect(await (await c.asha.get(`/files/${note}`)).text()).toBe('secret')
  expect(await (await c.asha.get(`/files/${answer}`)).text()).toBe('open')
  expect(await (await c.ben.get(`/files/${answer}`)).text()).toBe('open')
})

test("another council's files, and nobody's, are not found; nor is a file nothing keeps yet (abuse case 28)", async () => {
  const [c, other] = await Promise.all([council(), council()])
  const { answer } = await onBothSides(c)
  for (const one of [other.ben, other.asha]) expect((await one.get(`/files/${answer}`)).status).toBe(404)
  for (const id of [newId(), 'x', '%00']) expect((await c.asha.get(`/files/${id}`)).status).toBe(404)
  expect((await visitor.get(`/files/${answer}`)).status).toBe(303)
  const uploader = { person_id: c.ben.id, organisation_id: c.organisation_id }
  const loose = await storeFile(db, uploader, { name: 'loose.txt', bytes: onePiece('x') })
  expect((await c.ben.get(`/files/${loose!.id}`)).status).toBe(404)
})

test("another requester's file is not found, in the same council", async () => {
  const c = await council()
  const { reference } = await c.givenCase({ requester_id: c.farah.id })
  await c.farah.send(`/requests/${reference}`, answerWith([new File(['x'], 'x.txt')]))
  const [file] = await filesOf(c)
  expect((await c.farah.get(`/files/${file!.id}`)).status).toBe(200)
  expect((await c.ben.get(`/files/${file!.id}`)).status).toBe(404)
})

test('a file of somebody else, or one that is kept already, cannot be attached', async () => {
  const c = await council()
  const { answer } = await onBothSides(c)
  const { reference } = await c.givenCase()
  const uploader = { person_id: c.farah.id, organisation_id: c.organisation_id }
  const hers = await storeFile(db, uploader, { name: 'hers.txt', bytes: onePiece('x') })
  for (const id of [answer, hers!.id]) {
    const response = await c.ben.post(`/requests/${reference}`, { body: 'Mine', file_ids: id })
    expect(response.status).toBe(409)
  }
  expect(await c.ben.page(`/requests/${reference}`)).not.toContain('Mine')
})

test('attaching is in the record, with what proves the file unchanged', async () => {
  const c = await council()
  const { id, note } = await onBothSides(c)
  const sha256 = createHash('sha256').update('secret').digest('hex')
  expect(await c.happened(id)).toContainEqual(
    expect.objectContaining({
      name: 'case.filesAttachedForStaff',
      shown_to: 'staff',
      payload: expect.objectContaining({ files: [{ id: note, sha256 }] }),
    }),
  )
})

test('staff attach to replies, which both sides see, and to notes, which only staff see', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  for (const write of ['note', 'reply'])
    await c.asha.send(`/cases/${reference}/${write}`, answerWith([new File([PNG], `${write}.png`)], `A ${write}.`))
  await c.work(pastUndoing())
  const staff = await c.asha.page(`/cases/${reference}`)
  expect(staff).toContain('note.png')
  expect(staff).toContain('reply.png')
  const requester = await c.ben.page(`/requests/${reference}`)
  expect(requester).toContain('reply.png')
  expect(requester).not.toContain('note.png')
  const files = await filesOf(c)
  const statuses = await Promise.all(
    files.map(async ({ id, name }) => [name, (await c.ben.get(`/files/${id}`)).status]),
  )
  expect(Object.fromEntries(statuses)).toEqual({ 'note.png': 404, 'reply.png': 200 })
})

test("a note with a mistake keeps its words and its file in the note's composer", async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const response = await c.asha.send(`/cases/${reference}/note`, answerWith([new File([PNG], 'photo.png')], ' '))
  expect(response.status).toBe(422)
  const page = await response.text()
  expect(page).toContain('Write the note')
  expect(page).toContain('composer--note')
  expect(page).toContain('photo.png (16 bytes)')
})
