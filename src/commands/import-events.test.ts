import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { verify } from '#platform/audit/seal.ts'
import { addNote } from '#rooms/cases/index.ts'
import { council, owner } from '#testing/council.tsx'
import { caseOf, count, file, folder, run } from './import.fixture.ts'

const EVENTS = (short: string, on_error = 'skip_row') => `
system: old-desk
rows: event
on_error: ${on_error}
file: { empty: ['?'] }
dates: { zone: Europe/London, formats: ['d/M/yyyy H:mm'] }
organisation: { short_name: ${short} }
event: { at: changed, by: '{changed_by}', sequence: place }
case:
  number: number
  subject: '{topic}: {thing}'
  requester: { reference: '{caller}', when_empty: Unknown caller }
  logged_by: '{opened_by}'
  opened: opened
  category: [topic, thing]
  team: '{group}'
  assignee: { reference: '{owner}' }
  impact: { column: weight, values: { high: 1, low: 3 } }
  urgency: { column: weight, values: { high: 1, low: 3 } }
  state:
    column: state
    values: { New: new, Active: in_progress, Waiting for user: { on_hold: requester }, Waiting for vendor: { on_hold: supplier }, Resolved: resolved, Closed: closed }
  resolution: 'Fixed by {owner}'
  extra: [made_sla]
`
const HEAD = 'number,state,changed,changed_by,place,opened,opened_by,caller,topic,thing,group,owner,weight,made_sla'
const INC1 = [
  'INC1,New,1/2/2016 09:00,Dora,0,1/2/2016 08:55,Dora,Caller 7,Hardware,Laptop,Desk,?,low,true',
  'INC1,Active,1/2/2016 09:10,Emil,1,1/2/2016 08:55,Dora,Caller 7,Hardware,Laptop,Field,Emil,low,true',
  'INC1,Waiting for user,1/2/2016 10:00,Emil,2,1/2/2016 08:55,Dora,Caller 7,Hardware,Laptop,Field,Emil,high,true',
  'INC1,Waiting for vendor,1/2/2016 12:00,Emil,3,1/2/2016 08:55,Dora,Caller 7,Hardware,Laptop,Field,Emil,high,true',
  'INC1,Waiting for vendor,1/2/2016 12:30,Emil,4,1/2/2016 08:55,Dora,Caller 7,Hardware,Laptop,Field,Emil,high,true',
  'INC1,Resolved,2/2/2016 09:00,Emil,5,1/2/2016 08:55,Dora,Caller 7,Hardware,Laptop,Field,Emil,high,false',
  'INC1,Active,2/2/2016 11:00,Dora,6,1/2/2016 08:55,Dora,Caller 7,Hardware,Laptop,Field,Emil,high,false',
  'INC1,Resolved,3/2/2016 09:00,Emil,7,1/2/2016 08:55,Dora,Caller 7,Hardware,Laptop,Field,Emil,high,false',
  'INC1,Closed,5/2/2016 09:00,System,8,1/2/2016 08:55,Dora,Caller 7,Hardware,Laptop,Field,Emil,high,false',
]
const INC2 = [
  'INC2,New,1/2/2016 09:30,Dora,0,1/2/2016 09:30,Dora,?,Software,?,Desk,?,low,true',
  'INC2,-100,1/2/2016 10:30,Dora,1,1/2/2016 09:30,Dora,?,Software,?,Desk,?,low,true',
  'INC2,Active,31/2/2016 10:30,Dora,2,1/2/2016 09:30,Dora,?,Software,?,Desk,?,low,true',
]
const eventsFile = (...rows: string[]) => file([HEAD, ...rows].join('\n'), '.csv')

test('the audit log of another desk becomes a case with its true history, in its own times and under its own names', async () => {
  const c = await council()
  const { exit, said } = await run(eventsFile(...INC1, ...INC2), EVENTS(c.short))
  expect(said).toContain(
    '12 rows = 2 opening a case + 7 telling a change + 1 telling nothing new + 2 skipped with errors',
  )
  expect(exit).toBe(0)
  const theCase = await caseOf(c, 'INC1')
  expect(theCase).toMatchObject({
    ...{ state: 'closed', subject: 'Hardware: Laptop', requester: 'Caller 7', team: 'Field', assignee: 'Emil' },
    ...{ category: 'Hardware / Laptop', priority: 'P1', reassignments: 1, reopenings: 1, resolution: 'Fixed by Emil' },
    ...{
      logged_at: new Date('2016-02-01T08:55Z'),
      closed_at: new Date('2016-02-05T09:00Z'),
      extra: { made_sla: 'false' },
    },
  })
  const told = await c.happened(theCase.id)
  expect(told.map(event => `${event.happened_at.toISOString().slice(5, 16)} ${event.actor} ${event.name}`)).toEqual([
    '02-01T08:55 Dora case.logged',
    '02-01T09:10 Emil case.assigned',
    '02-01T09:10 Emil case.edited',
    '02-01T10:00 Emil case.prioritised',
    '02-01T10:00 Emil case.held',
    '02-01T12:00 Emil case.resumed',
    '02-01T12:00 Emil case.held',
    '02-02T09:00 Emil case.resolved',
    '02-02T11:00 Dora case.reopened',
    '02-03T09:00 Emil case.resolved',
    '02-05T09:00 System case.closed',
  ])
  expect(told[0]!.payload).toMatchObject({ reference: theCase.reference, team: 'Desk', priority: 'P4' })
  const { rows: pauses } = await owner.query(
    'select reason, from_time, until_time from cases.pauses where case_id = $1 order by 2',
    [theCase.id],
  )
  expect(pauses).toEqual([
    { reason: 'requester', from_time: new Date('2016-02-01T10:00Z'), until_time: new Date('2016-02-01T12:00Z') },
    { reason: 'supplier', from_time: new Date('2016-02-01T12:00Z'), until_time: new Date('2016-02-02T09:00Z') },
  ])
})

test('what is wrong in a file is said with its row, its column and what it says there', async () => {
  const c = await council()
  const report = path.join(folder, 'report.json')
  const { said } = await run(eventsFile(...INC2, 'INC3,New'), EVENTS(c.short), '--report', report)
  expect(said).toContain(
    'row 3, INC2, column state "-100": The mapping does not say what the state "-100" is. (row skipped)',
  )
  expect(said).toContain(
    'row 4, INC2, column changed "31/2/2016 10:30": "31/2/2016 10:30" is not a date written as d/M/yyyy H:mm.',
  )
  expect(said).toContain('row 5, INC3: The row has 2 columns; the heading has 14. (row skipped)')
  const written = JSON.parse(readFileSync(report, 'utf8'))
  expect(written).toMatchObject({ balances: true, rows: { read: 4, skipped: 3 } })
  expect(written.errors).toHaveLength(3)
})

test('a row that is kept in spite of an error leaves a note on its case', async () => {
  const c = await council()
  const { exit } = await run(eventsFile(...INC2), EVENTS(c.short, 'keep_with_note'))
  expect(exit).toBe(0)
  expect((await caseOf(c, 'INC2')).extra.import_notes).toEqual([
    'Row 3: The mapping does not say what the state "-100" is.',
  ])
})

test('a dry run says what would happen and changes nothing', async () => {
  const c = await council()
  const before = await count(c, 'people.persons')
  const { exit, said } = await run(eventsFile(...INC1), EVENTS(c.short), '--dry-run')
  expect(said).toContain('To make: 2 people, 2 teams, 1 categories.')
  expect(said).toContain('1 cases = 1 to create')
  expect(exit).toBe(0)
  expect([await count(c, 'cases.cases'), await count(c, 'people.persons')]).toEqual([0, before])
})

test('an import that is run again adds nothing, and of a history that has grown only what is new', async () => {
  const c = await council()
  await run(eventsFile(...INC1.slice(0, 3), ...INC2), EVENTS(c.short))
  const theCase = await caseOf(c, 'INC1')
  expect(theCase).toMatchObject({ state: 'on_hold', hold_reason: 'requester' })
  const again = await run(eventsFile(...INC1.slice(0, 3), ...INC2), EVENTS(c.short))
  expect(again.said).toContain('2 here already, unchanged')
  const { exit, said } = await run(eventsFile(...INC1, ...INC2), EVENTS(c.short))
  expect(said).toContain('2 cases = 0 created + 1 brought up to date + 1 here already, unchanged')
  expect(exit).toBe(0)
  expect(await caseOf(c, 'INC1')).toMatchObject({
    id: theCase.id,
    reference: theCase.reference,
    state: 'closed',
    version: 2,
  })
  const other = await council()
  await run(eventsFile(...INC1), EVENTS(other.short))
  const atOnce = await other.happened((await caseOf(other, 'INC1')).id)
  const inParts = await c.happened(theCase.id)
  expect(inParts.pop()!.payload).toEqual({
    field: 'extra',
    before: '{"made_sla":"true"}',
    after: '{"made_sla":"false"}',
  })
  expect(inParts.map(one => [one.name, one.happened_at])).toEqual(atOnce.map(one => [one.name, one.happened_at]))
  expect(await count(c, 'cases.pauses')).toBe(2)
  expect(await count(c, 'cases.messages')).toBe(2)
})

test('a case that people have worked on here since is left alone', async () => {
  const c = await council()
  await run(eventsFile(...INC1.slice(0, 2)), EVENTS(c.short))
  const { reference, id } = await caseOf(c, 'INC1')
  await c.writing(tx => addNote(tx, c.asha.author, { reference, body: 'Ours now.', channel: 'portal' }, new Date()))
  const { exit, said } = await run(eventsFile(...INC1), EVENTS(c.short))
  expect(said).toContain('1 worked on here since, left alone')
  expect(exit).toBe(0)
  expect((await c.happened(id)).at(-1)!.name).toBe('case.noted')
})

test('nobody is told of what is imported, its chain of hashes holds, and it is found by its words and its old number', async () => {
  const c = await council()
  await run(eventsFile(...INC1.slice(0, 4)), EVENTS(c.short))
  await run(eventsFile(...INC1), EVENTS(c.short))
  const { id } = await caseOf(c, 'INC1')
  const { rows: outbox } = await owner.query(
    'select from platform.outbox o join platform.events e on e.id = o.event_id where e.organisation_id = $1',
    [c.organisation_id],
  )
  expect(outbox).toEqual([])
  expect((await verify(owner)).faults.filter(fault => fault.includes(id))).toEqual([])
  const { rows: found } = await owner.query(
    `select content from platform.search_entries where subject_id = $1 and words @@ plainto_tsquery('english', 'laptop INC1')`,
    [id],
  )
  expect(found).toHaveLength(1)
})

test('a file whose rows are not sorted by case is sorted here', async () => {
  const c = await council()
  const mixed = [INC1[0]!, INC2[0]!, ...INC1.slice(1).reverse()]
  const { exit, said } = await run(eventsFile(...mixed), EVENTS(c.short))
  expect(said).toContain('2 cases = 2 created')
  expect(exit).toBe(0)
  expect((await caseOf(c, 'INC1')).state).toBe('closed')
})
