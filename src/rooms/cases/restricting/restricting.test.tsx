/* Restricted cases as those named, and everybody else, meet them. Every route besides: src/app/restricted.test.ts. */
import { beforeEach, expect, test } from 'vitest'
import { type Council, council, owner } from '#testing/council.tsx'

const WORDS = 'Payroll grievance'

let c: Council
beforeEach(async () => {
  c = await council()
})

const events = async (id: string) => (await c.happened(id)).map(({ name }) => name)
const restrict = (reference: string, more: Record<string, string> = {}) =>
  c.chidi.post(`/cases/${reference}/restriction`, { because: 'About a colleague', shown: 'yes', ...more })
const readers = async (id: string) =>
  (
    await owner.query(
      `select coalesce(p.name, t.name) as name, r.id from cases.case_readers r left join people.persons p on p.id = r.person_id
        left join people.teams t on t.id = r.team_id where case_id = $1 order by 1`,
      [id],
    )
  ).rows as { name: string; id: string }[]

test('a lead restricts a case: for everybody else it is as if it were not there', async () => {
  const { id, reference } = await c.givenCase({ subject: WORDS })
  expect(await c.asha.page(`/cases/${reference}`)).toContain(WORDS)
  expect((await restrict(reference)).status).toBe(303)
  for (const other of [c.asha, c.evan, c.farah, c.dilys]) {
    expect((await other.get(`/cases/${reference}`)).status).toBe(404)
    expect(await other.page('/queue/all')).not.toContain(WORDS)
    expect(await other.page('/search?q=grievance')).not.toContain(WORDS)
  }
  const page = await c.chidi.page(`/cases/${reference}`)
  expect(page).toContain('Restricted')
  expect(page).toContain('Only those named here may know of this case')
  expect(await c.chidi.page('/queue/all?restricted=yes')).toContain(WORDS)
  expect(await c.chidi.page('/search?q=grievance')).toContain(reference)
  expect(await events(id)).toContain('case.restricted')
})

test('its requester goes on reading it on the portal, and as staff not at all', async () => {
  const { reference } = await c.givenCase({ subject: WORDS, requester_id: c.asha.id })
  await restrict(reference)
  expect(await c.asha.page(`/requests/${reference}`)).toContain(WORDS)
  expect(await c.asha.page('/requests')).toContain(WORDS)
  expect((await c.asha.get(`/cases/${reference}`)).status).toBe(404)
  expect(await c.asha.page('/queue/all')).not.toContain(WORDS)
  expect((await c.asha.post(`/requests/${reference}`, { body: 'More of it' })).status).toBe(303)
})

test('unless it is about them: then it is not theirs either', async () => {
  const { id, reference } = await c.givenCase({ subject: WORDS })
  await restrict(reference, { shown: '' })
  expect((await c.ben.get(`/requests/${reference}`)).status).toBe(404)
  expect(await c.ben.page('/requests')).not.toContain(WORDS)
  await c.chidi.post(`/cases/${reference}/restriction/requester`, { shown: 'yes' })
  expect(await c.ben.page(`/requests/${reference}`)).toContain(WORDS)
  expect(await events(id)).toContain('case.requesterShown')
})

test('people and teams are named and taken off, the last never', async () => {
  const { id, reference } = await c.givenCase({ subject: WORDS })
  await restrict(reference)
  const add = (who: string) => c.chidi.post(`/cases/${reference}/restriction/readers`, { who })
  expect((await add(`person:${c.evan.id}`)).status).toBe(303)
  expect(await c.evan.page(`/cases/${reference}`)).toContain(WORDS)
  expect((await add(`person:${c.evan.id}`)).status).toBe(409)
  expect((await add(`person:${c.ben.id}`)).status).toBe(422)
  expect((await add('nobody')).status).toBe(422)
  expect((await add(`team:${c.team_id}`)).status).toBe(303)
  expect(await c.asha.page(`/cases/${reference}`)).toContain(WORDS)
  const remove = (one: string | undefined) =>
    c.chidi.post(`/cases/${reference}/restriction/readers/remove`, { id: one ?? '' })
  const named = await readers(id)
  expect((await remove(named.find(({ name }) => name === 'Service desk')?.id)).status).toBe(303)
  expect((await c.asha.get(`/cases/${reference}`)).status).toBe(404)
  await remove(named.find(({ name }) => name === 'Evan Hughes')?.id)
  expect((await remove(named.find(({ name }) => name === 'Chidi Okafor')?.id)).status).toBe(409)
  expect(await events(id)).toEqual(expect.arrayContaining(['case.readerAdded', 'case.readerRemoved']))
})

test('it is lifted with a reason, and then everybody reads what was said meanwhile', async () => {
  const { id, reference } = await c.givenCase({ subject: WORDS })
  await restrict(reference)
  expect((await c.chidi.post(`/cases/${reference}/restriction/lift`, {})).status).toBe(422)
  await c.chidi.post(`/cases/${reference}/restriction/lift`, { undone_because: 'It was settled' })
  expect(await c.asha.page(`/cases/${reference}`)).toContain('lifted the restriction: It was settled')
  expect(await events(id)).toContain('case.restrictionLifted')
  expect(await readers(id)).toEqual([])
})

test('who may not restrict is refused, and another council finds nothing', async () => {
  const { reference } = await c.givenCase()
  expect((await c.asha.get(`/cases/${reference}/restriction`)).status).toBe(403)
  expect((await c.asha.post(`/cases/${reference}/restriction`, { because: 'x' })).status).toBe(403)
  const other = await council()
  expect((await other.chidi.get(`/cases/${reference}/restriction`)).status).toBe(404)
  expect((await other.chidi.post(`/cases/${reference}/restriction`, { because: 'x' })).status).toBe(404)
})

test('what is logged in a category for few is its team’s from birth, and its caller hears the reference', async () => {
  const team = await owner.query(
    `insert into people.teams (id, organisation_id, name, slug) values (gen_random_uuid(), $1, 'Security', $2) returning id`,
    [c.organisation_id, `sec-${c.short.toLowerCase()}`],
  )
  const team_id: string = team.rows[0].id
  await owner.query('insert into people.team_members (team_id, person_id, organisation_id) values ($1, $2, $3)', [
    team_id,
    c.evan.id,
    c.organisation_id,
  ])
  const category = { name: 'Security', kind: 'incident', restricted: 'yes' }
  const place = `/admin/organisations/${c.organisation_id}/categories`
  expect((await c.farah.post(place, category)).status).toBe(422)
  expect((await c.farah.post(place, { ...category, team_id })).status).toBe(303)
  const { rows } = await owner.query('select id from catalogue.categories where organisation_id = $1 and restricted', [
    c.organisation_id,
  ])
  const form = { id: crypto.randomUUID(), subject: WORDS, body: 'Seen', channel: 'telephone', next: 'take' }
  const logged = await c.asha.post(`/cases/new?requester=${c.ben.id}`, { ...form, category_id: rows[0].id })
  expect(logged.status).toBe(303)
  expect(await c.asha.page(logged.headers.get('location')!)).toContain('only its team can open it')
  const { rows: made } = await owner.query('select reference, restricted, assignee_id from cases.cases where id = $1', [
    form.id,
  ])
  expect(made[0]).toMatchObject({ restricted: true, assignee_id: null })
  expect((await c.asha.get(`/cases/${made[0].reference}`)).status).toBe(404)
  expect(await c.evan.page(`/cases/${made[0].reference}`)).toContain('Security (the whole team)')
  expect(await c.ben.page(`/requests/${made[0].reference}`)).toContain(WORDS)
})

test('links, merges and major incidents do not give it away', async () => {
  const one = await c.givenCase({ subject: WORDS })
  const other = await c.givenCase()
  await c.chidi.post(`/cases/${other.reference}/links`, { relation: 'related_to', other: one.reference })
  await restrict(one.reference)
  expect(await c.asha.page(`/cases/${other.reference}`)).not.toContain(one.reference)
  expect(await c.chidi.page(`/cases/${other.reference}`)).toContain(one.reference)
  const third = await c.givenCase()
  const link = await c.chidi.post(`/cases/${third.reference}/links`, { relation: 'related_to', other: one.reference })
  expect(link.status).toBe(422)
  expect(await link.text()).toContain('can be linked with another restricted one only')
  const merged = await c.chidi.post(`/cases/${third.reference}/merge`, { into: one.reference })
  expect(await merged.text()).toContain('One of these is restricted')
  const major = { title: 'x', affected: 'x', because: 'x', update_minutes: '30' }
  expect((await c.chidi.post(`/cases/${one.reference}/major`, major)).status).not.toBe(303)
})

test('what is split off a restricted case is restricted alike', async () => {
  const { id, reference } = await c.givenCase({ subject: WORDS })
  await restrict(reference)
  const { rows } = await owner.query('select id from cases.messages where case_id = $1', [id])
  const split = await c.chidi.post(`/cases/${reference}/split`, {
    ...{ message: rows[0].id, impact: '3', urgency: '3' },
    ...{ subject: 'The other matter', relation: 'related_to' },
  })
  expect(split.status).toBe(303)
  const { rows: all } = await owner.query('select restricted from cases.cases where organisation_id = $1', [
    c.organisation_id,
  ])
  expect(all).toEqual([{ restricted: true }, { restricted: true }])
})

test('only who is named is given it, or a part of it', async () => {
  const { reference } = await c.givenCase({ subject: WORDS })
  await restrict(reference)
  const given = await c.chidi.post(`/cases/${reference}/assign`, { given: `${c.team_id}/${c.asha.id}` })
  expect(given.status).toBe(422)
  expect(await given.text()).toContain('must be able to read it')
})

test('nobody else is told of it, on screen or by e-mail, and whoever is named is', async () => {
  const { reference } = await c.givenCase({ subject: WORDS })
  await c.work()
  await restrict(reference)
  await c.ben.post(`/requests/${reference}`, { body: 'Something more' })
  await c.work()
  const { rows } = await owner.query(
    `select p.name, n.kind from channels.notifications n join people.persons p on p.id = n.person_id
      where n.reference = $1 and n.kind = 'requester_answered'`,
    [reference],
  )
  expect(rows.map(({ name }) => name)).toEqual(['Chidi Okafor'])
  expect(await c.asha.page('/notifications')).not.toContain(reference)
})

test('each reading is kept once in a quarter of an hour, and auditors read that it was, not of what', async () => {
  const { id, reference } = await c.givenCase({ subject: WORDS })
  await restrict(reference)
  await c.chidi.get(`/cases/${reference}`)
  await c.chidi.get(`/cases/${reference}/tasks`)
  await c.ben.get(`/requests/${reference}`)
  const { rows } = await owner.query(
    `select p.name, way from cases.restricted_readings r join people.persons p on p.id = r.person_id where case_id = $1 order by 1, 2`,
    [id],
  )
  expect([...new Set(rows.map(({ name, way }) => `${name} ${way}`))]).toEqual([
    'Ben Carter portal',
    'Chidi Okafor page',
  ])
  expect(rows.length).toBeLessThanOrEqual(3)
  const audited = await c.farah.page('/audit/restricted')
  expect(audited).toContain('Chidi Okafor')
  expect(audited).not.toContain(reference)
  expect(await c.chidi.page(`/cases/${reference}/restriction`)).toContain('Ben Carter')
  expect((await c.asha.get('/audit/restricted')).status).toBe(403)
})
