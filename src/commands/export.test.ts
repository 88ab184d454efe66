import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { databaseUrl } from '#testing/database.ts'
import { command } from './command.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'moothall-export-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function moothall(...words: string[]) {
  const lines: string[] = []
  const url = databaseUrl
  const context = { databaseUrl: url, appDatabaseUrl: url, root: '.', print: (line: string) => lines.push(line) }
  return { code: await command(context, ['export', ...words]), said: lines.join('\n') }
}

test('everything of a council is written at the command line, and that is in the record', {
  timeout: 30_000,
}, async () => {
  const c = await council()
  await c.givenCase({ subject: 'A leak in the archive' })
  const to = path.join(folder, 'all.zip')
  const { code, said } = await moothall('--organisation', c.short, '--to', to)
  expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/SHA-256 [0-9a-f]{64}\n\d+ records\.$/) })
  const files = unzipSync(new Uint8Array(readFileSync(to)))
  expect(strFromU8(files['data/cases.cases.jsonl']!)).toContain('A leak in the archive')
  expect(statSync(to).mode & 0o077).toBe(0)
  expect((await c.happened(c.organisation_id)).at(-1)).toMatchObject({
    name: 'organisation.archiveMade',
    actor: 'Operator, at the command line',
  })
  expect(await moothall('--organisation', c.short, '--to', to)).toMatchObject({
    code: 2,
    said: expect.stringContaining('is there already'),
  })
})

test('what cannot be given is said', async () => {
  expect(await moothall()).toEqual({ code: 2, said: expect.stringMatching(/^Usage/) })
  expect(await moothall('--organisation', 'Nowhere')).toEqual({ code: 2, said: expect.stringContaining('“Nowhere”') })
})
