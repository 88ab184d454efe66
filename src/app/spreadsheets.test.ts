/* Every table that can be taken away as a file for a spreadsheet, by everybody who may: nothing in it begins like a formula (abuse case 39). */
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { app, council, owner } from '#testing/council.tsx'
import { joiner } from '#testing/joiner.ts'
import { marked } from '#testing/marked.ts'
import { placeFor } from '#testing/places.ts'

const EVIL = ['=1+1', "+cmd|' /C calc'!A0", '-2+3', '@SUM(A1)', '\t=1', '\r=1']
const NAMED = [
  'people.persons',
  'people.teams',
  'people.calendars',
  'people.organisations',
  'channels.mailboxes',
] as const

/** What a spreadsheet would run, or read as something else than it is. */
const runs = (cell: string) => /^[=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell)

const runningIn = (text: string, what: string): string[] =>
  (parse(text, { bom: true, relax_column_count: true }) as string[][])
    .flat()
    .filter(runs)
    .map(cell => `${what}: ${cell.slice(0, 60)}`)

test('no file for a spreadsheet has a cell that begins like a formula (abuse case 39)', {
  timeout: 120_000,
}, async () => {
  const c = await council()
  const ids = await marked(c)
  for (const table of NAMED)
    await owner.query(
      `update ${table} set name = '=' || name where ${table.endsWith('organisations') ? 'id' : 'organisation_id'} = $1`,
      [c.organisation_id],
    )
  await owner.query(
    `update catalogue.categories set name = '=' || name, path = '=' || path where organisation_id = $1`,
    [c.organisation_id],
  )
  for (const text of EVIL) await c.givenCase({ subject: text, body: text, location: text })
  const gone = await c.givenCase({ subject: '=late', impact: 1, urgency: 1, started_at: new Date(Date.now() - 9e8) })
  await c.chidi.post(`/cases/${gone.reference}/resolve`, { closure_code: 'solved', resolution: '=1+1' })
  await c.work()
  const routes = app.routes.filter(({ method, path }) => method === 'GET' && !/\*|^\/(live|sign-)/.test(path))
  const places = [...new Set(routes.map(({ path }) => placeFor(path, ids)))]
  const wrong: string[] = []
  const files = new Set<string>()
  for (const who of [c.farah, c.evan, c.chidi, c.dilys, await joiner(c, 'auditor')])
    for (const place of places.flatMap(one => [one, `${one}?format=csv`])) {
      const answer = await who.get(place)
      if (!answer.headers.get('content-type')?.startsWith('text/csv')) continue
      files.add(place.split('?')[0] ?? place)
      wrong.push(...runningIn(await answer.text(), place))
    }
  expect(wrong).toEqual([])
  expect(files.size).toBeGreaterThan(5)
  const asked = await c.farah.post(`/admin/organisations/${c.organisation_id}/archives`)
  await c.work()
  const part = await c.farah.get(`${asked.headers.get('location')}/parts/1`)
  const all = Object.entries(unzipSync(new Uint8Array(await part.arrayBuffer())))
  const tables = all.filter(([path]) => path.endsWith('.csv'))
  expect(tables.length).toBeGreaterThan(20)
  expect(tables.flatMap(([path, bytes]) => runningIn(strFromU8(bytes), path))).toEqual([])
})

test('a page that is printed fetches nothing from elsewhere (abuse case 39)', async () => {
  const c = await council()
  const { reference } = await c.givenCase({
    body: '<img src="file:///etc/passwd"> <iframe src="http://169.254.169.254/"></iframe> @import url(http://elsewhere.example)',
  })
  for (const place of [`/cases/${reference}`, `/cases/${reference}/clock`, '/reports/performance']) {
    const answer = await c.chidi.get(place)
    const page = await answer.text()
    expect(page).not.toMatch(/<(img|iframe|object|embed|link|script)[^>]*(src|href)="(?:file:|https?:|\/\/)/)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  }
})
