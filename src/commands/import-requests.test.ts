import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { council, owner } from '#testing/council.tsx'
import { caseOf, count, file, run } from './import.fixture.ts'

const REQUESTS = (short: string, on_error = 'keep_with_note') => `
system: city-311
rows: case
on_error: ${on_error}
dates: { zone: America/New_York, formats: ['MM/dd/yyyy hh:mm:ss a'] }
organisation: { short_name: ${short} }
case:
  number: id
  subject: '{title}'
  description: "{title}\\n{place}"
  kind: service_request
  requester: { reference: '311', name: Caller (not named) }
  opened: opened
  closed: closed
  target: target
  team: '{queue}'
  state: { column: status, values: { Open: new, Closed: closed } }
  resolution: '{reason}'
  location: '{place}'
`
const CITY = 'id,title,place,queue,status,opened,target,closed,reason'
const city = (...rows: string[]) => file([CITY, ...rows].join('\n'), '.csv')
const MET =
  '1,Pothole,"1 Main St, Boston",Roads,Closed,01/05/2015 09:00:00 AM,01/07/2015 09:00:00 AM,01/07/2015 09:00:00 AM,Filled'
const MISSED =
  '2,Graffiti,2 Main St,Walls,Closed,01/05/2015 09:00:00 AM,01/06/2015 09:00:00 AM,01/07/2015 09:00:01 AM,Painted'
const OWED = '3,Tree,3 Main St,Parks,Open,07/05/2015 09:00:00 AM,07/06/2015 09:00:00 AM,,'
const BACKWARDS = '4,Noise,,Police,Closed,01/05/2015 09:00:00 AM,,01/04/2015 09:00:00 AM,Noted'

test('a promise made elsewhere is kept as it was made, and judged by it', async () => {
  const c = await council()
  const { exit, said } = await run(city(MET, MISSED, OWED, BACKWARDS), REQUESTS(c.short))
  expect(said).toContain('Promises met: 1 in the file, 1 here')
  expect(said).toContain('Promises missed: 1 in the file, 1 here')
  expect(said).toContain('Promises owed: 1 in the file, 1 here')
  expect(said).toContain(
    'row 5, 4, column closed "2015-01-04T14:00:00.000Z": It was closed before it was opened. (kept with a note)',
  )
  expect(exit).toBe(0)
  const { rows } = await owner.query(
    'select k.due_at, k.outcome from cases.case_clocks k join cases.cases c on c.id = k.case_id where c.organisation_id = $1 and k.metric = $2 order by c.external_reference',
    [c.organisation_id, 'resolve'],
  )
  expect(rows.slice(0, 3)).toEqual([
    { due_at: new Date('2015-01-07T14:00Z'), outcome: 'met' },
    { due_at: new Date('2015-01-06T14:00Z'), outcome: 'missed' },
    { due_at: new Date('2015-07-06T13:00Z'), outcome: null },
  ])
  // Its answer is owed as well, by what is agreed here.
  expect(await caseOf(c, '3')).toMatchObject({
    is_open: true,
    next_due_at: new Date('2015-07-06T10:00Z'),
    team: 'Parks',
  })
  expect(await caseOf(c, '4')).toMatchObject({ closed_at: new Date('2015-01-04T14:00Z'), location: null })
})

test('a mapping may refuse a case that was closed before it was opened, and counts it', async () => {
  const c = await council()
  const { exit, said } = await run(city(MET, BACKWARDS, MET), REQUESTS(c.short, 'skip_row'))
  expect(said).toContain(
    '3 rows = 1 opening a case + 0 telling a change + 0 telling nothing new + 1 skipped with errors + 1 of refused cases',
  )
  expect(said).toContain('row 4, 1, column id "1": The case is on row 2 too. (row skipped)')
  expect(exit).toBe(0)
})

test('a case that was open and is closed by now gets its closing, and what else changed is told as an edit', async () => {
  const c = await council()
  await run(city(OWED), REQUESTS(c.short))
  const closed =
    '3,Tree down,3 Main St,Parks,Closed,07/05/2015 09:00:00 AM,07/06/2015 09:00:00 AM,07/05/2015 10:00:00 AM,Cut'
  const { exit } = await run(city(closed), REQUESTS(c.short))
  expect(exit).toBe(0)
  const theCase = await caseOf(c, '3')
  expect(theCase).toMatchObject({ state: 'closed', next_due_at: null, subject: 'Tree down', resolution: 'Cut' })
  const told = await c.happened(theCase.id)
  expect(told.map(event => event.name)).toEqual(['case.logged', 'case.closed', 'case.edited'])
  expect(told[2]!.payload).toEqual({ field: 'subject', before: 'Tree', after: 'Tree down' })
})

test('an import that was cut off goes on where it stopped', async () => {
  const c = await council()
  const rows = Array.from({ length: 1400 }, (_, index) => MET.replace(/^1/, String(1000 + index)))
  await expect(run(city(...rows, '9999,"never closed'), REQUESTS(c.short))).rejects.toThrow(
    'A quotation mark is opened',
  )
  const kept = await count(c, 'cases.cases')
  expect(kept).toBeGreaterThan(0)
  const { exit, said } = await run(city(...rows), REQUESTS(c.short))
  expect(said).toContain(`1,400 cases = ${(1400 - kept).toLocaleString('en-GB')} created`)
  expect(exit).toBe(0)
  expect(await count(c, 'cases.cases')).toBe(1400)
})

test('a compressed file is read as it is, and an organisation is made when the mapping says so', async () => {
  const short = `NEW-${process.pid}-${Date.now() % 100000}`
  const mapping = REQUESTS(`${short}, create: { name: New Council, zone: Europe/London }`)
  const packed = file(gzipSync([CITY, MET].join('\n')), '.csv.gz')
  const { exit } = await run(packed, mapping)
  expect(exit).toBe(0)
  const { rows } = await owner.query('select name, zone from people.organisations where short_name = $1', [short])
  expect(rows).toEqual([{ name: 'New Council', zone: 'Europe/London' }])
})

test('a mapping that cannot be used says why, line by line, and a file without a column says which', async () => {
  const c = await council()
  const wrong = await run(
    city(MET),
    REQUESTS(c.short).replace('rows: case', 'rows: cases').replace('  target', '  traget'),
  )
  expect(wrong.exit).toBe(2)
  expect(wrong.said).toMatch(/line 3: rows: .*\n.*traget/s)
  const missing = await run(city(MET), REQUESTS(c.short).replace('{reason}', '{why}'))
  expect(missing.exit).toBe(2)
  expect(missing.said).toContain('The mapping names a column "why", which the file does not have. It has "id", "title"')
  const nowhere = await run(city(MET), REQUESTS('Nowhere'))
  expect(nowhere.said).toContain('There is no organisation "Nowhere"')
})
