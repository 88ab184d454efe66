/*
 * Every route there is, asked by everybody there is, about what is somebody else's (abuse cases 16 and 17). The answer is the one that
 * nothing at all would get, so that nobody learns even that the thing exists; and a text that only the other council has is in no answer.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/database/id.ts'
import { PERMISSIONS, ROLES } from '#rooms/people/index.ts'
import { CAST, CAST_NAMES, type CastName } from '#testing/cast.ts'
import { app, type Council, council, type Member, owner } from '#testing/council.tsx'
import { directoryToken, directoryWith } from '#testing/directory.ts'
import { joiner } from '#testing/joiner.ts'
import { type Identifiers, KINDS, MARK, marked, NOTHING } from '#testing/marked.ts'
import { fieldsFor } from '#testing/named-fields.ts'
import { programFor } from '#testing/program.ts'

interface Route {
  readonly method: string
  readonly path: string
}

const routes: Route[] = [
  ...new Map(
    app.routes
      .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
      .map(({ method, path }) => [`${method} ${path}`, { method, path }]),
  ).values(),
]
const pages = routes.filter(({ path }) => !path.startsWith('/api/v1') && !/^\/(live|sign-|scim)/.test(path))
const directories = routes.filter(({ path }) => path.startsWith('/scim/'))
const operations = routes.filter(({ path }) => path.startsWith('/api/v1'))

/** A place with each of its gaps filled: a gap called `id` once with every kind of thing. */
function placesFor({ path }: Route, ids: Identifiers): string[] {
  // A gap has the name of a kind, or stands for any.
  const filled = path.replace(/:(\w+)/g, (gap, name: keyof Identifiers) => ids[name] ?? gap).replace(':what', 'assign')
  return filled.includes(':id') ? KINDS.map(kind => filled.replace(':id', ids[kind])) : [filled]
}

const ordinary = {
  ...{ body: 'Hello', title: 'Hello', name: 'Hello', kind: 'related_to', state: 'done', direction: 'up', version: '1' },
  ...{
    impact: '2',
    urgency: '2',
    channel: 'telephone',
    reason: 'supplier',
    note: 'Hello',
    email: 'new@nowhere.example',
  },
}

const bodyFor = ({ path }: Route, ids: Identifiers) =>
  path.endsWith('/cases')
    ? {
        organisation_id: ids.organisation,
        requester_id: ids.requester,
        subject: 'Hello',
        body: 'Hello',
        channel: 'api',
      }
    : { team_id: ids.team, assignee_id: ids.person }

/** What a directory sends, naming what is another's wherever it can. */
function directoryBody({ method, path }: Route, { person, directory_group }: Identifiers) {
  const member = { op: 'add', path: 'members', value: [{ value: person }] }
  if (method === 'PATCH') return { Operations: [member] }
  const bulk = [`/Users/${person}`, `/Groups/${directory_group}`].map(place => ({ method: 'DELETE', path: place }))
  if (path.endsWith('/Bulk')) return { Operations: bulk }
  const manager = { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value: person } } }
  return { userName: `u-${newId()}`, displayName: `g-${newId()}`, members: [{ value: person }], ...manager }
}

/** What an answer says, without what differs between any two askings. */
async function said(response: Response, ids: Identifiers): Promise<string> {
  let text = `${response.status} ${response.headers.get('location') ?? ''}\n${await response.text()}`
  for (const id of Object.values(ids)) text = text.replaceAll(id, '‹id›').replaceAll(encodeURIComponent(id), '‹id›')
  return (
    text
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '‹any›')
      .replace(/\b[0-9a-f]{8}\b/g, '‹any›')
      // When a form was opened stands in it.
      .replace(/\d{4}-\d\d-\d\dT\d\d(:|%3A)\d\d(:|%3A)\d\d\.\d{3}Z/g, '‹now›')
  )
}

let a: Council
let b: Council
let theirs: Identifiers
let before: string
/** Made at once: a while later whoever makes it would have to show again who they are. */
let directory: ReturnType<typeof directoryWith>

/** All that the other council has, as one text. */
async function stateOf(c: Council): Promise<string> {
  const tables = [
    'cases.cases',
    'cases.messages',
    'cases.tasks',
    'cases.saved_views',
    'content.templates',
    'people.teams',
    'people.persons',
    'people.directory_users',
    'people.directory_groups',
    'people.directory_group_members',
    'channels.sent_messages',
    'channels.suppressed_addresses',
  ]
  const all = tables.map(table => `select to_jsonb(t)::text as row from ${table} t where organisation_id = $1`)
  const { rows } = await owner.query(`${all.join(' union all ')} order by 1`, [c.organisation_id])
  return JSON.stringify(rows)
}

beforeAll(async () => {
  a = await council()
  b = await council()
  theirs = await marked(b)
  directory = directoryWith(await directoryToken(a))
  await a.givenCase()
  before = await stateOf(b)
})

async function ask(who: Member, { method }: Route, place: string, ids: Identifiers): Promise<string> {
  const fields = fieldsFor(ids)
  if (method !== 'GET') return said(await who.post(place, { ...ordinary, ...fields }), ids)
  const bare = await said(await who.get(place), ids)
  return bare + (await said(await who.get(`${place}?${new URLSearchParams(fields)}`), ids))
}

/** How far the walk went, said at its end: routes by those who asked, and places with an identifier of every kind in each gap. */
const walked = { routes: new Set<string>(), places: 0, answers: 0 }

async function compare(route: Route, asking: (place: string, ids: Identifiers) => Promise<string>): Promise<string[]> {
  const wrong: string[] = []
  walked.routes.add(`${route.method} ${route.path}`)
  const nowhere = placesFor(route, NOTHING)
  for (const [at, place] of placesFor(route, theirs).entries()) {
    const nothing = await asking(nowhere[at]!, NOTHING)
    const something = await asking(place, theirs)
    walked.places++
    walked.answers += 2
    const leaks = something.includes(MARK)
    if (leaks || (nothing.startsWith('4') && nothing !== something)) {
      wrong.push(
        `${route.method} ${place}: ${leaks ? 'shows what is theirs' : 'differs'}: ${nothing.slice(0, 40)} / ${something.slice(0, 40)}`,
      )
    }
  }
  return wrong
}

/** The cast, and somebody in each role that nobody of the cast has. */
const ASKING = [...CAST_NAMES, ...ROLES.filter(role => !CAST_NAMES.some(name => CAST[name].role === role))]

const asking = (name: string): Promise<Member> =>
  CAST_NAMES.some(one => one === name) ? Promise.resolve(a[name as CastName]) : joiner(a, name)

describe.each(ASKING)('%s of one council, asking about another', name => {
  test('learns from no page that anything is there', { timeout: 240_000 }, async () => {
    const wrong: string[] = []
    const who = await asking(name)
    for (const route of pages) wrong.push(...(await compare(route, (place, ids) => ask(who, route, place, ids))))
    expect(wrong).toEqual([])
  })

  test('learns it from no operation either', { timeout: 240_000 }, async () => {
    const program = await programFor(await asking(name), PERMISSIONS)
    const wrong: string[] = []
    for (const route of operations)
      wrong.push(
        ...(await compare(route, async (place, ids) => {
          const query = route.method === 'GET' ? `?${new URLSearchParams(fieldsFor(ids))}` : ''
          const body = route.method === 'GET' ? undefined : bodyFor(route, ids)
          const got = await program.send(route.method, place.slice('/api/v1'.length) + query, body)
          return said(new Response(JSON.stringify(got.json), { status: got.status }), ids)
        })),
      )
    expect(wrong).toEqual([])
  })
})

test('a directory learns as little about another council', { timeout: 240_000 }, async () => {
  const { send } = directory
  const wrong: string[] = []
  for (const route of directories)
    wrong.push(
      ...(await compare(route, async (place, ids) => {
        const filter = new URLSearchParams({ filter: `id eq "${ids.person}" or displayName co "${MARK}"` })
        const query = route.method === 'GET' ? `?${filter}` : ''
        const body = route.method === 'GET' ? undefined : directoryBody(route, ids)
        const { status, json } = await send(route.method, place.slice('/scim/v2'.length) + query, body)
        return said(new Response(JSON.stringify(json), { status }), ids)
      })),
    )
  expect(directories.length).toBeGreaterThan(15)
  expect(wrong).toEqual([])
})

test('the walk is of every route there is, by every role, and it says how far it went', () => {
  const left = routes.filter(({ method, path }) => !walked.routes.has(`${method} ${path}`)).map(({ path }) => path)
  // Open streams have tests of their own (rooms/people/roles/ends.test.tsx); signing in and out is for whoever has no identity yet.
  expect(left.filter(path => !/^\/(live|sign-)/.test(path))).toEqual([])
  const { places, answers } = walked
  const said = `${walked.routes.size} routes × ${ASKING.length} roles and a directory × ${KINDS.length + 2} kinds of identifier`
  process.stdout.write(`Isolation walk: ${said}: ${places} places, ${answers} answers compared\n`)
})

/** Their own council's name stands around every page. */
const withoutFrame = (page: string) => page.replaceAll(/<title>.*?<\/title>|<header[\s\S]*?<\/header>|<body[^>]*>/g, '')

test('a requester learns as little about another requester of their own council', { timeout: 240_000 }, async () => {
  // Nobody's staff role reaches the requester's pages, so she is left with none.
  await owner.query(`delete from people.role_assignments where person_id = $1 and role <> 'requester'`, [b.dilys.id])
  // What may be asked for is the council's own, and hers to see.
  const asked = pages.filter(({ path }) => /^\/(requests|files)/.test(path) && !path.startsWith('/requests/new'))
  const wrong: string[] = []
  for (const route of asked)
    wrong.push(...(await compare(route, async (place, ids) => withoutFrame(await ask(b.dilys, route, place, ids)))))
  expect(asked.length).toBeGreaterThan(10)
  expect(wrong).toEqual([])
})

test('and the requester of it sees the answer and its file, and neither the note nor its file', async () => {
  const page = await b.ben.page(`/requests/${theirs.reference}`)
  expect(page).toContain(theirs.file)
  expect(page).not.toContain(theirs.note_file)
  expect(page).not.toContain('SECRET')
  expect((await b.ben.get(`/files/${theirs.file}`)).status).toBe(200)
  expect((await b.ben.get(`/files/${theirs.note_file}`)).status).toBe(404)
})

test('all the while nothing of theirs has changed, and their own people see it everywhere', {
  timeout: 240_000,
}, async () => {
  expect(await stateOf(b)).toBe(before)
  const people = [b.asha, b.farah, b.evan]
  const seen = new Set<string>()
  for (const route of pages.filter(({ method }) => method === 'GET'))
    for (const place of placesFor(route, theirs))
      for (const person of people) if ((await person.page(place)).includes(MARK)) seen.add(route.path)
  expect(seen.size).toBeGreaterThan(35)
})
