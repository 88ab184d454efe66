import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { grantsOf, MAY, permissionsOf, ROLES } from './roles.rules.ts'

test('a role may do what it usually may, but for what its organisation has changed', () => {
  expect(permissionsOf({ role: 'board_member' })).toEqual(['reports.read'])
  const changed = { 'reports.read': false, 'cases.read': true }
  expect(permissionsOf({ role: 'board_member', changed })).toEqual(['cases.read'])
  expect(permissionsOf({ role: 'king' })).toEqual([])
  const here = { organisation_id: 'here', role: 'auditor', changed }
  const grants = grantsOf([here, { organisation_id: 'there', role: 'auditor' }])
  expect(grants.get('reports.read')).toEqual(['there'])
  expect(grants.get('cases.read')).toEqual(['here'])
})

test('only administrators manage people and see as others do, and only they and auditors read the trail of a council', () => {
  const holding = (permission: (typeof MAY)['analyst'][number]) => ROLES.filter(role => MAY[role].includes(permission))
  expect(holding('people.manage')).toEqual(['administrator'])
  expect(holding('people.view-as')).toEqual(['administrator'])
  expect(holding('audit.read')).toEqual(['auditor', 'administrator', 'operator'])
})

test('a role or a place in a team that has ended, or has yet to begin, is not held', async () => {
  const c = await council()
  const dates = { ended: new Date(Date.now() - 1000), later: new Date(Date.now() + 3_600_000) }
  const lead = { person_id: c.ben.id, organisation_id: c.organisation_id, role: 'team_lead' }
  await c.writing(tx =>
    tx
      .insertInto('people.role_assignments')
      .values({ ...lead, starts_at: dates.later })
      .execute(),
  )
  expect((await c.ben.get('/queue/all')).status).toBe(403)
  await c.writing(tx =>
    tx
      .updateTable('people.role_assignments')
      .set({ ends_at: dates.ended })
      .where('person_id', '=', c.dilys.id)
      .execute(),
  )
  expect((await c.dilys.get('/queue/all')).status).toBe(403)
  expect(await c.chidi.page('/')).toContain('Service desk')
})
