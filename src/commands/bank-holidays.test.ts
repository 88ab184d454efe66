import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { council, owner } from '#testing/council.tsx'
import { databaseUrl } from '#testing/database.ts'
import { command } from './command.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'moothall-holidays-'))
const YEAR = 2071
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await owner.query(`delete from people.bank_holidays where date >= '${YEAR}-01-01'`)
})

async function moothall(...words: string[]) {
  const lines: string[] = []
  const url = databaseUrl
  const context = { databaseUrl: url, appDatabaseUrl: url, root: '.', print: (line: string) => lines.push(line) }
  return { code: await command(context, ['bank-holidays', ...words]), said: lines.join('\n') }
}

const file = (name: string, text: string) => {
  const place = path.join(folder, name)
  writeFileSync(place, text)
  return place
}

const known = async () =>
  (await owner.query(`select name from people.bank_holidays where date >= '${YEAR}-01-01' order by date`)).rows

test('the bank holidays are imported at the command line, after a rehearsal that changes nothing', async () => {
  await council()
  const events = [
    { title: 'Summer bank holiday', date: `${YEAR}-08-03`, notes: '' },
    { title: '', date: 'x' },
  ]
  const json = file('bank-holidays.json', JSON.stringify({ scotland: { events } }))
  const rehearsed = await moothall('import', json, '--dry-run')
  expect(rehearsed.code).toBe(0)
  expect(rehearsed.said).toContain('Left out: scotland, event 2: has no title')
  expect(rehearsed.said).toContain('1 day is new')
  expect(await known()).toEqual([])
  expect((await moothall('import', json)).said).toContain('Imported.')
  expect(await known()).toEqual([{ name: 'Summer bank holiday' }])
})

test('what cannot be done is said', async () => {
  expect(await moothall()).toEqual({ code: 2, said: expect.stringMatching(/^Usage/) })
  expect(await moothall('import', 'nowhere.ics')).toEqual({ code: 2, said: expect.stringContaining('cannot be read') })
  expect((await moothall('import', file('x.ics', 'BEGIN:VCALENDAR\nEND:VCALENDAR'))).said).toContain('Say whose')
  expect((await moothall('import', file('y.ics', 'x'), '--nation', 'wales')).code).toBe(2)
})
