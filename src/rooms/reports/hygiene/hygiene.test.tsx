import { expect, test } from 'vitest'
import { assignCase, holdCase, resumeCase } from '#rooms/cases/index.ts'
import { council } from '#testing/council.tsx'

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR)

test('cases stopped too long are listed by reason, the longest first; one that goes on again is not', async () => {
  const c = await council()
  const hold = async (subject: string, reason: 'requester' | 'supplier', hours: number) => {
    const { reference } = await c.givenCase({ subject, team_id: c.team_id, assignee_id: c.asha.id }, ago(hours + 1))
    await c.writing(tx => holdCase(tx, c.asha.author, { reference, reason }, ago(hours)))
    return reference
  }
  await hold('Six days', 'requester', 144)
  await hold('Nine days', 'requester', 216)
  await hold('One day', 'requester', 24)
  await hold('Nine days of a supplier', 'supplier', 216)
  const again = await hold('Went on', 'requester', 300)
  await c.writing(tx => resumeCase(tx, c.asha.author, { reference: again, because: 'they answered' }, ago(200)))
  const page = await c.chidi.page('/reports/hygiene')
  expect(page).toMatch(/waiting for the requester\s*for more than 5 days: 2/)
  expect(page.indexOf('Nine days')).toBeLessThan(page.indexOf('Six days'))
  for (const fine of ['One day', 'of a supplier', 'Went on']) expect(page).not.toContain(fine)
})

test('a case with nobody, and one nobody sorted, are listed once they wait too long', async () => {
  const c = await council()
  await c.givenCase({ subject: 'Sorted, with nobody' }, ago(9))
  const held = await c.givenCase({ subject: 'Somebody has it' }, ago(9))
  await c.writing(tx =>
    assignCase(tx, c.asha.author, { reference: held.reference, team_id: c.team_id, assignee_id: c.asha.id }, ago(8)),
  )
  await c.givenCase({ subject: 'Not sorted', category_id: undefined }, ago(5))
  await c.givenCase({ subject: 'New' }, ago(1))
  const file = await (await c.chidi.get('/reports/hygiene?format=csv')).text()
  expect(file).toMatch(/With nobody,C-\d+,"Sorted, with nobody"/)
  expect(file).toMatch(/Without a category or a team,C-\d+,Not sorted/)
  expect(file).not.toContain('Somebody has it')
  expect(file).not.toContain('New,')
})

test('a lead says how long is too long for their council; bad hours are refused where they were typed', async () => {
  const c = await council()
  await c.givenCase({ subject: 'With nobody' }, ago(9))
  const hours = {
    requester: '120',
    supplier: '240',
    development: '720',
    planned: '720',
    unassigned: '24',
    untriaged: '4',
  }
  const command = { organisation_id: c.organisation_id, ...hours }
  const refused = await c.chidi.post('/reports/hygiene', { ...command, supplier: 'soon' })
  expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('Enter a number of hours')])
  expect((await c.asha.post('/reports/hygiene', command)).status).toBe(403)
  expect((await c.chidi.post('/reports/hygiene', command)).status).toBe(303)
  expect(await c.chidi.page('/reports/hygiene')).toContain('Nothing waits too long')
  const told = (await c.happened(c.organisation_id)).map(event => event.payload)
  expect(told).toEqual([{ what: 'unassigned', hours: 24, before: 8 }])
})

test('another council’s neglect is nobody else’s to see or to set', async () => {
  const c = await council()
  const other = await council()
  await other.givenCase({ subject: 'Theirs alone' }, ago(20))
  expect(await c.chidi.page(`/reports/hygiene?organisation=${other.short}`)).not.toContain('Theirs alone')
  const hours = { requester: '1', supplier: '1', development: '1', planned: '1', unassigned: '1', untriaged: '1' }
  const answer = await c.chidi.post('/reports/hygiene', { organisation_id: other.organisation_id, ...hours })
  expect(answer.status).toBe(404)
})
