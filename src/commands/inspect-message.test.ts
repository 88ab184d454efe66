import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { command, needsDatabase } from './command.ts'

async function inspect(...words: string[]) {
  const lines: string[] = []
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const context = { databaseUrl: '', appDatabaseUrl: '', root: '', print: (line: string) => void lines.push(line) }
  const code = await command(context, ['inspect-message', ...words])
  const errors = said.mock.calls.map(([line]) => String(line))
  said.mockRestore()
  return { code, errors, read: lines.map(line => JSON.parse(line)) }
}

const folder = mkdtempSync(path.join(tmpdir(), 'inspect-message-'))
function file(name: string, content: string): string {
  const place = path.join(folder, name)
  writeFileSync(place, content)
  return place
}

test('a message is said on one line, under the names programs ask for', async () => {
  const one = file(
    'one.eml',
    'From: Ann <a@x.example>\nSubject: Bin\nIn-Reply-To: <b@x>\nDate: Mon, 2 Mar 2026 09:30:00 +0000\n\nThanks\n\n> Full',
  )
  const { code, read } = await inspect(one)
  expect(code).toBe(0)
  expect(read).toHaveLength(1)
  expect(read[0]).toMatchObject({
    subject: 'Bin',
    from: { name: 'Ann', address: 'a@x.example' },
    to: [],
    cc: [],
    date: '2026-03-02T09:30:00.000Z',
    messageId: null,
    inReplyTo: 'b@x',
    references: [],
    text: 'Thanks\n\n> Full',
    replyText: 'Thanks',
    html: null,
    attachments: [],
    autoReply: false,
    bounce: false,
  })
})

test('an empty file and rubbish have their line; a file that is not there is said, and the others are read', async () => {
  const { code, errors, read } = await inspect(
    file('empty', ''),
    path.join(folder, 'absent'),
    folder,
    file('rubbish', '\0\xff<>@='),
  )
  expect(code).toBe(2)
  expect(errors).toEqual([
    `${path.join(folder, 'absent')} cannot be read: there is no such file.`,
    `${folder} cannot be read: it is a folder.`,
  ])
  expect(read).toHaveLength(2)
  expect(read[0]).toMatchObject({ subject: '', from: null, date: null, text: '' })
})

test('no database is needed, and how it is used is said when asked', async () => {
  expect(needsDatabase(['inspect-message', 'x.eml'])).toBe(false)
  expect(
    await command({ databaseUrl: '', appDatabaseUrl: '', root: '', print: () => {} }, ['inspect-message', '--help']),
  ).toBe(0)
})
