import { expect, test } from 'vitest'
import { verify } from '#platform/audit/seal.ts'
import { newId } from '#platform/database/id.ts'
import { checkCases } from '#rooms/cases/index.ts'
import { type Council, council, owner } from '#testing/council.tsx'
import { all, planned } from './merging.fixture.ts'

const REPORTS = ['backlog', 'channels', 'performance', 'parties', 'hygiene']
/** What every report says of an organisation, without what says which page it is. */
async function reportsOf(c: Council, client = c.farah) {
  const said: Record<string, string> = {}
  for (const name of REPORTS) {
    const page = await client.page(`/reports/${name}?organisation=${c.organisation_id}`)
    said[name] =
      (/<main[\s\S]*<\/main>/.exec(page)?.[0] ?? '').match(/<td[\s\S]*?<\/td>|figure[\s\S]*?<\/div>/g)?.join('\n') ?? ''
  }
  return said
}

test('two councils become one: people, teams and settings pass, history stays, and only its own readers have both', {
  timeout: 120_000,
}, async () => {
  const other = await council()
  const { a, b, both, plan, step, standing, opens, closed, short_name } = await planned()
  const reports = await reportsOf(a)
  expect(Object.values(reports).join('').length).toBeGreaterThan(500)
  const clocks = await owner.query('select * from cases.case_clocks where organisation_id = any ($1) order by id', [
    both.organisations,
  ])
  const steps = await all(() => step())
  expect(steps).toBeGreaterThan(30)
  expect((await standing()).state).toBe('done')
  // Whoever worked for one works for both, and signs in as before.
  await new Promise(resolve => setTimeout(resolve, 2100))
  for (const one of opens) {
    const page = await a.asha.page(`/cases/${one.reference}`)
    expect(page).toContain(`to ${short_name}; its reference`)
    expect(await b.asha.page(`/cases/${one.reference}`)).toContain(one.reference)
  }
  expect((await b.asha.get(`/cases/${closed.reference}`)).status).toBe(200)
  expect((await other.asha.get(`/cases/${closed.reference}`)).status).toBe(404)
  expect(await a.ben.page(`/requests/${opens[0]!.reference}`)).toContain('Printer on fire')
  for (const organisation_id of [...both.organisations, plan.successor_id])
    expect((await verify(owner, { organisation_id, checks: [checkCases] })).faults).toEqual([])
  // Clocks are as they were, and so is every report.
  const after = await owner.query('select * from cases.case_clocks where organisation_id = any ($1) order by id', [
    both.organisations,
  ])
  expect(after.rows).toEqual(clocks.rows)
  expect(await reportsOf(a)).toEqual(reports)
  // Work goes on: an answer, a case for the new one, none for the old.
  const answer = await a.asha.post(`/cases/${opens[1]!.reference}/note`, { body: 'Seen', version: '1' })
  expect(answer.status).toBe(303)
  await a.work()
  await b.work()
  const asked = await a.ben.post('/requests/new/details', {
    id: newId(),
    subject: 'Asked afterwards',
    body: 'Hello',
    effect: 'stopped',
  })
  expect(asked.status).toBe(303)
  const made = await owner.query(
    'select organisation_id, priority from cases.cases where requester_id = $1 and subject = $2',
    [...[a.ben.id, 'Asked afterwards']],
  )
  expect(made.rows).toMatchObject([{ organisation_id: plan.successor_id }])
  await expect(a.givenCase()).rejects.toThrow('does not belong')
  const { rows } = await owner.query('select ended_at, succeeded_by_id from people.organisations where id = any ($1)', [
    both.organisations,
  ])
  expect(rows.every(row => row.ended_at && row.succeeded_by_id === plan.successor_id)).toBe(true)
  const teams = await owner.query('select name from people.teams where organisation_id = $1 order by name', [
    plan.successor_id,
  ])
  expect(teams.rows.map(({ name }) => name)).toEqual(['Service desk', `Service desk (${b.short})`])
})
