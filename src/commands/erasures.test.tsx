import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '#platform/audit/seal.ts'
import { newId } from '#platform/database/id.ts'
import { checkCases } from '#rooms/cases/index.ts'
import { type Council, council, owner } from '#testing/council.tsx'
import { databaseUrl } from '#testing/database.ts'
import { erasuresCommand } from './erasures.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'moothall-erasures-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function operator(...words: string[]) {
  const lines: string[] = []
  const context = { databaseUrl, appDatabaseUrl: databaseUrl, root: '.', print: (line: string) => lines.push(line) }
  return { exit: await erasuresCommand.run(context, words), lines, said: lines.join('\n') }
}

async function listOf(...lines: string[]) {
  const file = path.join(folder, `${newId()}.jsonl`)
  await writeFile(file, `${lines.join('\n')}\n`)
  return file
}

/** The line the list has for somebody. */
const lineOf = async (c: Council) => (await operator()).lines.find(line => line.includes(c.ben.id))

const nameOf = async (c: Council) =>
  (await owner.query('select name, email, active from people.persons where id = $1', [c.ben.id])).rows[0]

async function erased() {
  const c = await council()
  const { reference } = await c.givenCase({ subject: 'Of Ben Carter', body: 'I am Ben Carter' })
  await c.work()
  const asked = await c.farah.post(`/admin/people/${c.ben.id}/erase`, { because: 'Asked' })
  await c.farah.post(asked.headers.get('location')!, { name: 'Ben Carter' })
  await c.work()
  return { c, reference }
}

test('who was erased is listed without a name, and is erased again when a backup has brought them back', {
  timeout: 60_000,
}, async () => {
  const { c, reference } = await erased()
  const line = (await lineOf(c))!
  expect(line).not.toMatch(/Ben|Carter|@/)
  const { name: pseudonym } = await nameOf(c)
  expect(line).toContain(pseudonym)
  const file = await listOf(line, '')
  expect((await operator('--again', file)).said).toBe('Erased here already: 1.')
  // A backup from before knows nothing of it: they are there, and so are their words.
  await owner.query('delete from information.erasures where person_id = $1', [c.ben.id])
  await owner.query(`update people.persons set name = 'Ben Carter', email = $2, active = true where id = $1`, [
    c.ben.id,
    c.ben.email,
  ])
  await owner.query(`update cases.cases set subject = 'Of Ben Carter' where reference = $1`, [reference])
  const again = await operator('--again', file)
  expect(again).toMatchObject({ exit: 0, said: 'Erased again: 1.' })
  expect(await nameOf(c)).toEqual({ name: pseudonym, email: null, active: false })
  expect(await c.asha.page(`/cases/${reference}`)).not.toContain('Ben Carter')
  expect((await operator('--again', file)).said).toBe('Erased here already: 1.')
  const { faults } = await verify(owner, { organisation_id: c.organisation_id, checks: [checkCases] })
  expect(faults).toEqual([])
})

test('a hold in the backup stops it and is named; whoever is not there is passed over; an organisation is named', async () => {
  const { c } = await erased()
  const line = (await lineOf(c))!
  await owner.query('delete from information.erasures where person_id = $1', [c.ben.id])
  await owner.query(`update people.persons set name = 'Ben Carter' where id = $1`, [c.ben.id])
  await c.farah.post(`/admin/people/${c.ben.id}/hold`, { because: 'A claim' })
  const gone = { ...JSON.parse(line), erasure_id: newId(), person_id: newId() }
  const left = { what: 'organisation', organisation_id: c.organisation_id, done_at: new Date() }
  const file = await listOf(line, JSON.stringify(gone), JSON.stringify(left))
  const stopped = await operator('--again', file)
  expect(stopped.exit).toBe(1)
  expect(stopped.said).toContain(`person ${c.ben.id}`)
  expect(stopped.said).toContain('Not in this database: 1.')
  expect(stopped.said).toContain('Have each leave again.')
  expect((await nameOf(c)).name).toBe('Ben Carter')
  // Lifted, it goes on from where it was.
  const about = await c.farah.page(`/admin/people/${c.ben.id}/information`)
  await c.farah.post(/\/information\/holds\/[^"]*\/lift/.exec(about)![0])
  expect((await operator('--again', file)).said).toContain('Erased again: 1.')
  expect((await nameOf(c)).name).not.toBe('Ben Carter')
})

test('a list that is not one is not followed at all', async () => {
  const { c } = await erased()
  const line = (await lineOf(c))!
  await owner.query('delete from information.erasures where person_id = $1', [c.ben.id])
  const broken = await operator('--again', await listOf(line, '{"what": "person"}'))
  expect(broken).toMatchObject({ exit: 2, said: expect.stringContaining('Line 2 of') })
  expect((await operator('--again', path.join(folder, 'none'))).exit).toBe(2)
  expect((await operator('--again')).exit).toBe(2)
  expect((await operator('--perhaps', 'x')).exit).toBe(2)
  const { rows } = await owner.query('select 1 from information.erasures where person_id = $1', [c.ben.id])
  expect(rows).toEqual([])
})
