import { expect, test } from 'vitest'
import { getAgreement } from '#rooms/catalogue/index.ts'
import { type Council, council, owner } from '#testing/council.tsx'
import { joiner } from '#testing/joiner.ts'
import { foreseeImport, importCases } from './import-cases.actions.ts'
import type { Change, ImportedCase } from './imported-case.ts'

const at = (time: string) => new Date(`2026-01-12T${time}:00Z`)
const now = at('14:30')

const imported = (c: Council, reference: string, category: string | null, changes: Change[] = []): ImportedCase => ({
  ...{ reference, kind: 'incident', subject: `Grievance ${reference}`, description: 'Secret', channel: 'email' },
  ...{ requester: { reference: 'ben', name: 'Ben Carter' }, location: null, logged_by: 'Old desk', category, changes },
  ...{ logged_at: at('09:00'), started_at: at('09:00'), team: c.team_id, promised_at: null },
  ...{ weight: { priority: 'P2', impact: 2, urgency: 1 }, resolved_at: null, closed_at: null, extra: {} },
})

async function desk() {
  const c = await council()
  await owner.query('update catalogue.categories set restricted = true where id = $1', [c.category_id])
  const known = {
    persons: new Map([
      ['ben', c.ben.id],
      ['evan', c.evan.id],
    ]),
    teams: new Map([[c.team_id, c.team_id]]),
    categories: new Map([['Hardware', c.category_id]]),
  }
  const agreement = await c.reading(tx => getAgreement(tx, c.organisation_id))
  const from = { organisation_id: c.organisation_id, system: 'Old desk', agreement, always: undefined }
  const take = (...cases: ImportedCase[]) => c.writing(tx => importCases(tx, from, { cases, known }, now))
  const foresee = (...cases: ImportedCase[]) => c.reading(tx => foreseeImport(tx, from, { cases, known }, now))
  return { c, take, foresee }
}

const assigned: Change = {
  what: 'assigned',
  at: at('10:00'),
  by: 'Old desk',
  team: null,
  assignee: { reference: 'evan', name: 'Evan Hughes' },
}

test('history that comes into a category for few is its team’s, and of whoever had it: nobody else finds it', async () => {
  const { c, take, foresee } = await desk()
  const cases = [imported(c, '1', 'Hardware', [assigned]), imported(c, '2', null)]
  const told = (await foresee(...cases)).map(one => one.told)
  expect((await take(...cases)).map(one => one.told)).toEqual(told)
  expect(told[0]).toContain('case.restricted')
  expect(told[1]).not.toContain('case.restricted')
  const lead = await joiner(c, 'team_lead')
  for (const other of [lead, c.farah, c.dilys]) {
    const page = await other.page('/queue/all')
    expect(page).toContain('Grievance 2')
    expect(page).not.toContain('Grievance 1')
    expect(await other.page('/search?q=grievance')).not.toContain('Grievance 1')
  }
  for (const named of [c.asha, c.chidi, c.evan]) expect(await named.page('/queue/all')).toContain('Grievance 1')
})

test('imported again it goes on, and a case that is moved into such a category over there is restricted then', async () => {
  const { c, take } = await desk()
  await take(imported(c, '1', 'Hardware'), imported(c, '2', null))
  const moved: Change = { what: 'classified', at: at('11:00'), by: 'Old desk', category: 'Hardware' }
  const held: Change = { what: 'held', at: at('11:30'), by: 'Old desk', reason: 'supplier', note: '' }
  const again = await take(imported(c, '1', 'Hardware', [held]), imported(c, '2', null, [moved]))
  expect(again.map(({ fate }) => fate)).toEqual(['brought_up_to_date', 'brought_up_to_date'])
  expect(again.map(({ told }) => told.includes('case.restricted'))).toEqual([false, true])
  const third = await take(imported(c, '1', 'Hardware', [held]), imported(c, '2', null, [moved]))
  expect(third.map(({ fate }) => fate)).toEqual(['unchanged', 'unchanged'])
  const { rows } = await owner.query(
    'select external_reference as reference, restricted from cases.cases where organisation_id = $1 order by 1',
    [c.organisation_id],
  )
  expect(rows.map(({ restricted }) => restricted)).toEqual([true, true])
})
