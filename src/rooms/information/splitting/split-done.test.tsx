import { expect, test } from 'vitest'
import { verify } from '#platform/audit/seal.ts'
import { checkCases } from '#rooms/cases/index.ts'
import { owner } from '#testing/council.tsx'
import { all, contentsOf } from '../succeeding/merging.fixture.ts'
import { planned } from './splitting.fixture.ts'

const ANSWERS_LATE_MS = 2100
const later = () => new Promise(resolve => setTimeout(resolve, ANSWERS_LATE_MS))

const clocksOf = async (case_id: string) =>
  (
    await owner.query(
      `select metric, state, target_seconds, used_seconds, counting_since, due_at, warn_at, missed_at, started_at, outcome
       from cases.case_clocks where case_id = $1 order by metric`,
      [case_id],
    )
  ).rows

test('part of a council becomes another: its people, team and mailbox go, and its open cases go on there', {
  timeout: 60_000,
}, async () => {
  const p = await planned()
  const { a, b_id, north } = p
  const clocks = [await clocksOf(p.answered.id), await clocksOf(p.waiting.id)]
  await all(p.step)
  expect((await p.standing()).state).toBe('done')
  const people = await owner.query('select id from people.persons where organisation_id = $1 order by id', [b_id])
  expect(people.rows.map(({ id }) => id).sort()).toEqual([a.ben.id, a.asha.id].sort())
  const mailbox = await owner.query(
    'select organisation_id, team_id, category_id from channels.mailboxes where id = $1',
    [north.mailbox_id],
  )
  const teams = await owner.query('select id, name from people.teams where organisation_id = $1', [b_id])
  expect(teams.rows.map(({ name }) => name)).toEqual(['North'])
  const categories = await owner.query('select id, team_id from catalogue.categories where organisation_id = $1', [
    b_id,
  ])
  expect(categories.rows).toMatchObject([{ team_id: null }])
  expect(mailbox.rows).toEqual([
    { organisation_id: b_id, team_id: teams.rows[0].id, category_id: categories.rows[0].id },
  ])
  // The cases go on, with their clocks and stories.
  const there = await p.continued(p.answered.id)
  expect(there).toMatchObject({
    organisation_id: b_id,
    requester_id: a.ben.id,
    team_id: teams.rows[0].id,
    state: 'in_progress',
  })
  expect(await clocksOf(there.id)).toEqual(clocks[0])
  const waits = await p.continued(p.waiting.id)
  expect(waits).toMatchObject({ state: 'on_hold', subject: 'Waits', category_id: categories.rows[0].id })
  expect(await clocksOf(waits.id)).toEqual(clocks[1])
  const here = await owner.query('select state, closure_code, merged_into_id from cases.cases where id = $1', [
    p.answered.id,
  ])
  expect(here.rows).toEqual([{ state: 'closed', closure_code: 'passed', merged_into_id: there.id }])
  expect((await clocksOf(p.answered.id)).map(({ outcome }) => outcome)).toEqual(['met', 'passed'])
  await later()
  const page = await a.asha.page(`/cases/${there.reference}`)
  expect(page).toContain('Which floor?')
  expect(page).toContain('Looks hot')
  expect(page).toContain(`continued this from ${p.answered.reference} of ${a.short}`)
  expect(await a.chidi.page(`/cases/${p.answered.reference}`)).toContain(`where it goes on as ${there.reference}`)
  const mine = await a.ben.page(`/requests/${there.reference}`)
  expect(mine).toContain('Which floor?')
  expect(mine).not.toContain('Looks hot')
  // Neither sees the other's.
  expect((await a.asha.get(`/cases/${p.stays.reference}`)).status).toBe(404)
  expect((await a.asha.get(`/cases/${p.closed.reference}`)).status).toBe(404)
  expect((await a.chidi.get(`/cases/${there.reference}`)).status).toBe(404)
  expect(await a.chidi.page(`/cases/${p.closed.reference}`)).toContain(a.ben.name)
  // What stayed and had its team there waits to be given out.
  const given = await owner.query('select team_id, assignee_id from cases.cases where id = $1', [p.stays.id])
  expect(given.rows).toEqual([{ team_id: null, assignee_id: null }])
  for (const organisation_id of [a.organisation_id, b_id])
    expect((await verify(owner, { organisation_id, checks: [checkCases] })).faults).toEqual([])
})

test('before the last step it can be taken back from anywhere, and every row is as it was', {
  timeout: 120_000,
}, async () => {
  const total = { steps: 0 }
  for (let steps = 1; steps < 120; steps += 7) {
    const p = await planned()
    // A clock that was written has its next escalation worked out anew.
    const without = ['escalate_at']
    const before = await contentsOf([p.a.organisation_id], without)
    let running = true
    for (let n = 0; n < steps && running; n++) running = await p.step()
    const { state, step } = await p.standing()
    if (state === 'done' || step === 'give') {
      await expect(p.withdraw()).rejects.toThrow(/last step/)
      total.steps = steps
      break
    }
    await p.withdraw()
    await all(p.step)
    expect([steps, (await p.standing()).state]).toEqual([steps, 'undone'])
    const after = await contentsOf([p.a.organisation_id], without)
    for (const table of Object.keys(before))
      if (!['information.splits', 'information.split_parts'].includes(table))
        expect([steps, step, table, after[table]]).toEqual([steps, step, table, before[table]])
  }
  expect(total.steps).toBeGreaterThan(30)
})
