import { expect, test } from 'vitest'
import { council, owner } from '#testing/council.tsx'
import { assignCase } from '../assigning/assign-case.actions.ts'
import { isoIn } from './export.routes.tsx'

test('the view on the page is what is downloaded, in its order, with its filters', async () => {
  const c = await council()
  const { reference, id } = await c.givenCase({ subject: 'Second' })
  await owner.query(`update cases.cases set next_due_at = '2026-07-01T09:30:00Z' where id = $1`, [id])
  const first = await c.givenCase({ subject: 'First' })
  await owner.query(`update cases.cases set next_due_at = '2026-06-01T09:30:00Z' where id = $1`, [first.id])
  await c.givenCase({ subject: 'Urgent', impact: 1, urgency: 1 })
  const to = { reference, team_id: c.team_id, assignee_id: c.asha.id }
  await c.writing(tx => assignCase(tx, c.chidi.author, to, new Date()))
  const answer = await c.asha.get('/queue/all/cases.csv?priority=P4')
  expect(answer.headers.get('content-type')).toContain('text/csv')
  expect(answer.headers.get('content-disposition')).toMatch(/attachment; filename="cases-all-\d{4}-\d\d-\d\d\.csv"/)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const lines = new TextDecoder().decode(bytes).trim().split('\n')
  expect(lines[0]).toContain('reference,organisation,subject,state')
  expect(lines.slice(1).map(line => line.split(',')[2])).toEqual(['First', 'Second'])
  expect(lines[2]).toContain('2026-07-01T10:30:00+01:00,Ben Carter,Asha Patel,Service desk,Hardware,Telephone')
})

test('no spreadsheet runs what somebody wrote (abuse case 39)', async () => {
  const c = await council()
  for (const subject of ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)']) await c.givenCase({ subject })
  const lines = (await c.asha.page('/queue/all/cases.csv')).trim().split('\n').slice(1)
  expect(lines).toHaveLength(4)
  for (const line of lines) expect(line).toMatch(/,"?'[=+\-@]/)
})

test('a long view is sent whole, page after page', async () => {
  const c = await council()
  await c.givenCase({})
  await owner.query(
    `insert into cases.cases (id, organisation_id, kind, state, subject, channel, impact, urgency, priority, requester_id, started_at,
       logged_at, changed_at)
     select gen_random_uuid(), organisation_id, kind, 'new', 'Copy ' || i, channel, impact, urgency, priority, requester_id, started_at,
       logged_at, changed_at from cases.cases, generate_series(1, 1100) i where organisation_id = $1`,
    [c.organisation_id],
  )
  const lines = (await c.asha.page('/queue/all/cases.csv')).trim().split('\n').slice(1)
  expect(new Set(lines.map(line => line.split(',')[0])).size).toBe(1101)
})

test('nobody downloads what they may not see', async () => {
  const c = await council()
  const other = await council()
  await c.givenCase({ subject: 'Ours alone' })
  expect(await other.asha.page('/queue/all/cases.csv')).not.toContain('Ours alone')
  expect((await other.asha.get(`/queue/${c.short.toLowerCase()}/cases.csv`)).status).toBe(404)
  expect((await c.ben.get('/queue/all/cases.csv')).status).toBe(403)
})

test('times are written on the wall of the case’s own council', () => {
  const noon = new Date('2026-07-01T12:00:00Z')
  expect(isoIn(noon, 'Europe/London')).toBe('2026-07-01T13:00:00+01:00')
  expect(isoIn(noon, 'America/St_Johns')).toBe('2026-07-01T09:30:00-02:30')
  expect(isoIn(null, 'Europe/London')).toBe('')
})
