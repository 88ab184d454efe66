import { expect, test } from 'vitest'
import { contextFor } from '#platform/jobs/run.ts'
import { type Council, council, db, owner } from '#testing/council.tsx'
import { programFor } from '#testing/program.ts'
import { resolveCase } from '../closing/resolve-case.actions.ts'
import { takeReorganisingStep } from './carry-out.jobs.ts'

const ANSWERS_LATE_MS = 2100
const later = () => new Promise(resolve => setTimeout(resolve, ANSWERS_LATE_MS))

async function givenTeam(c: Council, name: string, more: Record<string, string> = {}): Promise<string> {
  const made = await c.farah.post(`/admin/organisations/${c.organisation_id}/teams`, {
    name,
    calendar_id: c.calendar_id,
    ...more,
  })
  return /teams\/([\w-]+)/.exec(made.headers.get('location')!)![1]!
}

const placeOf = (team_id: string) => `/admin/teams/${team_id}/reorganise`
/** What was finished in these days, by whom: what a report of the past says. */
const performance = async (c: Council) => {
  const today = new Date().toISOString().slice(0, 10)
  return (await c.farah.get(`/reports/cases?finished=${today}&format=csv`)).text()
}
const teamOf = (c: Council, reference: string) =>
  c.reading(tx =>
    tx
      .selectFrom('cases.cases')
      .select(['team_id', 'assignee_id'])
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow(),
  )
const planned = async (c: Council, fields: Record<string, string>) => {
  const answer = await c.farah.post(placeOf(c.team_id), { name: '', day: '', people: 'go', ...fields })
  return new URL(answer.headers.get('location')!, 'http://x').pathname
}

test('a team becomes a new one on a day: looked at before, nothing sooner, and its past stays under its name', {
  timeout: 60_000,
}, async () => {
  const c = await council()
  const open = await c.givenCase()
  const closed = await c.givenCase({ subject: 'Long ago' })
  const done = { reference: closed.reference, closure_code: 'solved', resolution: 'Done.' } as const
  await c.writing(tx => resolveCase(tx, c.asha.author, done, new Date()))
  const assigned = { given: `${c.team_id}/${c.asha.id}`, version: '1' }
  expect((await c.asha.post(`/cases/${open.reference}/assign`, assigned)).status).toBe(303)
  const plan = await planned(c, { to: 'new', name: 'Digital help', day: '2027-04-01' })
  const page = await c.farah.page(plan)
  expect(page).toContain('Service desk becomes Digital help')
  expect(page).toContain('1 open case goes to Digital help (1 in progress)')
  expect(page).toMatch(/People in the team[\s\S]*Asha Patel, Chidi Okafor/)
  expect(page).toMatch(/Categories whose cases go to it[\s\S]*Hardware/)
  expect((await c.farah.post(`${plan}/confirm`)).status).toBe(303)
  expect(await c.farah.page(placeOf(c.team_id))).toContain('Confirmed')
  // Until its day nobody can give anything to the new one, and nothing has changed.
  await c.work()
  expect(await c.asha.page(`/cases/${open.reference}/assign`)).not.toContain('Digital help')
  expect((await teamOf(c, open.reference)).team_id).toBe(c.team_id)
  const between = await c.givenCase({ subject: 'Logged in between' })
  const day = new Date('2027-03-31T23:00:00Z')
  await c.work(new Date(day.getTime() - 60_000))
  const report = await performance(c)
  expect(report).toContain(closed.reference)
  expect((await teamOf(c, open.reference)).team_id).toBe(c.team_id)
  // As if the day had come, for what the database asks as well.
  await owner.query(
    `update people.teams set starts_at = now() - interval '1 second' where name = 'Digital help' and organisation_id = $1`,
    [c.organisation_id],
  )
  await c.work(day)
  await owner.query('update people.teams set ends_at = now() where id = $1', [c.team_id])
  await owner.query('update people.team_members set ends_at = now() where team_id = $1', [c.team_id])
  const { rows } = await owner.query(
    `select id from people.teams where organisation_id = $1 and name = 'Digital help'`,
    [c.organisation_id],
  )
  const heir = rows[0].id
  expect(await teamOf(c, open.reference)).toEqual({ team_id: heir, assignee_id: c.asha.id })
  expect((await teamOf(c, between.reference)).team_id).toBe(heir)
  expect((await teamOf(c, closed.reference)).team_id).toBe(c.team_id)
  await later()
  expect(await c.asha.page(`/cases/${open.reference}`)).toContain('Digital help')
  expect(await performance(c)).toBe(report)
  // New cases go there, and nothing can be given to the old one.
  expect((await teamOf(c, (await c.givenCase()).reference)).team_id).toBe(heir)
  expect(await c.asha.page(`/cases/${open.reference}/assign`)).not.toContain('Anyone in Service desk')
  const back = await c.asha.post(`/cases/${open.reference}/assign`, { given: c.team_id })
  expect(back.status).toBe(422)
  expect(await c.farah.page(plan)).toMatch(/Done[\s\S]*2 open cases/)
  expect(await c.farah.page(`/admin/teams/${c.team_id}`)).toContain('This team ended')
  const program = await programFor(c.asha, ['cases.read'])
  const standing = (await program.get('/teams')).json.teams.map(({ id }: { id: string }) => id)
  expect([standing.includes(c.team_id), standing.includes(heir)]).toEqual([false, true])
  const all = (await program.get('/teams?which=all')).json.teams
  expect(all.find(({ id }: { id: string }) => id === c.team_id).ends_at).not.toBeNull()
  const told = (await c.happened(c.organisation_id)).map(({ name }) => name)
  expect(told).toEqual(
    expect.arrayContaining([
      'organisation.reorganisationConfirmed',
      'organisation.teamEnded',
      'organisation.teamReorganised',
    ]),
  )
  // What was closed and is worked on again goes along.
  await c.asha.post(`/cases/${closed.reference}/reopen`, { because: 'It broke again' })
  await c.work()
  expect((await teamOf(c, closed.reference)).team_id).toBe(heir)
})

test('its work is divided by category, people stay, and what pointed at it points elsewhere', async () => {
  const c = await council()
  const [rest, phones] = [await givenTeam(c, 'Everything else'), await givenTeam(c, 'Telephones')]
  const category = { kind: 'incident', team_id: c.team_id, impact: '', urgency: '' }
  await c.farah.post(`/admin/organisations/${c.organisation_id}/categories`, {
    ...category,
    name: 'Telephones',
    parent_id: '',
  })
  const path = { category_path: 'Telephones', category_id: undefined }
  const [mine, theirs] = [await c.givenCase(), await c.givenCase(path)]
  await c.asha.post(`/cases/${theirs.reference}/assign`, { given: `${c.team_id}/${c.asha.id}`, version: '1' })
  await c.asha.post(`/cases/${mine.reference}/tasks`, { title: 'Ring back', given: c.team_id })
  await owner.query('update cases.tasks set team_id = $1 where organisation_id = $2', [c.team_id, c.organisation_id])
  await c.asha.post('/saved-views/new', { name: 'Ours', query: 'all', team: c.team_id })
  const form = await c.farah.page(placeOf(c.team_id))
  const at = /name="path_(\d)" value="Telephones"/.exec(form)![1]!
  const plan = await planned(c, { to: rest, people: 'stay', [`path_${at}`]: 'Telephones', [`goes_${at}`]: phones })
  expect(await c.farah.page(plan)).toContain('What is in Telephones goes to Telephones.')
  await c.farah.post(`${plan}/confirm`)
  await c.work()
  expect((await teamOf(c, mine.reference)).team_id).toBe(rest)
  // Whoever had it does not work there.
  expect(await teamOf(c, theirs.reference)).toEqual({ team_id: phones, assignee_id: null })
  const routes = await owner.query(
    'select path, team_id from catalogue.categories where organisation_id = $1 order by 1',
    [c.organisation_id],
  )
  expect(routes.rows).toEqual([
    { path: 'Hardware', team_id: rest },
    { path: 'Telephones', team_id: phones },
  ])
  for (const table of ['cases.tasks', 'cases.saved_views']) {
    const { rows } = await owner.query(`select team_id from ${table} where organisation_id = $1`, [c.organisation_id])
    expect([table, rows]).toEqual([table, [{ team_id: rest }]])
  }
  const members = await owner.query(
    'select count(*)::int as still from people.team_members where team_id = $1 and ends_at is null',
    [c.team_id],
  )
  expect(members.rows[0].still).toBe(2)
})

test('stopped anywhere it goes on, and each case is told once; a restricted one stays with those named', {
  timeout: 60_000,
}, async () => {
  const c = await council()
  const heir = await givenTeam(c, 'Second line')
  const many = 120
  const references = []
  for (let n = 0; n < many; n++) references.push((await c.givenCase({ subject: `Case ${n}` })).reference)
  const secret = await c.givenCase({ subject: 'About somebody' })
  const hidden = { because: 'About somebody', who: `team:${c.team_id}` }
  expect((await c.chidi.post(`/cases/${secret.reference}/restriction`, hidden)).status).toBe(303)
  const plan = await planned(c, { to: heir })
  await c.farah.post(`${plan}/confirm`)
  const id = plan.split('/').at(-1)!
  const step = () => takeReorganisingStep(contextFor(db, c.organisation_id, new Date()), id)
  expect(await step()).toBe(true)
  expect(await step()).toBe(true)
  expect((await c.farah.post(`${plan}/withdraw`)).status).toBe(409)
  for (let more = true; more; ) more = (await Promise.all([step(), step()])).some(Boolean)
  const left = await owner.query('select count(*)::int as left from cases.cases where team_id = $1', [c.team_id])
  expect(left.rows[0].left).toBe(0)
  const told = await owner.query(
    `select count(*)::int as told, count(distinct subject_id)::int as cases from platform.events where organisation_id = $1 and name = 'case.assigned'`,
    [c.organisation_id],
  )
  expect(told.rows[0]).toEqual({ told: many + 1, cases: many + 1 })
  await later()
  expect(await c.asha.page(`/cases/${secret.reference}`)).toContain('Second line')
  expect((await c.dilys.get(`/cases/${secret.reference}`)).status).toBe(404)
})

test('why not: itself, another’s team, one that is over, a name or a day that is missing, two at once', async () => {
  const [c, other] = [await council(), await council()]
  const heir = await givenTeam(c, 'Second line')
  const wrong = async (fields: Record<string, string>) => {
    const answer = await c.farah.post(placeOf(c.team_id), { name: '', day: '', people: 'go', to: heir, ...fields })
    return [answer.status, await answer.text()] as const
  }
  expect((await wrong({ to: c.team_id }))[0]).toBe(422)
  expect((await wrong({ to: other.team_id }))[0]).toBe(422)
  expect(await wrong({ to: '' })).toEqual([422, expect.stringContaining('Choose what comes in its place')])
  expect(await wrong({ to: 'new' })).toEqual([422, expect.stringContaining('Enter its name')])
  expect(await wrong({ day: 'soon' })).toEqual([422, expect.stringContaining('Enter a day that exists')])
  expect(await wrong({ people: '' })).toEqual([422, expect.stringContaining('Say whether its people go along')])
  // A team that begins later is not there sooner.
  const begins = await givenTeam(c, 'From May', { from: '2027-05-01' })
  expect((await wrong({ to: begins, day: '2027-04-01' }))[0]).toBe(422)
  const plan = await planned(c, { to: heir, day: '2027-04-01' })
  const second = await planned(c, { to: begins, day: '2027-06-01' })
  expect((await c.farah.post(`${plan}/confirm`)).status).toBe(303)
  expect((await c.farah.post(`${plan}/confirm`)).status).toBe(409)
  expect((await c.farah.post(`${second}/confirm`)).status).toBe(409)
  // Taken back before its day, and then the other may be.
  expect((await c.farah.post(`${plan}/withdraw`)).status).toBe(303)
  expect(await c.farah.page(plan)).toContain('Withdrawn')
  expect((await c.farah.post(`${second}/confirm`)).status).toBe(303)
  await c.work(new Date('2027-04-02T00:00:00Z'))
  const { rows } = await owner.query('select ends_at from people.teams where id = $1', [c.team_id])
  expect(rows[0].ends_at).toBeNull()
})

test('only who manages people there may, and for another council there is none', async () => {
  const [c, other] = [await council(), await council()]
  const plan = await planned(c, { to: 'new', name: 'Second line' })
  expect((await c.asha.get(placeOf(c.team_id))).status).toBe(403)
  expect((await other.farah.get(placeOf(c.team_id))).status).toBe(404)
  expect((await other.farah.post(placeOf(c.team_id), { to: 'new', name: 'X', people: 'go' })).status).toBe(404)
  expect((await other.farah.get(plan)).status).toBe(404)
  for (const act of ['confirm', 'withdraw']) {
    expect((await other.farah.post(`${plan}/${act}`)).status).toBe(404)
    expect((await c.asha.post(`${plan}/${act}`)).status).toBe(403)
  }
})

test('the desk’s team works for others too: their cases and routes go along, and their people see that', async () => {
  const [desk, served] = [await council(), await council()]
  await owner.query('update people.teams set shared = true where id = $1', [desk.team_id])
  await owner.query('update catalogue.categories set team_id = $1 where organisation_id = $2', [
    desk.team_id,
    served.organisation_id,
  ])
  const { reference } = await served.givenCase()
  expect((await teamOf(served, reference)).team_id).toBe(desk.team_id)
  const plan = await planned(desk, { to: 'new', name: 'One desk' })
  expect(await desk.farah.page(plan)).toContain('It works for 1 other organisation as well')
  await desk.farah.post(`${plan}/confirm`)
  await desk.work()
  expect(await served.asha.page(`/cases/${reference}`)).toContain('One desk')
  const { rows } = await owner.query(
    'select t.name from catalogue.categories k join people.teams t on t.id = k.team_id where k.organisation_id = $1',
    [served.organisation_id],
  )
  expect(rows).toEqual([{ name: 'One desk' }])
})
