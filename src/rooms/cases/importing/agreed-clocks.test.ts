import { expect, test } from 'vitest'
import { getAgreement } from '#rooms/catalogue/index.ts'
import { givenAgreement } from '#testing/agreements.ts'
import { type Council, council } from '#testing/council.tsx'
import { toldTo } from '#testing/told.ts'
import { assignCase } from '../assigning/assign-case.actions.ts'
import { checkClocksOf } from '../auditing/check-clocks.queries.ts'
import { listEveryClock } from '../clocks/clocks.queries.ts'
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
  const known = {
    persons: new Map([['ben', c.ben.id]]),
    teams: new Map([[c.team_id, c.team_id]]),
    categories: new Map(),
  }
  const now = monday('14:30')
  const agreement = await c.reading(tx => getAgreement(tx, c.organisation_id))
  const desk = { organisation_id: c.organisation_id, system: 'Old desk', agreement, always: undefined }
  await c.writing(tx => importCases(tx, desk, { cases: [imported(c)], known }, now))
  const [{ id, reference } = { id: '', reference: '' }] = await c.reading(tx =>
    tx.selectFrom('cases.cases').select(['id', 'reference']).where('external_reference', '=', '4711').execute(),
  )
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
