import { expect, test } from 'vitest'
import { upkeepOf } from '#app/upkeep.ts'
import { app, type Council, council, owner } from '#testing/council.tsx'
import { answerWith, filesOf } from '#testing/files.ts'

const MB = 1024 * 1024
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

test('a mistake elsewhere keeps the files that have arrived, ticked, and the next try attaches them', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const response = await c.ben.send(`/requests/${reference}`, answerWith([new File([PNG], 'photo.png')], ' '))
  expect(response.status).toBe(422)
  const [file] = await filesOf(c)
  const page = await response.text()
  expect(page).toContain('Enter your message')
  expect(page).toContain('photo.png (16 bytes)')
  expect(page).toContain(`value="${file!.id}" checked`)
  expect((await c.ben.post(`/requests/${reference}`, { body: 'Here', file_ids: file!.id })).status).toBe(303)
  expect((await filesOf(c))[0]!.state).toBe('kept')
})

test('a file that is too large is refused in words; what was typed and the other files stay', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const large = new File([Buffer.alloc(25 * MB + 1)], 'film.mov')
  const whole = new File([Buffer.alloc(25 * MB)], 'disk.img')
  const response = await c.ben.send(`/requests/${reference}`, answerWith([large, whole], 'What I typed'))
  expect(response.status).toBe(422)
  const page = await response.text()
  expect(page).toContain('“film.mov” is larger than 25 MB: send a smaller one')
  expect(page).toContain('What I typed</textarea>')
  expect(page).toContain('disk.img (26.2 MB)')
  expect(await filesOf(c)).toMatchObject([{ name: 'disk.img', size: 25 * MB, state: 'arriving' }])
})

test('more than ten files are refused, and more than 60 MB together', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const many = Array.from({ length: 12 }, (_, i) => new File(['x'], `${i}.txt`))
  const tooMany = await (await c.ben.send(`/requests/${reference}`, answerWith(many))).text()
  expect(tooMany.match(/Choose no more than 10 files/g)).toHaveLength(2)
  const heavy = Array.from({ length: 3 }, (_, i) => new File([Buffer.alloc(24 * MB)], `${i}.bin`))
  const page = await (await c.ben.send(`/requests/${reference}`, answerWith(heavy))).text()
  expect(page).toContain('“2.bin” was left out: all files together can be 60 MB')
})

test('text that is too long for a field is refused in words', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const response = await c.ben.send(`/requests/${reference}`, answerWith([], 'x'.repeat(200_001)))
  expect(response.status).toBe(422)
  expect(await response.text()).toContain('That is too long')
})

/** A form whose file is made as it is read, so that the sender holds none of it either. */
function endless(length: number, onRead: () => void) {
  const head =
    '--b\r\ncontent-disposition: form-data; name="body"\r\n\r\nTyped\r\n--b\r\ncontent-disposition: form-data; name="files"; filename="big.bin"\r\n\r\n'
  const chunk = Buffer.alloc(65_536, 1)
  let left = length
  return new ReadableStream({
    start: controller => controller.enqueue(Buffer.from(head)),
    pull(controller) {
      onRead()
      if (left > 0) controller.enqueue(chunk)
      else {
        controller.enqueue(Buffer.from('\r\n--b--\r\n'))
        controller.close()
      }
      left -= chunk.length
    },
  })
}

const postStream = (c: Council, reference: string, body: ReadableStream) =>
  app.request(`http://localhost/requests/${reference}`, {
    ...{ method: 'POST', body, duplex: 'half' },
    headers: { cookie: c.ben.cookie, origin: 'http://localhost', 'content-type': 'multipart/form-data; boundary=b' },
  } as RequestInit)

test('50 MB are refused without being held', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const before = process.memoryUsage()
  let most = 0
  const stream = endless(50 * MB, () => {
    const { arrayBuffers, heapUsed } = process.memoryUsage()
    most = Math.max(most, arrayBuffers - before.arrayBuffers + heapUsed - before.heapUsed)
  })
  const response = await postStream(c, reference, stream)
  expect(response.status).toBe(422)
  expect(await response.text()).toContain('Typed</textarea>')
  expect(most).toBeLessThan(40 * MB)
  expect(await filesOf(c)).toEqual([])
})

test('an upload that breaks off is no case and no fault, and is swept away at night', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  let reads = 0
  const broken = endless(5 * MB, () => {
    if (++reads > 20) throw new Error('the line went dead')
  })
  expect((await postStream(c, reference, broken)).status).toBe(400)
  const [file] = await filesOf(c)
  expect(file).toMatchObject({ state: 'arriving', sha256: null })
  await c.writing(tx =>
    tx
      .updateTable('platform.files')
      .set({ uploaded_at: new Date(Date.now() - 2 * 86_400_000) })
      .where('id', '=', file!.id)
      .execute(),
  )
  // The job's own helpers are not used by the sweep.
  await upkeepOf(owner).platform_sweep!({}, {} as never)
  expect(await filesOf(c)).toEqual([])
  const pieces = await c.reading(tx => tx.selectFrom('platform.file_pieces').select('position').execute())
  expect(pieces).toEqual([])
})
