import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { command, needsDatabase } from './command.ts'

async function clock(given: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'moothall-clock-'))
  const file = path.join(folder, 'cases.json')
  const lines: string[] = []
  const wrong = vi.spyOn(console, 'error').mockImplementation(line => lines.push(line))
  try {
    await writeFile(file, given)
    const context = { databaseUrl: '', appDatabaseUrl: '', root: '.', print: (line: string) => lines.push(line) }
    return { code: await command(context, ['clock', file]), lines }
  } finally {
    wrong.mockRestore()
    await rm(folder, { recursive: true })
  }
}

test('answers come as JSON, wrong questions among them, and need no database', async () => {
  const calendars = { sundays: { zone: 'Europe/London', hours: { sun: [['00:00', '24:00']] } } }
  const questions = [
    { id: 1, calendar: 'sundays', start: '2026-10-25T00:00:00+01:00', end: '2026-10-26T00:00:00Z' },
    { id: 2, calendar: 'sundays', start: 'soon', add: 1 },
  ]
  const { code, lines } = await clock(JSON.stringify({ calendars, questions }))
  expect(code).toBe(0)
  expect(JSON.parse(lines.join('')).answers).toEqual([
    { id: 1, elapsed: 90_000 },
    { id: 2, error: expect.stringContaining('“soon” is not an instant') },
  ])
  expect(needsDatabase(['clock'])).toBe(false)
  expect(needsDatabase(['token', 'list'])).toBe(true)
})

test('what is no JSON, or nothing to answer, is said, and exits 2', async () => {
  expect(await clock('{')).toEqual({ code: 2, lines: [expect.stringMatching(/^This is not JSON/)] })
  expect(await clock('[]')).toEqual({ code: 2, lines: [expect.stringMatching(/“calendars” and “questions”/)] })
})
