import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Write } from '#platform/database/transaction.ts'
import { council, owner } from '#testing/council.tsx'
import { all } from '../succeeding/merging.fixture.ts'
import { planned, SETTLED } from './splitting.fixture.ts'

const DAY_MS = 86_400_000
const restrictById = (tx: Write, id: string) => sql`select cases.restrict_case(${id}, true)`.execute(tx)

test('on a day to come it is carried out by the job, with the numbers that were foreseen; not before, and never by others', {
  timeout: 60_000,
}, async () => {
  const a = await council()
  await a.givenCase()
  await a.givenCase({ requester_id: a.evan.id, subject: 'Stays' })
  await owner.query('update people.persons set location = $1 where id = any ($2)', ['Annex', [a.ben.id, a.dilys.id]])
  const place = `/admin/organisations/${a.organisation_id}/splits`
  const short_name = `S${a.short}`
  const day = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10)
  const made = await a.farah.post(place, { name: 'Annex Council', short_name, takes_effect_at: day })
  const plan = made.headers.get('location')!
  expect((await a.farah.post(`${plan}/confirm`, { short_name })).status).toBe(409)
  await a.farah.post(`${plan}/choose`, { locations: 'Annex' })
  await a.farah.post(`${plan}/settle`, SETTLED)
  const page = await a.farah.page(plan)
  expect(page).toContain('2 people go')
  const moves = [...page.matchAll(/<th[^>]*>([^<]+)<\/th>|<td[^>]*>([^<]*)<\/td>/g)].map(
    ([, head, cell]) => head ?? cell,
  )
  const other = await council()
  expect((await other.farah.post(`${plan}/confirm`, { short_name })).status).toBe(404)
  expect((await a.asha.post(`${plan}/confirm`, { short_name })).status).toBe(403)
  expect((await a.farah.post(`${plan}/confirm`, { short_name: 'other' })).status).toBe(422)
  expect((await a.farah.post(`${plan}/confirm`, { short_name })).status).toBe(303)
  expect(await a.farah.page(plan)).toContain('Confirmed')
  await a.work()
  expect(await a.farah.page(plan)).toContain('Confirmed')
  await a.work(new Date(Date.parse(day) + DAY_MS))
  expect(await a.farah.page(plan)).toContain('Done')
  const { rows } = await owner.query(
    `select count(*) filter (where table_name = any ($2))::int as people, count(*)::int as "all" from information.succession_moves where plan_id = $1`,
    [plan.split('/').at(-1), ['people.persons', 'people.addresses', 'people.role_assignments', 'people.team_members']],
  )
  const at = moves.indexOf('People and their details')
  expect(Number(moves[at + 1])).toBe(rows[0].people)
  const events = await a.happened(a.organisation_id)
  expect(events.at(-1)).toMatchObject({ name: 'organisation.split', payload: { people: 2, cases: 1 } })
  expect((await a.farah.post(`${plan}/withdraw`)).status).toBe(409)
})

test('what came up since it was confirmed stops it before anything is changed, and says so', async () => {
  const p = await planned({ ways: { legal_hold: '' } })
  await p.a.farah.post(`/admin/organisations/${p.a.organisation_id}/information/hold`, { because: 'A claim' })
  expect(await p.step()).toBe(false)
  expect((await p.standing()).state).toBe('draft')
  const page = await p.a.farah.page(`/information/splits/${p.id}`)
  expect(page).toContain('something came up that nobody had settled (a legal hold on the organisation)')
  const { rows } = await owner.query('select id from people.organisations where id = $1', [p.b_id])
  expect(rows).toEqual([])
  await p.a.farah.post(`/information/splits/${p.id}/settle`, { legal_hold: 'both' })
  expect((await p.a.farah.post(`/information/splits/${p.id}/confirm`, { short_name: p.short_name })).status).toBe(303)
  await all(p.step)
  const holds = await owner.query('select because from information.legal_holds where subject_id = $1', [p.b_id])
  expect(holds.rows).toEqual([{ because: 'A claim' }])
})

test('the month before reads the same byte for byte, and what went was never the new one’s', {
  timeout: 60_000,
}, async () => {
  const before = new Date(Date.now() - 40 * DAY_MS)
  const month = before.toISOString().slice(0, 7)
  const p = await planned({
    furnish: async a => {
      await a.givenCase({ subject: 'Of last month' }, before)
      await a.work(before)
    },
  })
  const { farah, organisation_id } = p.a
  const read = async (id: string) => {
    const said = []
    for (const report of ['performance', 'channels', 'backlog', 'parties'])
      said.push(
        await (
          await farah.get(
            `/reports/${report}?organisation=${id}&month=${month}&from=${month}&to=${month}&date=${month}-28&format=csv`,
          )
        ).text(),
      )
    return said
  }
  const was = await read(organisation_id)
  expect(was.join('').length).toBeGreaterThan(200)
  await all(p.step)
  await new Promise(resolve => setTimeout(resolve, 2100))
  expect(await read(organisation_id)).toEqual(was)
  const counts = await owner.query(
    `select count(*)::int as many from cases.published_case_clocks where organisation_id = $1 and stopped_at is not null`,
    [p.b_id],
  )
  expect(counts.rows).toEqual([{ many: 0 }])
})

test('once somebody works in the new one it does not go back, and says why', { timeout: 60_000 }, async () => {
  const p = await planned()
  while ((await p.standing()).step !== 'finish') expect(await p.step()).toBe(true)
  await new Promise(resolve => setTimeout(resolve, 2100))
  const there = await p.continued(p.answered.id)
  expect((await p.a.ben.post(`/requests/${there.reference}`, { body: 'The second.' })).status).toBe(303)
  await p.withdraw()
  await all(p.step)
  expect((await p.standing()).state).toBe('done')
  expect(await p.a.farah.page(`/information/splits/${p.id}`)).toContain('could not be taken back')
})

test('what a team or person that stays had to do on a case that goes waits to be given out; holds go on for both', {
  timeout: 60_000,
}, async () => {
  let hold = ''
  const p = await planned({
    furnish: async (a, _, case_id) => {
      await owner.query(
        `insert into cases.tasks (id, organisation_id, case_id, title, team_id, assignee_id, created_at)
         values (gen_random_uuid(), $1, $2, 'Look', $3, $4, now()), (gen_random_uuid(), $1, $2, 'Ask', null, $5, now())`,
        [a.organisation_id, case_id, a.team_id, a.chidi.id, a.asha.id],
      )
      hold = a.ben.id
      await a.farah.post(`/admin/people/${a.ben.id}/hold`, { because: 'A tribunal' })
    },
  })
  await all(p.step)
  const there = await p.continued(p.answered.id)
  const tasks = await owner.query('select title, team_id, assignee_id from cases.tasks where case_id = $1 order by 1', [
    there.id,
  ])
  expect(tasks.rows).toEqual([
    { title: 'Ask', team_id: null, assignee_id: p.a.asha.id },
    { title: 'Look', team_id: null, assignee_id: null },
  ])
  const holds = await owner.query('select organisation_id from information.legal_holds where subject_id = $1', [hold])
  expect(holds.rows).toEqual([{ organisation_id: p.b_id }])
})

test('a restricted case goes only with somebody named who goes, stays restricted, and is hidden from everybody else', {
  timeout: 60_000,
}, async () => {
  const restricted = async (
    ways: Record<string, string>,
    readers: (a: Awaited<ReturnType<typeof council>>) => string[],
  ) => {
    let id = ''
    const p = await planned({
      ways,
      furnish: async a => {
        const made = await a.givenCase({ subject: 'Grievance' })
        id = made.id
        for (const person_id of readers(a))
          await owner.query(
            `insert into cases.case_readers (id, organisation_id, case_id, person_id, added_at) values (gen_random_uuid(), $1, $2, $3, now())`,
            [a.organisation_id, id, person_id],
          )
        await a.writing(tx => restrictById(tx, id))
      },
    })
    await all(p.step)
    return { ...p, there: await p.continued(id) }
  }
  const both = await restricted({ restricted: 'goes' }, a => [a.asha.id, a.chidi.id])
  expect(both.there).toMatchObject({ restricted: true, organisation_id: both.b_id })
  const named = await owner.query('select person_id from cases.case_readers where case_id = $1', [both.there.id])
  expect(named.rows).toEqual([{ person_id: both.a.asha.id }])
  expect((await restricted({ restricted: 'stays' }, a => [a.asha.id, a.chidi.id])).there).toBeUndefined()
  expect((await restricted({ restricted: 'goes' }, a => [a.chidi.id])).there).toBeUndefined()
})
