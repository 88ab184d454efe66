import { expect, test } from 'vitest'
import { getAgreement } from '#rooms/catalogue/index.ts'
import { givenAgreement } from '#testing/agreements.ts'
import { type Council, council } from '#testing/council.tsx'
import { toldTo } from '#testing/told.ts'
import { assignCase } from '../assigning/assign-case.actions.ts'
import { prioritiseCase } from '../assigning/prioritise-case.actions.ts'
import { checkClocksOf } from '../auditing/check-clocks.queries.ts'
import { listEveryClock } from '../clocks/clocks.queries.ts'
import { dropDate } from '../pinning/pin.actions.ts'
import { importCases } from './import-cases.actions.ts'
import type { ImportedCase } from './imported-case.ts'

// Monday 12 January 2026, in winter: London is UTC.
const monday = (time: string) => new Date(`2026-01-12T${time}:00Z`)
const HOUR = 3600

const imported = (c: Council): ImportedCase => ({
  ...{ reference: '4711', kind: 'incident', subject: 'Printer', description: 'It smokes', channel: 'email' },
  ...{ requester: { reference: 'ben', name: 'Ben Carter' }, location: null, logged_by: 'Old desk', category: null },
  ...{ logged_at: monday('09:00'), started_at: monday('09:00'), team: c.team_id },
  weight: { priority: 'P2', impact: 2, urgency: 1 },
  changes: [
    { what: 'responded', at: monday('09:30'), by: 'Old desk' },
    { what: 'held', at: monday('10:00'), by: 'Old desk', reason: 'requester', note: '' },
    { what: 'resumed', at: monday('12:00'), by: 'Old desk', because: '' },
  ],
  ...{ promised_at: null, resolved_at: null, closed_at: null, extra: {} },
})

/** A case brought over with its history, as it stands after. */
async function broughtOver(c: Council, theCase: ImportedCase, now: Date) {
  const known = {
    persons: new Map([['ben', c.ben.id]]),
    teams: new Map([[c.team_id, c.team_id]]),
    categories: new Map(),
  }
  const agreement = await c.reading(tx => getAgreement(tx, c.organisation_id))
  const desk = { organisation_id: c.organisation_id, system: 'Old desk', agreement, always: undefined }
  await c.writing(tx => importCases(tx, desk, { cases: [theCase], known }, now))
  return c.reading(tx =>
    tx
      .selectFrom('cases.cases')
      .select(['id', 'reference'])
      .where('external_reference', '=', theCase.reference)
      .where('organisation_id', '=', c.organisation_id)
      .executeTakeFirstOrThrow(),
  )
}

const clocksOf = async (c: Council, id: string) =>
  (await c.reading(tx => listEveryClock(tx, id))).map(({ kind, metric, state, outcome, due_at }) => [
    ...[`${kind} ${metric}`, outcome ?? state, due_at?.toISOString().slice(8, 16)],
  ])

test('cases that come from another desk have every clock their agreements declare, and nobody is told what passed before', async () => {
  const c = await council()
  const targets = [
    { metric: 'first_response', seconds: HOUR },
    { metric: 'restore', seconds: 2 * HOUR },
    { metric: 'resolve', seconds: 6 * HOUR },
  ]
  await givenAgreement(c, { kind: 'sla', versions: [{ from: new Date('2026-01-01T00:00:00Z'), targets }] })
  const owed = [{ targets: [{ metric: 'resolve', seconds: 4 * HOUR }] }]
  await givenAgreement(c, { kind: 'ola', team_id: c.team_id, versions: owed })
  const now = monday('14:30')
  const { id, reference } = await broughtOver(c, imported(c), now)
  const stood = [
    ['sla first_response', 'met', '12T10:00'],
    ['ola resolve', 'running', '12T15:00'],
    ['sla resolve', 'running', '12T17:00'],
    ['sla restore', 'running', '12T13:00'],
  ]
  expect((await clocksOf(c, id)).sort()).toEqual(stood.sort())
  const faults = (at: Date) => c.reading(tx => checkClocksOf(tx, { id, organisation_id: c.organisation_id }, at))
  expect(await faults(now)).toEqual([])
  await c.work(monday('14:31'))
  for (const person of [c.asha, c.chidi, c.evan, c.ben]) expect((await toldTo(c, person)).kinds).toEqual([])
  const given = { reference, team_id: c.team_id, assignee_id: c.asha.id }
  await c.writing(tx => assignCase(tx, c.chidi.author, given, monday('14:40')))
  expect((await clocksOf(c, id)).sort()).toEqual(stood.sort())
  expect(await faults(monday('14:45'))).toEqual([])
})

test.each(['the plain two', 'more than those'])(
  'a date that the old desk promised stands until somebody changes it here, and Explain says whose it is: with %s',
  async what => {
    const c = await council()
    if (what !== 'the plain two')
      await givenAgreement(c, {
        ...{ kind: 'ola', team_id: c.team_id },
        versions: [{ targets: [{ metric: 'resolve', seconds: 4 * HOUR }] }],
      })
    const promised_at = new Date('2026-01-14T15:00:00Z')
    const { id, reference } = await broughtOver(c, { ...imported(c), promised_at }, monday('14:30'))
    const fix = async () =>
      (await c.reading(tx => listEveryClock(tx, id))).find(({ kind, metric }) => kind === 'sla' && metric === 'resolve')
    const faults = (at: Date) => c.reading(tx => checkClocksOf(tx, { id, organisation_id: c.organisation_id }, at))
    expect(await fix()).toMatchObject({ due_at: promised_at, pinned_due_at: promised_at, state: 'running' })
    expect(await faults(monday('14:30'))).toEqual([])
    await c.writing(tx => prioritiseCase(tx, c.asha.author, { reference, impact: 1, urgency: 1 }, monday('15:00')))
    await c.writing(tx =>
      assignCase(tx, c.chidi.author, { reference, team_id: c.team_id, assignee_id: c.asha.id }, monday('15:10')),
    )
    await c.work(monday('15:20'))
    expect(await fix()).toMatchObject({ due_at: promised_at, priority: 'P1', missed_at: null })
    expect(await faults(monday('15:30'))).toEqual([])
    const page = await c.asha.page(`/cases/${reference}/clock`)
    expect(page).toContain('Promised by the desk it came from (Old desk)')
    expect(page).toContain('Due by the agreement')
    const because = 'Agreed anew with Ben'
    await c.writing(tx => dropDate(tx, c.asha.author, { reference, because }, monday('15:40')))
    expect(await fix()).toMatchObject({ pinned_due_at: null, missed_because: 'reclassified' })
    expect(await faults(monday('15:41'))).toEqual([])
  },
)

test('a promise kept or broken over there is kept or broken here, whatever is agreed', async () => {
  const c = await council()
  const done = {
    what: 'resolved',
    at: monday('15:00'),
    by: 'Old desk',
    closure_code: 'solved',
    resolution: 'Done',
  } as const
  const theCase = { ...imported(c), changes: [...imported(c).changes, done] }
  for (const [reference, promise, outcome] of [
    ['4711', '16:00', 'met'],
    ['4712', '14:00', 'missed'],
  ] as const) {
    const { id } = await broughtOver(c, { ...theCase, reference, promised_at: monday(promise) }, monday('16:30'))
    expect(await clocksOf(c, id)).toContainEqual(['sla resolve', outcome, `12T${promise}`])
    expect(
      await c.reading(tx => checkClocksOf(tx, { id, organisation_id: c.organisation_id }, monday('16:30'))),
    ).toEqual([])
  }
})
