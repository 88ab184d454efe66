/* What goes with people when two councils become one, and what holds it up. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { held } from '#app/holdings.ts'
import { useSecretKey } from '#platform/secrets/seal.ts'
import { council, owner } from '#testing/council.tsx'
import { all, type Planned, planned } from './merging.fixture.ts'
import { confirmPlan, settlePlan } from './plan.actions.ts'

beforeAll(() => useSecretKey('a key for these tests only'))
afterAll(() => useSecretKey(undefined))

/** Who is asking is remembered so long. */
const later = () => new Promise(resolve => setTimeout(resolve, 2100))

test('very many people and cases pass in batches, and a case logged between confirming and the day goes along', {
  timeout: 240_000,
}, async () => {
  const day = new Date(Date.now() + 30 * 86_400_000)
  const p = await planned({ at: day })
  const queued = await owner.query(
    `select run_at from graphile_worker._private_jobs where payload ->> 'organisation_id' = $1 and payload -> 'payload' ->> 'plan_id' = $2`,
    [p.a.organisation_id, p.id],
  )
  expect(queued.rows).toEqual([{ run_at: day }])
  const people = 210
  await owner.query(
    `insert into people.persons (id, organisation_id, name, email) select gen_random_uuid(), $1, 'Person ' || n, 'p' || n || '@' || $2 || '.example'
     from generate_series(1, $3::int) n`,
    [p.a.organisation_id, p.a.short.toLowerCase(), people],
  )
  const cases = 205
  for (let n = 0; n < cases; n++) await p.a.givenCase({ subject: `Case ${n}` })
  await p.a.work(new Date(day.getTime() - 60_000))
  expect((await p.standing()).state).toBe('confirmed')
  await p.a.work(day)
  expect((await p.standing()).state).toBe('done')
  const moved = await owner.query('select count(*)::int as n from people.persons where organisation_id = $1', [
    p.plan.successor_id,
  ])
  expect(moved.rows[0].n).toBe(people + 12)
  const told = await owner.query(
    `select count(*)::int as told, count(distinct subject_id)::int as cases from platform.events where organisation_id = $1 and name = 'case.passedOn'`,
    [p.a.organisation_id],
  )
  expect(told.rows[0]).toEqual({ told: cases + 1, cases: cases + 1 })
})

test('what came to be alike since it was confirmed holds it up until it is settled, and what came while it ran moves too', {
  timeout: 60_000,
}, async () => {
  const p = await planned()
  await owner.query('update people.persons set email = $1 where id = $2', [p.a.ben.email, p.b.ben.id])
  expect(await p.step()).toBe(false)
  expect((await p.standing()).state).toBe('draft')
  const events = await p.a.happened(p.a.organisation_id)
  expect(events.at(-1)).toMatchObject({ name: 'organisation.successionHeldUp' })
  const now = new Date()
  await p.a.writingAs(p.both, async tx => {
    await settlePlan(tx, p.a.farah.author, { id: p.id, settled: { 'people.persons': 'first' } }, now)
    await confirmPlan(tx, p.a.farah.author, { id: p.id, held }, now)
  })
  while ((await p.standing()).step !== 'pass') await p.step()
  const late = await owner.query(
    `insert into people.persons (id, organisation_id, name, email) values (gen_random_uuid(), $1, 'Late Joiner', $2) returning id`,
    [p.b.organisation_id, `late@${p.b.short.toLowerCase()}.example`],
  )
  await all(() => p.step())
  const { rows } = await owner.query('select organisation_id, active from people.persons where id = $1', [
    late.rows[0].id,
  ])
  expect(rows).toEqual([{ organisation_id: p.plan.successor_id, active: true }])
})

const CSVS = ['backlog', 'channels', 'hygiene', 'parties', 'performance', 'cases']
/** What the reports say of each of them as files, of this month: what was logged, finished and kept before. */
async function filesOf(p: Planned, by = p.a.farah) {
  const said: Record<string, string> = {}
  for (const { organisation_id } of [p.a, p.b])
    for (const name of CSVS) {
      const today = name === 'cases' ? `&finished=${new Date().toISOString().slice(0, 10)}` : ''
      const answer = await by.get(`/reports/${name}?organisation=${organisation_id}${today}&format=csv`)
      if (organisation_id === p.a.organisation_id) expect([name, answer.status]).toEqual([name, 200])
      said[`${name} of ${organisation_id}`] = await answer.text()
    }
  return said
}

test('what people have goes with them: restricted cases stay hidden, drafts, lists, webhooks and subscriptions go on, and reports read the same', {
  timeout: 90_000,
}, async () => {
  const other = await council()
  const ids: Record<string, string> = {}
  const p = await planned({
    furnish: async c => {
      const { reference } = await c.givenCase({ subject: 'About a colleague' })
      ids[c.short] = reference
      await c.chidi.post(`/cases/${reference}/restriction`, {
        because: 'About a colleague',
        who: `person:${c.chidi.id}`,
      })
      await c.asha.post('/saved-views/new', { name: `List of ${c.short}`, query: 'all' })
      await c.farah.post(`/admin/organisations/${c.organisation_id}/webhooks`, {
        ...{ name: `Hook of ${c.short}`, format: 'json', address: 'https://hooks.example/a', secret: 's', team_id: '' },
        ...{ kinds: 'reopened', active: 'yes' },
      })
    },
  })
  const { a, b } = p
  await owner.query(
    `insert into people.role_assignments (person_id, organisation_id, role) values ($1, $2, 'administrator'), ($1, $2, 'manager')`,
    [a.farah.id, b.organisation_id],
  )
  await later()
  const draft = { body: 'We will come on Monday', when: 'later', send_date: '2037-01-05', send_time: '09:00' }
  await a.asha.post(`/cases/${p.opens[0]!.reference}/reply`, draft)
  const pending = async () =>
    (
      await owner.query('select id, body, state from cases.pending_replies where organisation_id = $1', [
        a.organisation_id,
      ])
    ).rows
  const before = { files: await filesOf(p), pending: await pending() }
  const plan = `/information/successions/${p.id}`
  expect((await other.farah.get(plan)).status).toBe(404)
  await all(() => p.step())
  await later()
  expect((await other.farah.get(plan)).status).toBe(404)
  for (const reference of Object.values(ids)) expect((await other.farah.get(`/cases/${reference}`)).status).toBe(404)
  // Whoever took all of them a moment ago is asked to wait: their colleague of the other council reads the same.
  expect(await filesOf(p, b.farah)).toEqual(before.files)
  expect(await pending()).toEqual(before.pending)
  // Whoever was not named finds nothing, of the other council's restricted cases either; whoever was, does.
  for (const c of [a, b])
    for (const who of [a.asha, b.asha, a.evan]) expect((await who.get(`/cases/${ids[c.short]}`)).status).toBe(404)
  expect((await a.chidi.get(`/cases/${ids[a.short]}`)).status).toBe(200)
  expect((await a.chidi.get(`/cases/${ids[b.short]}`)).status).toBe(404)
  expect(await a.asha.page('/queue/all')).toContain(`List of ${a.short}`)
  expect(await a.asha.page('/queue/all')).not.toContain('About a colleague')
  const hooks = await owner.query(`select count(*)::int as n from channels.hooks_for($1, null, 'reopened')`, [
    a.organisation_id,
  ])
  expect(hooks.rows[0].n).toBe(2)
  const view = await a.farah.post(`/admin/people/${b.ben.id}/view-as`, {
    reason: 'To see what Ben sees',
    because: 'To see what Ben sees',
  })
  expect(view.status).toBe(303)
})
