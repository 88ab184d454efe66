import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { programFor } from '#testing/program.ts'

const STAFF = ['cases.work', 'cases.read', 'people.read']

async function desk() {
  const c = await council()
  const { id, reference } = await c.givenCase()
  return { c, id, reference, staff: await programFor(c.asha, STAFF), asker: await programFor(c.ben, ['cases.ask']) }
}

test('a case is read with its version, and not sent again to who has it', async () => {
  const { c, reference, staff } = await desk()
  const { status, headers, json } = await staff.get(`/cases/${reference}`)
  expect([status, headers.get('etag'), headers.get('cache-control')]).toEqual([200, '"1"', 'private, no-cache'])
  expect(json).toMatchObject({
    reference,
    requester: { name: 'Ben Carter' },
    category: { path: 'Hardware' },
    version: 1,
  })
  expect(json.organisation).toEqual({ id: c.organisation_id, short_name: c.short })
  const again = await staff.get(`/cases/${reference}`, { 'if-none-match': '"1"' })
  expect([again.status, again.json]).toEqual([304, ''])
})

test('a change says which version it changes; one that is too late changes nothing', async () => {
  const { id, c, reference, staff } = await desk()
  const where = `/cases/${reference}`
  expect((await staff.patch(where, { subject: 'Printer smoking' })).status).toBe(428)
  const changed = await staff.patch(
    where,
    { subject: 'Printer smoking', impact: 1, urgency: 1, location: 'Room 4', because: 'The whole floor prints there' },
    { 'if-match': '"1"' },
  )
  expect(changed.status).toBe(200)
  expect(changed.json).toMatchObject({ subject: 'Printer smoking', priority: 'P1', location: 'Room 4' })
  expect(changed.headers.get('etag')).toBe(`"${changed.json.version}"`)
  const late = await staff.patch(where, { subject: 'Something else' }, { 'if-match': '"1"' })
  expect([late.status, late.json.code]).toEqual([412, 'platform.other-version'])
  const names = (await c.happened(id)).map(event => event.name)
  expect(names).toEqual(['case.logged', 'case.edited', 'case.edited', 'case.prioritised'])
  expect((await staff.get('/search?q=smoking')).json.found).toMatchObject([{ reference, in_message: false }])
})

test('a case goes its whole way: assigned, answered, held, resumed, resolved, reopened, closed', async () => {
  const { c, reference, staff, asker } = await desk()
  const where = `/cases/${reference}`
  const version = async () => ({ 'if-match': (await staff.get(where)).headers.get('etag') ?? '' })
  const assignment = { team_id: c.team_id, assignee_id: c.asha.id }
  const assigned = await staff.put(`${where}/assignment`, assignment, await version())
  expect(assigned.json).toMatchObject({ state: 'in_progress', assignee: { name: 'Asha Patel' } })
  const replied = await staff.post(`${where}/replies`, { body: 'What colour is the smoke?' })
  expect([replied.status, replied.headers.get('location')]).toEqual([201, `/api/v1${where}/story`])
  expect((await staff.post(`${where}/notes`, { body: 'He did this before.' })).status).toBe(201)
  const held = await staff.post(`${where}/hold`, { reason: 'requester', note: 'The colour' })
  expect(held.json).toMatchObject({ state: 'on_hold', hold_reason: 'requester' })
  expect((await staff.post(`${where}/hold`, { reason: 'supplier' })).status).toBe(409)
  expect((await staff.post(`${where}/resume`, { because: 'He rang' })).json.state).toBe('in_progress')
  expect((await asker.post(`${where}/replies`, { body: 'It is black.' })).status).toBe(201)
  const resolved = await staff.post(`${where}/resolve`, { resolution: 'A new printer.' }, await version())
  expect(resolved.json).toMatchObject({ state: 'resolved', closure_code: 'solved', resolution: 'A new printer.' })
  expect((await asker.post(`${where}/reopen`, { because: 'Smoke again' })).json.state).toBe('in_progress')
  expect((await staff.post(`${where}/close`, { closure_code: 'cancelled' })).json.state).toBe('closed')
  expect((await asker.post(`${where}/replies`, { body: 'Hello?' })).json.code).toBe('cases.already-closed')
})

test('the requester reads the story without notes; staff read all of it', async () => {
  const { reference, staff, asker } = await desk()
  await staff.post(`/cases/${reference}/notes`, { body: 'He did this before.' })
  await staff.post(`/cases/${reference}/hold`, { reason: 'supplier', note: 'They are slow' })
  const mine = await asker.get(`/cases/${reference}/story`)
  expect(mine.json.messages.map((one: { kind: string }) => one.kind)).toEqual(['request'])
  expect(mine.json.events.map((one: { name: string }) => one.name)).toEqual(['case.logged', 'case.held'])
  expect(JSON.stringify(mine.json)).not.toMatch(/slow|before/)
  const theirs = await staff.get(`/cases/${reference}/story`)
  expect(theirs.json.messages.map((one: { kind: string }) => one.kind)).toEqual(['request', 'note'])
  expect(JSON.stringify(theirs.json)).toMatch(/They are slow/)
})

test("somebody else's case, another council's, and one that never was are answered alike", async () => {
  const { c, reference, asker } = await desk()
  const other = await desk()
  const strangers = await c.givenCase({ requester_id: c.dilys.id })
  const without = ({ instance: _, request_id: __, ...rest }: Record<string, unknown>) => rest
  const never = await asker.get('/cases/C-99999')
  expect(never.status).toBe(404)
  for (const one of [strangers.reference, other.reference, 'C-1', 'nonsense'])
    for (const ask of [
      await asker.get(`/cases/${one}`),
      await asker.get(`/cases/${one}/story`),
      await asker.post(`/cases/${one}/replies`, { body: 'Hello' }),
      await asker.post(`/cases/${one}/reopen`, { because: 'Hello' }),
    ])
      expect(without(ask.json)).toEqual(without(never.json))
  const theirs = await other.staff.patch(`/cases/${reference}`, { subject: 'Mine now' }, { 'if-match': '*' })
  expect(theirs.status).toBe(404)
  expect((await asker.get('/cases')).json.cases.map((one: { reference: string }) => one.reference)).toEqual([reference])
})

test('an act needs its scope, whatever the person may do on a page', async () => {
  const { c, reference } = await desk()
  const reader = await programFor(c.asha, ['cases.read'])
  const where = `/cases/${reference}`
  const refused = await Promise.all([
    reader.patch(where, { subject: 'x' }, { 'if-match': '*' }),
    reader.put(`${where}/assignment`, { team_id: null, assignee_id: null }, { 'if-match': '*' }),
    ...['replies', 'notes', 'hold', 'resume', 'resolve', 'close', 'reopen'].map(act =>
      reader.post(`${where}/${act}`, {}),
    ),
    reader.get('/people?q=ben'),
  ])
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403))
  const asker = await programFor(c.ben, ['cases.ask'])
  expect((await asker.post(`${where}/notes`, { body: 'x' })).status).toBe(403)
  // Ben's role gives him no more than asking, so a wider token of his is no wider.
  const greedy = await programFor(c.ben, ['cases.work', 'cases.read'])
  expect((await greedy.get(where)).status).toBe(403)
})

test('a list is read to its end, page by page, and filtered', async () => {
  const c = await council()
  const hour = (n: number) => new Date(Date.UTC(2026, 0, 12, 9, n))
  const made: string[] = []
  for (let n = 0; n < 5; n++) {
    const level = n === 2 ? 1 : 3
    made.push((await c.givenCase({ impact: level, urgency: level }, hour(n))).reference)
  }
  const staff = await programFor(c.asha, STAFF)
  const references = async (query: string) => {
    const all: string[] = []
    let next: string | null = `/api/v1/cases?${query}`
    for (let page = 0; next && page < 9; page++) {
      const { json, headers } = await staff.get(next.slice('/api/v1'.length))
      all.push(...json.cases.map((one: { reference: string }) => one.reference))
      next = json.next
      expect(headers.get('link')).toBe(next ? `<${next}>; rel="next"` : null)
    }
    return all
  }
  expect(await references('limit=2')).toEqual(made.toReversed())
  expect(await references(`updated_since=${hour(1).toISOString()}&limit=2`)).toEqual(made.slice(1))
  expect(await references('priority=P1&priority=P2&state=new')).toEqual([made[2]])
  expect(
    await references(`assignee=none&requester=${c.ben.id}&team=${c.team_id}&category=${c.category_id}`),
  ).toHaveLength(5)
  expect(await references(`assignee=me&organisation=${c.short}`)).toEqual([])
  const wrong = await staff.get('/cases?limit=0&after=x&colour=red&state=odd&logged_since=monday')
  const pointers = wrong.json.errors.map((one: { in: string; pointer: string }) => `${one.in}${one.pointer}`).sort()
  expect([wrong.status, pointers]).toEqual([
    422,
    ['query/colour', 'query/limit', 'query/logged_since', 'query/state/0'],
  ])
  expect((await staff.get('/cases?after=x')).json.errors[0].pointer).toBe('/after')
})

test('a reply with an idempotency key is sent once', async () => {
  const { c, reference, staff } = await desk()
  const key = { 'idempotency-key': 'reply-1' }
  const send = () => staff.post(`/cases/${reference}/replies`, { body: 'On our way.' }, key)
  const answers = await Promise.all([send(), send()])
  expect(answers.map(({ status }) => status)).toEqual([201, 201])
  expect(answers[0]!.json).toEqual(answers[1]!.json)
  await staff.post(`/cases/${reference}/close`, {})
  expect((await send()).headers.get('idempotency-replayed')).toBe('true')
  const said = (await staff.get(`/cases/${reference}/story`)).json.messages
  expect(said).toHaveLength(2)
  expect(c.organisation_id).toBeTruthy()
})

test('a requester finds words in their own cases, and never in notes', async () => {
  const { reference, staff, asker, c } = await desk()
  await staff.post(`/cases/${reference}/notes`, { body: 'Suspicious pyromania' })
  await c.givenCase({ requester_id: c.dilys.id, subject: 'Smoke in the hall' })
  expect((await asker.get('/search?q=pyromania')).json.found).toEqual([])
  expect((await staff.get('/search?q=pyromania')).json.found).toHaveLength(1)
  expect((await asker.get('/search?q=smoke')).json.found).toMatchObject([{ reference }])
})

test('a program asks what is around it', async () => {
  const { c, staff, asker } = await desk()
  expect((await asker.get('/me')).json).toMatchObject({
    id: c.ben.id,
    permissions: { 'cases.ask': [c.organisation_id] },
  })
  expect((await staff.get('/organisations')).json.organisations).toMatchObject([{ short_name: c.short }])
  const teams = (await staff.get('/teams')).json.teams
  expect(teams.map((one: { id: string }) => one.id)).toContain(c.team_id)
  expect((await staff.get(`/categories?organisation=${c.short}`)).json.categories).toMatchObject([{ path: 'Hardware' }])
  expect((await staff.get('/people?q=dil')).json.people).toMatchObject([{ name: 'Dilys Morgan' }])
})
