import { expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { assignCase } from '#rooms/cases/assigning/assign-case.actions.ts'
import { holdCase, reopenCase, resolveCase, resumeCase } from '#rooms/cases/index.ts'
import { handBack, handOver } from '#rooms/cases/suppliers/hand-over.actions.ts'
import { always } from '#rooms/clock/test-calendars.ts'
import { givenAgreement } from '#testing/agreements.ts'
import { type Council, council } from '#testing/council.tsx'
import { judged, type Split, sharesOf, totalsOf } from './parties.rules.ts'

const HOUR = 3_600_000
const split = (more: Partial<Split>): Split => ({
  ...{ organisation_id: 'o', calendar: undefined, target_seconds: 36_000, met: true },
  ...{ from: 0, to: 10 * HOUR, pauses: [], turns: [], over: [] },
  teams: [{ from: 0, to: 10 * HOUR, team: 'Desk' }],
  ...more,
})
const hoursOf = (one: Split) => totalsOf([one]).map(({ party, who, wall }) => [party, who, wall / 3600])

test('at each moment one has it: whose account a pause is on, else the supplier who has it, else us', () => {
  const one = split({
    pauses: [
      { from: 2 * HOUR, to: 5 * HOUR, account: 'requester' },
      { from: 6 * HOUR, to: 7 * HOUR, account: 'supplier' },
      { from: 7 * HOUR, to: 7.5 * HOUR, account: 'landlord' },
      // A reason that stops no clock is no excuse.
      { from: 9 * HOUR, to: 9.5 * HOUR, account: null },
    ],
    turns: [{ from: 4 * HOUR, to: 6 * HOUR, supplier: 'Ricoh' }],
  })
  expect(hoursOf(one).sort()).toEqual([
    ['customer', null, 3],
    ['supplier', null, 1],
    ['supplier', 'Ricoh', 1],
    ['third', null, 0.5],
    ['us', 'Desk', 4.5],
  ])
  expect(sharesOf(one).reduce((sum, { wall }) => sum + wall, 0)).toBe(36_000)
})

test('what lay between a resolution and a reopening is nobody’s; both ways of counting go by the rest', () => {
  const reopened = split({ over: [{ from: 3 * HOUR, to: 8 * HOUR }], target_seconds: 5 * 3600 })
  expect(hoursOf(reopened)).toEqual([['us', 'Desk', 5]])
  expect(judged(reopened)).toEqual({ met: true, met_without_pauses: true })
  const paused = split({ pauses: [{ from: 0, to: HOUR, account: 'requester' }], target_seconds: 9 * 3600 })
  expect(judged(paused)).toEqual({ met: true, met_without_pauses: false })
  expect(judged({ ...paused, met: false, target_seconds: 99_999 })).toEqual({ met: false, met_without_pauses: false })
})

test('working time is measured in the case’s own hours', () => {
  const day = { from: Date.UTC(2026, 0, 12), to: Date.UTC(2026, 0, 13) }
  const [share] = sharesOf(split({ calendar: always, ...day, teams: [{ ...day, team: 'Desk' }] }))
  expect(share).toEqual({ party: 'us', who: 'Desk', working: 86_400, wall: 86_400 })
})

// Monday 12 January 2026, in winter: London is UTC. P2 is owed a fix in 6 hours.
const at = (time: string) => new Date(`2026-01-12T${time}:00Z`)
const JANUARY = '?from=2026-01-01&to=2026-01-31'

/** Four hours of ours, one of the requester's, two of a supplier's, who had an hour for it. */
async function ended(c: Council) {
  const agreement_id = await givenAgreement(c, {
    ...{ kind: 'supplier', name: 'Printers', supplier: 'Ricoh' },
    versions: [{ targets: [{ metric: 'resolve', seconds: 3600 }] }],
  })
  const { reference } = await c.givenCase({ impact: 2, urgency: 1, team_id: c.team_id }, at('09:00'))
  const writing = c.writing
  await writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'requester' }, at('10:00')))
  await writing(tx => resumeCase(tx, c.asha.author, { reference, because: '' }, at('11:00')))
  await writing(tx => handOver(tx, c.asha.author, { reference, agreement_id }, at('12:00')))
  await writing(tx => handBack(tx, c.asha.author, { reference, result: 'done' }, at('14:00')))
  const done = { reference, closure_code: 'solved', resolution: 'Mended' } as const
  await writing(tx => resolveCase(tx, c.asha.author, done, at('15:00')))
  await writing(tx => reopenCase(tx, c.asha.author, { reference, because: 'Again' }, at('15:30')))
  await writing(tx => resolveCase(tx, c.asha.author, done, at('16:00')))
}

test('a manager reads whose time it was, by party, team and supplier, and takes it away as a file', async () => {
  const c = await council()
  await ended(c)
  const page = (await c.evan.page(`/reports/parties${JANUARY}`)).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  for (const words of ['1 case fixed', 'Us 3 working hours 30 minutes', 'The customer 1 working hour', 'Suppliers 2'])
    expect(page).toContain(words)
  // Six and a half hours with everybody's time, of the six promised: kept only with the pause taken out.
  expect(page).toContain('100 % in time with pauses taken out, 0 % as if there had been none')
  expect(page).toContain('Ricoh 1 2 working hours 1 0 1 0 % 0 %')
  expect(await c.evan.page(`/reports/parties${JANUARY}`)).toContain('value="2026-01-31"')
  expect(await c.evan.page('/reports')).toContain('href="/reports/parties"')
  const file = await (await c.evan.get(`/reports/parties${JANUARY}&format=csv`)).text()
  expect(file).toContain('Suppliers,Ricoh,1,2.00,2.00,1,0,1,0,0')
  expect(file).toContain('The customer,,1,1.00,1.00')
})

test('our time is of the team that had the case then, in each stretch', async () => {
  const c = await council()
  const network = await c.writing(async tx => {
    const team = {
      id: newId(),
      organisation_id: c.organisation_id,
      name: 'Network',
      slug: `${c.short}-n`.toLowerCase(),
    }
    await tx.insertInto('people.teams').values(team).execute()
    return team.id
  })
  // By hand: no team 09:00 to 09:30; desk until 11:00; network until 14:00, of which 12:00 to 13:00 waited for the requester; desk until 16:00.
  const { reference } = await c.givenCase({ impact: 2, urgency: 1, category_id: undefined }, at('09:00'))
  const give = (team_id: string, time: string) =>
    c.writing(tx => assignCase(tx, c.chidi.author, { reference, team_id, assignee_id: null }, at(time)))
  await give(c.team_id, '09:30')
  await give(network, '11:00')
  await c.writing(tx => holdCase(tx, c.asha.author, { reference, reason: 'requester' }, at('12:00')))
  await c.writing(tx => resumeCase(tx, c.asha.author, { reference, because: '' }, at('13:00')))
  await give(c.team_id, '14:00')
  const done = { reference, closure_code: 'solved', resolution: 'Mended' } as const
  await c.writing(tx => resolveCase(tx, c.asha.author, done, at('16:00')))
  const file = await (await c.evan.get(`/reports/parties${JANUARY}&format=csv`)).text()
  for (const line of ['Us,No team,1,0.50,0.50', 'Us,Service desk,1,3.50,3.50', 'Us,Network,1,2.00,2.00'])
    expect(file).toContain(line)
  expect(file).toContain('The customer,,1,1.00,1.00')
  expect(await c.evan.page(`/reports/parties${JANUARY}`)).toContain('had the case at the time')
})

test('days without an end say so; others are refused; and it is for managers, of their own cases', async () => {
  const c = await council()
  const other = await council()
  await ended(c)
  expect(await c.evan.page('/reports/parties?from=2020-01-01&to=2020-01-31')).toContain('Nothing ended then')
  expect((await c.evan.get('/reports/parties?from=2026-05-01&to=2026-01-01')).status).toBe(422)
  expect((await c.evan.get('/reports/parties?from=2024-01-01&to=2026-01-01')).status).toBe(422)
  expect((await c.asha.get('/reports/parties')).status).toBe(403)
  expect(await other.evan.page(`/reports/parties${JANUARY}`)).toContain('Nothing ended then')
  expect(await other.evan.page(`/reports/parties${JANUARY}&organisation=${c.short}`)).not.toContain('Ricoh')
})
