import { expect, test } from 'vitest'
import { held } from '#app/holdings.ts'
import { verify } from '#platform/audit/seal.ts'
import { newId } from '#platform/database/id.ts'
import { contextFor } from '#platform/jobs/run.ts'
import { checkCases, resolveCase } from '#rooms/cases/index.ts'
import { type Council, council, db, owner } from '#testing/council.tsx'
import { confirmPlan, planMerge, settlePlan, withdrawPlan } from './plan.actions.ts'
import { getPlan } from './plan.queries.ts'
import { takeStep } from './succession.jobs.ts'

const SETTLED = {
  'people.teams': 'rename',
  'people.calendars': 'rename',
  'catalogue.categories': 'join',
} as const

/** Two councils with cases open and closed, and a confirmed plan to merge them now. */
async function planned() {
  const [a, b] = [await council(), await council()]
  const both = { person_id: undefined, organisations: [a.organisation_id, b.organisation_id] }
  const opens = [await a.givenCase(), await b.givenCase({ subject: 'Still open' })]
  const closed = await a.givenCase({ subject: 'Long closed' })
  const done = { reference: closed.reference, closure_code: 'solved', resolution: 'Done.' } as const
  await a.writing(tx => resolveCase(tx, a.asha.author, done, new Date()))
  await a.work()
  await b.work()
  const short_name = `M${newId().slice(-8)}`
  const now = new Date()
  const id = await a.writingAs(both, async tx => {
    const names = { name: `${short_name} Council`, short_name, takes_effect_at: now }
    const plan_id = await planMerge(
      tx,
      a.farah.author,
      { organisation_id: a.organisation_id, other_id: b.organisation_id, ...names },
      now,
    )
    await settlePlan(tx, a.farah.author, { id: plan_id, settled: SETTLED }, now)
    await confirmPlan(tx, a.farah.author, { id: plan_id, held }, now)
    return plan_id
  })
  const plan = await a.writingAs(both, tx => getPlan(tx, id))
  const step = () => takeStep(contextFor(db, a.organisation_id, new Date()), held, id)
  return { a, b, both, id, plan, step, opens, closed, short_name }
}

const all = async (step: () => Promise<boolean>) => {
  let steps = 1
  while (await step()) steps++
  return steps
}

/** Every row of the organisations concerned, by table and whose it is: what a merge leaves. */
async function stateOf(ids: readonly string[]) {
  const counts: Record<string, number[]> = {}
  for (const [table, { organisation }] of held) {
    if (organisation !== 'organisation_id') continue
    if (table === 'information.succession_moves' || table === 'platform.events') continue
    counts[table] = []
    for (const id of ids) {
      const { rows } = await owner.query(`select count(*) from ${table} where organisation_id = $1`, [id])
      counts[table].push(rows[0].count)
    }
  }
  return counts
}

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
  const { a, b, both, id, plan, step, opens, closed, short_name } = await planned()
  const reports = await reportsOf(a)
  expect(Object.values(reports).join('').length).toBeGreaterThan(500)
  const clocks = await owner.query('select * from cases.case_clocks where organisation_id = any ($1) order by id', [
    both.organisations,
  ])
  const steps = await all(step)
  expect(steps).toBeGreaterThan(30)
  const done = await a.writingAs(both, tx => getPlan(tx, id))
  expect(done.state).toBe('done')
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

test('stopped after every step and run again, by two at once, it ends the same', { timeout: 120_000 }, async () => {
  const [one, two] = [await planned(), await planned()]
  await all(one.step)
  for (let more = true; more; ) more = (await Promise.all([two.step(), two.step()])).some(Boolean)
  const of = (p: typeof one) => stateOf([p.a.organisation_id, p.b.organisation_id, p.plan.successor_id])
  expect(await of(two)).toEqual(await of(one))
})

test('before the last step it can be taken back from anywhere, and everything is where it was', {
  timeout: 120_000,
}, async () => {
  for (const steps of [1, 12, 34, 60]) {
    const { a, b, both, id, step, opens } = await planned()
    const ids = [a.organisation_id, b.organisation_id]
    const before = await stateOf(ids)
    let running = true
    for (let n = 0; n < steps && running; n++) running = await step()
    const { state } = await a.writingAs(both, tx => getPlan(tx, id))
    if (state === 'done') {
      const undo = a.writingAs(both, tx => withdrawPlan(tx, a.farah.author, { id }, new Date()))
      await expect(undo).rejects.toThrow(/last step/)
      continue
    }
    await a.writingAs(both, tx => withdrawPlan(tx, a.farah.author, { id }, new Date()))
    await all(step)
    const undone = await a.writingAs(both, tx => getPlan(tx, id))
    expect([steps, undone.state]).toEqual([steps, 'undone'])
    expect(await stateOf(ids)).toEqual(before)
    await new Promise(resolve => setTimeout(resolve, 2100))
    expect((await a.asha.get(`/cases/${opens[0]!.reference}`)).status).toBe(200)
    expect((await a.asha.get(`/cases/${opens[1]!.reference}`)).status).toBe(404)
  }
})
