import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Council, council } from '#testing/council.tsx'
import { databaseUrl } from '#testing/database.ts'
import { givenMailbox, type Mail, mail } from '#testing/mail.ts'
import { command } from './command.ts'

let folder: string
let written = 0
let said: string[] = []

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'moothall-receive-'))
})
afterEach(() => {
  said = []
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

/** Runs `moothall receive`, as a mail server's pipe would. */
async function moothall(words: readonly string[], url = databaseUrl) {
  vi.spyOn(console, 'error').mockImplementation(line => said.push(String(line)))
  const lines: string[] = []
  const context = { databaseUrl: url, appDatabaseUrl: url, root: '.', print: (line: string) => lines.push(line) }
  const code = await command(context, ['receive', ...words])
  return { code, lines }
}

function fileOf(text: string): string {
  const file = path.join(folder, `${++written}.eml`)
  writeFileSync(file, text)
  return file
}

/** A council's mailbox, and what became of each message given to it. */
async function desk(more: Parameters<typeof givenMailbox>[1] = {}) {
  const c = await council()
  const { address } = await givenMailbox(c, more)
  const post = async (given: Mail | string, ...words: string[]) => {
    const text =
      typeof given === 'string' ? given : mail({ From: `Ben Carter <${c.ben.email}>`, To: address, ...given })
    const { code, lines } = await moothall(['--mailbox', address, '--file', fileOf(text), ...words])
    return { code, lines, ...JSON.parse(lines[0] ?? '{}') }
  }
  return { c, address, post }
}

const received = (c: Council) =>
  c.reading(tx => tx.selectFrom('channels.received_messages').selectAll().orderBy('id').execute())

test('a message becomes a case, its answer a part of it, and each outcome is one line of JSON', async () => {
  const { c, post } = await desk()
  const first = await post({ Subject: 'Printer on fire' })
  expect(first).toMatchObject({ code: 0, outcome: 'caseLogged', reason: null })
  expect(first.lines).toHaveLength(1)
  expect(Object.keys(JSON.parse(first.lines[0]))).toEqual(['outcome', 'reference', 'reason', 'id'])
  expect(await c.asha.page(`/cases/${first.reference}`)).toContain('Printer on fire')
  const answer = await post({ Subject: `Re: [${first.reference}] Printer on fire`, body: 'It is out.' })
  expect(answer).toMatchObject({ code: 0, outcome: 'replyAdded', reference: first.reference })
  await c.work()
  expect((await received(c)).map(({ state }) => state)).toEqual(['filed', 'filed'])
})

test('the same message again is a duplicate, and says of which case', async () => {
  const { c, post } = await desk()
  const text = mail({ From: c.ben.email })
  const first = await post(text)
  expect(await post(text)).toMatchObject({ code: 0, outcome: 'duplicate', reference: first.reference, id: first.id })
  expect(await post(`Received: from elsewhere\r\n${text}`)).toMatchObject({ outcome: 'duplicate' })
  expect(await received(c)).toMatchObject([{ copies: 3 }])
})

test('what waits on its case for staff is not said to be added to it (abuse cases 1 to 3)', async () => {
  const { c, address, post } = await desk()
  const { reference } = await post({ Subject: 'Printer on fire' })
  const held = { code: 0, outcome: 'quarantined', reference }
  const answers = { Subject: `Re: [${reference}] Printer on fire` }
  expect(await post({ ...answers, From: c.dilys.email, body: 'Let me in.' })).toMatchObject({
    ...held,
    reason: 'Dilys Morgan is not on this case.',
  })
  expect(await post({ ...answers, From: c.asha.email, body: 'As staff.' })).toMatchObject(held)
  const stranger = await post({ ...answers, From: 'stranger@elsewhere.example', body: 'A number I guessed.' })
  expect(stranger.outcome).not.toBe('replyAdded')
  const page = await c.ben.page(`/requests/${reference}`)
  for (const words of ['Let me in', 'As staff', 'A number I guessed']) expect(page).not.toContain(words)
  // However the mail server writes the mailbox.
  expect(await moothall(['--mailbox', ` <${address.toUpperCase()}>`, '--file', fileOf(mail())])).toMatchObject({
    code: 0,
  })
})

test('what cannot be filed is put to one side, with why, and is safe', async () => {
  const { post } = await desk({ unknown_sender: 'quarantine' })
  const outcome = await post({ From: 'stranger@elsewhere.example' })
  expect(outcome).toMatchObject({ code: 0, outcome: 'quarantined', reference: null })
  expect(outcome.reason).not.toBe('')
})

test('who sends it, the mail servers say: as a word, in SENDER, or nobody', async () => {
  const { c, post } = await desk()
  await post({}, '--sender', c.ben.email)
  vi.stubEnv('SENDER', '<>')
  await post({})
  await post({}, '--sender', 'MAILER-DAEMON')
  vi.unstubAllEnvs()
  await post({})
  expect((await received(c)).map(({ envelope_from }) => envelope_from)).toEqual([c.ben.email, '', '', null])
})

test('what may work later ends with 75, says why, and stores nothing', async () => {
  const { c, address } = await desk()
  const file = fileOf(mail())
  expect(await moothall(['--mailbox', 'nobody@elsewhere.example', '--file', file])).toEqual({ code: 75, lines: [] })
  expect(said.at(-1)).toContain('There is no mailbox nobody@elsewhere.example')
  const away = databaseUrl.replace(/:\d+\//, ':1/')
  expect(await moothall(['--mailbox', address, '--file', file], away)).toEqual({ code: 75, lines: [] })
  expect(said.at(-1)).toContain('The message was not stored')
  expect(await moothall(['--mailbox', address, '--file', `${file}.none`])).toEqual({ code: 75, lines: [] })
  expect(await received(c)).toEqual([])
})

test('words that make no sense end with 2, and say how it is used', async () => {
  for (const words of [[], ['--mailbox', ''], ['--mail', 'x'], ['--mailbox', 'a@b.example', 'FILE']])
    expect((await moothall(words)).code).toBe(2)
  expect(said.at(-1)).toContain('Usage: moothall receive --mailbox ADDRESS')
})
