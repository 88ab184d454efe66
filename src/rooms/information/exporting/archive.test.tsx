import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { held } from '#app/holdings.ts'
import { newId } from '#platform/database/id.ts'
import { type Council, council, owner } from '#testing/council.tsx'
import { MARK, marked } from '#testing/marked.ts'

const placeOf = (c: Council) => `/admin/organisations/${c.organisation_id}/archives`

/** Asks for an archive as the administrator does, lets the worker make it, and takes it away. */
async function taken(c: Council) {
  const asked = await c.farah.post(placeOf(c))
  expect(asked.status).toBe(303)
  const place = asked.headers.get('location')!
  expect(await c.farah.page(place)).toContain('It will begin in a moment')
  await c.work()
  const page = await c.farah.page(place)
  const answer = await c.farah.get(`${place}/parts/1`)
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="moothall-[\d-]+\.zip"$/)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return { place, page, bytes, files: unzipSync(bytes) }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** What a file in an archive says, mail and packed rows alike. */
const saysMark = (files: Record<string, Uint8Array>) =>
  Object.entries(files).flatMap(([path, bytes]) => (strFromU8(bytes).includes(MARK) ? [path] : []))

test('an archive has everything of its own council, row for row, and nothing of another’s', {
  timeout: 60_000,
}, async () => {
  const [ours, theirs] = [await council(), await council()]
  await marked(theirs)
  await ours.givenCase({ subject: 'Ours' })
  await ours.work()
  await theirs.work()
  const mine = await taken(ours)
  expect(saysMark(mine.files)).toEqual([])
  const whole = await taken(theirs)
  expect(saysMark(whole.files).length).toBeGreaterThan(20)
  const manifest: { entries: { path: string; sha256: string; records?: number; bytes: number }[] } = JSON.parse(
    strFromU8(whole.files['manifest.json']!),
  )
  for (const { path, sha256: said, bytes } of manifest.entries) {
    expect([path, sha256(whole.files[path]!), whole.files[path]!.length]).toEqual([path, said, bytes])
  }
  const wrong: unknown[] = []
  for (const [table, holding] of held) {
    if (holding.left_out || holding.bytes_of || holding.organisation === null) continue
    const { rows } = await owner.query(`select count(*) from ${table} where ${holding.organisation} = $1`, [
      theirs.organisation_id,
    ])
    const records = manifest.entries.find(({ path }) => path === `data/${table}.jsonl`)?.records
    // What was recorded and noted of making the archive came after the moment it shows.
    const since = table === 'platform.events' ? 2 : 0
    if (records !== Number(rows[0].count) - since) wrong.push({ table, records, there: rows[0].count })
    const csv = manifest.entries.find(({ path }) => path === `data/${table}.csv`)?.records
    if (csv !== records) wrong.push({ table, records, csv })
  }
  expect(wrong).toEqual([])
})

test('files and mail are in it as they are, and secrets are not', { timeout: 60_000 }, async () => {
  const c = await council()
  const ids = await marked(c)
  const { files } = await taken(c)
  expect(strFromU8(files[`files/${ids.file}-${MARK}.txt`]!)).toBe(MARK)
  expect(strFromU8(files[`mail/${ids.received}.eml`]!)).toContain(`Subject: ${MARK}`)
  const words = Object.values(files).map(bytes => strFromU8(bytes))
  const { rows } = await owner.query(
    `select s.token_hash as secret from people.sessions s join people.persons p on p.id = s.person_id where p.organisation_id = $1
     union all select t.token_hash from people.api_tokens t join people.persons p on p.id = t.person_id where p.organisation_id = $1`,
    [c.organisation_id],
  )
  expect(rows.length).toBeGreaterThan(5)
  expect(rows.filter(({ secret }) => words.some(word => word.includes(secret)))).toEqual([])
  expect(strFromU8(files['data/people.sessions.jsonl']!).trim().split('\n').length).toBe(rows.length - 1)
  expect(strFromU8(files['README.txt']!)).toContain('cases.messages')
})

test('the page says how far it is and what the archive is; it is asked for once, taken on the record, and kept seven days', async () => {
  const c = await council()
  const first = await c.farah.post(placeOf(c))
  expect((await c.farah.post(placeOf(c))).status).toBe(409)
  await c.work()
  const place = first.headers.get('location')!
  const page = await c.farah.page(place)
  expect(page).toMatch(/[\d,]+ records/)
  const bytes = new Uint8Array(await (await c.farah.get(`${place}/parts/1`)).arrayBuffer())
  expect(page).toContain(sha256(bytes))
  expect((await c.farah.get(`${place}/parts/2`)).status).toBe(404)
  const names = (await c.happened(c.organisation_id)).map(({ name }) => name)
  expect(names.filter(name => name.startsWith('organisation.archive'))).toEqual([
    'organisation.archiveAsked',
    'organisation.archiveMade',
    'organisation.archiveTaken',
  ])
  await owner.query(
    `update information.archives set expires_at = now() - interval '1 second' where organisation_id = $1`,
    [c.organisation_id],
  )
  expect((await c.farah.get(`${place}/parts/1`)).status).toBe(404)
  expect(await c.farah.page(place)).toContain('is deleted')
  expect(await c.farah.page(placeOf(c))).toContain('Deleted')
})

test('only those who answer for information ask for it or take it, and only of their own organisation', async () => {
  const [c, other] = [await council(), await council()]
  const place = (await c.farah.post(placeOf(c))).headers.get('location')!
  await c.work()
  for (const someone of [c.asha, c.ben, c.evan]) {
    expect((await someone.get(placeOf(c))).status).toBe(403)
    expect((await someone.post(placeOf(c))).status).toBe(403)
    expect((await someone.get(`${place}/parts/1`)).status).toBe(403)
  }
  expect((await other.farah.get(place)).status).toBe(404)
  expect((await other.farah.get(`${place}/parts/1`)).status).toBe(404)
  expect((await other.farah.post(placeOf(c))).status).toBe(404)
  expect((await other.farah.get(`/admin/organisations/${c.organisation_id}/information`)).status).toBe(404)
  expect(await c.farah.page(`/admin/organisations/${c.organisation_id}/information`)).toContain(
    'Cases: what was asked for',
  )
})

test('a restricted case is in no archive of somebody who may not read it', { timeout: 60_000 }, async () => {
  const c = await council()
  const { id } = await c.givenCase({ subject: 'Between two people', body: 'Say nothing' })
  await c.givenCase({ subject: 'Known to all' })
  await owner.query('update cases.cases set restricted = true where id = $1', [id])
  await owner.query('insert into cases.restricted_cases (case_id, shown_to_requester) values ($1, false)', [id])
  const { files } = await taken(c)
  const words = Object.values(files).map(bytes => strFromU8(bytes))
  expect(words.filter(text => /Between two people|Say nothing/.test(text))).toEqual([])
  expect(strFromU8(files['data/cases.cases.jsonl']!)).toContain('Known to all')
  const before = await taken(c)
  await owner.query(`update information.archives set asked_by = $2 where organisation_id = $1`, [
    c.organisation_id,
    c.asha.id,
  ])
  expect((await c.farah.get(`${before.place}/parts/1`)).status).toBe(403)
  expect(await c.farah.page(before.place)).toContain('may take it')
  const named = { id: newId(), organisation_id: c.organisation_id, case_id: id, person_id: c.farah.id }
  await c.writing(tx =>
    tx
      .insertInto('cases.case_readers')
      .values({ ...named, added_at: new Date() })
      .execute(),
  )
  expect(strFromU8((await taken(c)).files['data/cases.cases.jsonl']!)).toContain('Between two people')
})
