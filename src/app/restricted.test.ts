/*
 * Every route there is, asked by everybody of one council who is not named, about a restricted case of that same council. The answer is
 * the one that a case that does not exist would get, and what stands in it is in no answer (abuse case 23).
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { PERMISSIONS } from '#rooms/people/index.ts'
import { app, type Council, council, type Member, owner } from '#testing/council.tsx'
import { answerWith } from '#testing/files.ts'
import { joiner } from '#testing/joiner.ts'
import { NOTHING } from '#testing/marked.ts'
import { programFor } from '#testing/program.ts'

const MARK = 'ZQX-RESTRICTED'
const NOT_NAMED = ['asha', 'evan', 'farah', 'dilys'] as const
/** Those who lead its very team, and might restrict it themselves. */
const LEADS = ['team_lead', 'major_incident_manager'] as const
type Ids = Readonly<Record<'reference' | 'case' | 'task' | 'message' | 'file' | 'note_file', string>>

let c: Council
let hidden: Ids
let before: string
const who = new Map<string, Member>()

const nothing: Ids = {
  ...{ reference: NOTHING.reference, case: NOTHING.case, task: NOTHING.task },
  ...{ message: NOTHING.message, file: NOTHING.file, note_file: NOTHING.note_file },
}
const routes = [
  ...new Map(
    app.routes
      .filter(({ method, path }) => method !== 'ALL' && !path.includes('*') && !/^\/(live|sign-)/.test(path))
      .map(({ method, path }) => [`${method} ${path}`, { method, path }]),
  ).values(),
]

/** Each place a route has for a case: its gaps filled with the case's own things, `id` once with every kind of them. */
function placesFor(path: string, ids: Ids): string[] {
  const filled = path
    .replace(':what', 'assign')
    .replace(/:(\w+)/g, (gap, name: string) =>
      name === 'id' ? gap : ((ids as Record<string, string>)[name] ?? 'none'),
    )
  return filled.includes(':id') ? Object.values(ids).map(id => filled.replaceAll(/:id\b/g, id)) : [filled]
}

const fieldsFor = (ids: Ids) => ({
  ...{ body: 'Hello', title: 'Hello', because: 'Hello', undone_because: 'Hello', kind: 'related_to', version: '1' },
  ...{ relation: 'related_to', state: 'done', reason: 'supplier', impact: '2', urgency: '2', subject: 'Hello' },
  ...{ into: ids.reference, other: ids.reference, reference: ids.reference, cases: ids.reference, case: ids.case },
  ...{ case_id: ids.case, message: ids.message, message_id: ids.message, task_id: ids.task, q: ids.reference },
})

async function state(): Promise<string> {
  const { rows } = await owner.query(
    `select to_jsonb(t)::text as row from cases.cases t where id = $1 union all
     select to_jsonb(t)::text from cases.messages t where case_id = $1 union all
     select to_jsonb(t)::text from cases.tasks t where case_id = $1 union all
     select to_jsonb(t)::text from cases.links t where other_case_id = $1 or case_id = $1 union all
     select to_jsonb(t)::text from cases.watchers t where case_id = $1 order by 1`,
    [hidden.case],
  )
  return JSON.stringify(rows)
}

/** What an answer says, without what differs between any two askings. */
async function said(response: Response, ids: Ids): Promise<string> {
  let text = `${response.status} ${response.headers.get('location') ?? ''}\n${await response.text()}`
  for (const id of Object.values(ids)) text = text.replaceAll(id, '‹id›')
  return text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{8}\b/g, '‹any›')
}

async function leading(role: string): Promise<Member> {
  const lead = await joiner(c, role)
  await owner.query(
    'insert into people.team_members (team_id, person_id, organisation_id, leads) values ($1, $2, $3, true)',
    [c.team_id, lead.id, c.organisation_id],
  )
  return lead
}

beforeAll(async () => {
  c = await council()
  for (const name of NOT_NAMED) who.set(name, c[name])
  for (const role of LEADS) who.set(role, await leading(role))
  const { id, reference } = await c.givenCase({ subject: `${MARK} grievance`, body: MARK, location: MARK })
  await c.ben.send(`/requests/${reference}`, answerWith([new File([MARK], `${MARK}.txt`)], MARK))
  await c.chidi.send(`/cases/${reference}/note`, answerWith([new File([MARK], `${MARK}.txt`)], MARK))
  await c.chidi.post(`/cases/${reference}/tasks`, { title: MARK })
  await c.work()
  const other = await c.givenCase()
  await c.chidi.post(`/cases/${other.reference}/links`, { relation: 'related_to', other: reference })
  await c.asha.post(`/cases/${reference}/watch`, {})
  await c.chidi.post(`/cases/${reference}/restriction`, { because: MARK, shown: 'yes' })
  await c.ben.post(`/requests/${reference}`, { body: MARK })
  await c.work()
  const { rows } = await owner.query<{ kind: string; id: string }>(
    `select 'task' as kind, id from cases.tasks where case_id = $1 union all select 'message', id from cases.messages where case_id = $1
     union all select case shown_to when 'staff' then 'note_file' else 'file' end, file_id from cases.attachments where case_id = $1`,
    [id],
  )
  const found = new Map(rows.map(row => [row.kind, row.id]))
  const named = (kind: string) => found.get(kind) ?? ''
  hidden = {
    ...{ reference, case: id, task: named('task'), message: named('message') },
    ...{ file: named('file'), note_file: named('note_file') },
  }
  expect(Object.values(hidden)).not.toContain('')
  before = await state()
})

describe.each([...NOT_NAMED, ...LEADS])('%s, who is not named', name => {
  const ask = async (one: Member, method: string, place: string, ids: Ids) =>
    method === 'GET'
      ? (await said(await one.get(place), ids)) +
        (await said(await one.get(`${place}?${new URLSearchParams(fieldsFor(ids))}`), ids))
      : said(await one.post(place, fieldsFor(ids)), ids)

  test('learns from no page that there is such a case', { timeout: 240_000 }, async () => {
    const wrong: string[] = []
    for (const { method, path } of routes.filter(route => !route.path.startsWith('/api/v1')))
      for (const [at, place] of placesFor(path, hidden).entries()) {
        // What ends the session of who asks, or changes who may do what, is walked elsewhere.
        if (/sign-out|account|roles|viewing|view-as|sessions/.test(path) && method !== 'GET') continue
        const there = await ask(who.get(name)!, method, place, hidden)
        if (there.includes(MARK)) wrong.push(`${method} ${place}: shows it`)
        if (!path.includes(':')) continue
        const nowhere = await ask(who.get(name)!, method, placesFor(path, nothing)[at]!, nothing)
        if (nowhere.startsWith('4') && nowhere !== there)
          wrong.push(`${method} ${place}: ${nowhere.slice(0, 40)} / ${there.slice(0, 40)}`)
      }
    expect(wrong).toEqual([])
  })

  test('learns it from no operation either', { timeout: 120_000 }, async () => {
    const program = await programFor(who.get(name)!, PERMISSIONS)
    const wrong: string[] = []
    for (const { method, path } of routes.filter(route => route.path.startsWith('/api/v1')))
      for (const [at, place] of placesFor(path, hidden).entries()) {
        const answer = async (where: string, ids: Ids) => {
          const query = method === 'GET' ? `?q=${MARK}` : ''
          const got = await program.send(
            method,
            where.slice('/api/v1'.length) + query,
            method === 'GET' ? undefined : {},
          )
          return said(new Response(JSON.stringify(got.json), { status: got.status }), ids)
        }
        const there = await answer(place, hidden)
        // What was looked for is said again.
        if (there.replaceAll(`q=${MARK}`, '').includes(MARK)) wrong.push(`${method} ${place}: shows it`)
        if (!path.includes(':')) continue
        const nowhere = await answer(placesFor(path, nothing)[at]!, nothing)
        if (nowhere.startsWith('4') && nowhere !== there) wrong.push(`${method} ${place}: differs`)
      }
    expect(wrong).toEqual([])
  })
})

test('all the while nothing of it has changed, and whoever is named sees it everywhere', async () => {
  expect(await state()).toBe(before)
  const seen = new Set<string>()
  for (const { path } of routes.filter(({ method, path }) => method === 'GET' && !path.startsWith('/api/v1')))
    for (const place of placesFor(path, hidden)) if ((await c.chidi.page(place)).includes(MARK)) seen.add(path)
  expect(seen.size).toBeGreaterThan(15)
})
