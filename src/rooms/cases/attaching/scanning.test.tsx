/* Files are shown to ClamAV as they come; what it finds something in, or cannot be asked about, is not kept. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { settleScanning } from '#platform/files/scan.ts'
import { type Clamd, clamd, VIRUS } from '#testing/clamd.ts'
import { council } from '#testing/council.tsx'
import { answerWith, filesOf } from '#testing/files.ts'
import { mailDesk } from '#testing/mail-desk.ts'
import { programFor } from '#testing/program.ts'

let running: Clamd | undefined
afterEach(async () => {
  settleScanning({ clamd: undefined, unreachable: 'refuse' })
  await running?.close()
  running = undefined
})

async function scanned(given: Parameters<typeof clamd> = [], unreachable: 'refuse' | 'accept' = 'refuse') {
  running = await clamd(...given)
  settleScanning({ clamd: running.at, unreachable })
  return running
}

const CLEAN = new File(['All is well.'], 'clean.txt')
const INFECTED = new File([`Hello ${VIRUS}`], 'invoice.doc')
const LARGE = new File([Buffer.alloc(600_000, 'a'), VIRUS], 'large.bin')

test('a clean file is kept whole; one with a virus is refused in words, and what was typed stays', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const { seen } = await scanned()
  const answer = await c.ben.send(`/requests/${reference}`, answerWith([CLEAN, INFECTED, LARGE], 'What I typed'))
  const page = await answer.text()
  expect(answer.status).toBe(422)
  expect(page).toContain('“invoice.doc” was not taken. A virus was found in that file, so it was not kept.')
  expect(page).toContain('What I typed</textarea>')
  expect(await filesOf(c)).toMatchObject([{ name: 'clean.txt', state: 'arriving' }])
  expect(seen.map(file => file.length)).toEqual([12, INFECTED.size, LARGE.size])
})

test('a program is told the same', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  await scanned()
  const form = new FormData()
  form.append('files', INFECTED)
  const program = await programFor(c.asha, ['cases.work'])
  const { status, json } = await program.post(`/cases/${reference}/attachments`, form)
  expect([status, JSON.stringify(json)]).toEqual([422, expect.stringContaining('A virus was found')])
  expect(await filesOf(c)).toEqual([])
})

test.each([
  ['gone', undefined],
  ['hangs up', (socket: { destroy(): void }) => socket.destroy()],
  ['saw only a part', (socket: { end(said: string): void }) => socket.end('INSTREAM size limit exceeded. ERROR\0')],
  ['talks nonsense', (socket: { end(said: string): void }) => socket.end('stream: OK, I think')],
] as const)('while clamd %s nothing is taken, unless an operator said that it may be', async (_, answers) => {
  const c = await council()
  const { reference } = await c.givenCase()
  const { at } = await scanned([answers])
  if (!answers) {
    await running?.close()
    running = undefined
  }
  const refused = await c.ben.send(`/requests/${reference}`, answerWith([CLEAN]))
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining('cannot be checked for viruses'),
  ])
  expect(await filesOf(c)).toEqual([])
  settleScanning({ clamd: at, unreachable: 'accept' })
  expect((await c.ben.send(`/requests/${reference}`, answerWith([CLEAN]))).status).toBe(303)
  expect(await filesOf(c)).toMatchObject([{ name: 'clean.txt', state: 'kept' }])
})

test('it may listen on a socket of this machine', async () => {
  const c = await council()
  const { reference } = await c.givenCase()
  const folder = mkdtempSync(path.join(tmpdir(), 'moothall-clamd-'))
  await scanned([undefined, path.join(folder, 'clamd.sock')])
  expect((await c.ben.send(`/requests/${reference}`, answerWith([CLEAN]))).status).toBe(303)
  expect((await c.ben.send(`/requests/${reference}`, answerWith([INFECTED]))).status).toBe(422)
  rmSync(folder, { recursive: true })
})

test('mail is filed without a file that has a virus in it, and says so', async () => {
  const { c, post } = await mailDesk({})
  await scanned()
  const part = (name: string, text: string) =>
    `--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="${name}"\r\n\r\n${text}\r\n`
  const raw = [
    `From: ${c.ben.email}\r\nSubject: Two files\r\nMessage-ID: <two@files.example>\r\nMIME-Version: 1.0\r\n`,
    'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee both.\r\n',
    `${part('good.txt', 'All is well.')}${part('bad.txt', VIRUS)}--b--\r\n`,
  ].join('')
  const { reference } = await post(raw)
  expect(await filesOf(c)).toMatchObject([{ name: 'good.txt', state: 'kept' }])
  expect(await c.asha.page(`/cases/${reference}`)).toContain('a virus was found in them: bad.txt')
})
