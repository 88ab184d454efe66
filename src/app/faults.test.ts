/*
 * Abuse case 21: a guard whose question fails says no. Every route that refuses somebody is asked again while each of its statements in
 * turn takes too long, loses its connection, meets a deadlock or calls what is not there: whatever is answered, it is a refusal or a
 * fault that is logged, and never what they may not have.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createWeb } from '#app/web.ts'
import { connect } from '#platform/database/connect.ts'
import { log } from '#platform/log.ts'
import { PERMISSIONS } from '#rooms/people/index.ts'
import { type Client, clientFor } from '#testing/client.ts'
import { type Council, council, hub, owner } from '#testing/council.tsx'
import { databaseUrl } from '#testing/database.ts'
import { directoryToken } from '#testing/directory.ts'
import { FAULTS, type Fault, faulty, type Plan } from '#testing/faulty.ts'
import { within } from '#testing/hostile.ts'
import { type Identifiers, MARK, marked } from '#testing/marked.ts'
import { placeFor } from '#testing/places.ts'
import { programFor } from '#testing/program.ts'

const real = connect(databaseUrl, { max: 3 })
let plan: Plan | undefined
const assets = { script: '', style: '' }
const web = createWeb({ db: faulty(real, () => plan), hub, assets, apiRate: 1_000_000 })
const { routes } = web

/** What a process remembers of who is asking would save it the question: each asking comes when that is forgotten. */
const clock = Date.now.bind(Date)
let later = 0
const FORGOTTEN_MS = 2001
vi.spyOn(Date, 'now').mockImplementation(() => clock() + later)

let a: Council
let b: Council
let theirs: Identifiers
beforeAll(async () => {
  a = await council()
  b = await council()
  theirs = await marked(b)
})
afterAll(() => real.close())

const logged = vi.spyOn(log, 'error')

interface Asking {
  readonly what: string
  ask(): Promise<Response>
}

const asPerson = (cookie: string): Client => clientFor(web, cookie)

const placeHere = (path: string) => placeFor(path, theirs)

const unique = (method: string) => [
  ...new Set(routes.filter(route => route.method === method && !route.path.includes('*')).map(({ path }) => path)),
]

/** How many statements a request asks, and what it is answered when none fails. */
async function soundly({ ask }: Asking) {
  later += FORGOTTEN_MS
  plan = { at: -1, fault: 'timeout', asked: 0, texts: [] }
  const answer = await ask()
  return { status: answer.status, statements: plan.texts }
}

async function tried(asking: Asking, fault: Fault, at: number): Promise<string | undefined> {
  plan = { at, fault, asked: 0, texts: [] }
  later += FORGOTTEN_MS
  logged.mockClear()
  const answer = await within(3000, asking.what, asking.ask())
  const text = await answer.text()
  const where = `${asking.what}: statement ${at} ${fault}: ${answer.status}`
  if (text.includes(MARK)) return `${where} shows what is theirs`
  if (answer.status < 400 && !answer.headers.get('location')?.startsWith('/sign-in')) return `${where} lets in`
  if (answer.status >= 500 && logged.mock.calls.length === 0) return `${where} and nothing is logged`
  return undefined
}

/** Many routes ask the same: who is asking, and what frames a page. Each question fails so often in each way, and no oftener. */
const MOST_OF_ONE = process.env.FAULTS === 'all' ? Number.POSITIVE_INFINITY : 2
const failures = new Map<string, number>()

/** The faults that a statement is still to meet: a different one from place to place. */
function faultsFor(statement: string): readonly Fault[] {
  if (MOST_OF_ONE === Number.POSITIVE_INFINITY) return FAULTS
  const before = failures.get(statement) ?? 0
  failures.set(statement, before + 1)
  return before < MOST_OF_ONE * FAULTS.length ? [FAULTS[before % FAULTS.length]!] : []
}

/** Of what is refused, each statement fails; with FAULTS=all every one at every place in every way. */
async function wrongOf(askings: Iterable<Asking>) {
  const wrong: string[] = []
  let tries = 0
  failures.clear()
  for (const asking of askings) {
    const { status, statements } = await soundly(asking)
    if (status < 400 && !(status === 303 && asking.what.includes('nobody'))) continue
    for (const [at, statement] of statements.entries())
      for (const fault of faultsFor(statement)) {
        const found = await tried(asking, fault, at)
        if (found) wrong.push(found)
        tries++
      }
  }
  plan = undefined
  return { wrong, tries }
}

test('no page and no form lets anybody at what is another council’s', { timeout: 300_000 }, async () => {
  const { cookie } = a.farah
  const pages = unique('GET').filter(path => !/^\/(api|live|scim)/.test(path))
  const forms = unique('POST').filter(path => !/^\/(api|scim|sign-out)/.test(path))
  const askings = [
    ...pages.map(placeHere).map(at => ({ what: `GET ${at}`, ask: () => asPerson(cookie).get(at) })),
    ...forms.map(placeHere).map(at => ({ what: `POST ${at}`, ask: () => asPerson(cookie).post(at) })),
  ]
  const { wrong, tries } = await wrongOf(askings)
  expect(wrong).toEqual([])
  expect(tries).toBeGreaterThan(200)
})

test('no operation, of a program’s or a directory’s, does either', { timeout: 120_000 }, async () => {
  const { secret } = await programFor(a.asha, PERMISSIONS)
  const directory = await directoryToken(a)
  const asked = (method: string, token: string) => (at: string) => ({
    what: `${method} ${at}`,
    ask: async () =>
      web.request(`http://localhost${at}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'if-match': '*' },
        ...(method === 'GET' || method === 'DELETE' ? {} : { body: '{}' }),
      }),
  })
  const askings = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].flatMap(method => [
    ...unique(method)
      .filter(path => path.startsWith('/api/v1'))
      .map(placeHere)
      .map(asked(method, secret)),
    ...unique(method)
      .filter(path => path.startsWith('/scim'))
      .map(placeHere)
      .map(asked(method, directory)),
  ])
  const { wrong, tries } = await wrongOf(askings)
  expect(wrong).toEqual([])
  expect(tries).toBeGreaterThan(50)
})

test('nobody is taken for somebody: no session, one that ended, a role too little', {
  timeout: 120_000,
}, async () => {
  const left = await council()
  await owner.query('update people.persons set active = false where id = $1', [left.asha.id])
  const places = [
    '/queue/all',
    `/admin/organisations/${b.organisation_id}/people`,
    '/reports',
    '/audit',
    '/account',
    `/cases/${theirs.reference}`,
  ]
  const askings = places.flatMap(at => [
    { what: `GET ${at} by nobody`, ask: () => asPerson('').get(at) },
    { what: `GET ${at} by nobody any more`, ask: () => asPerson(left.asha.cookie).get(at) },
    { what: `GET ${at} by a requester`, ask: () => asPerson(a.ben.cookie).get(at) },
  ])
  const { wrong, tries } = await wrongOf(askings)
  expect(wrong).toEqual([])
  expect(tries).toBeGreaterThan(8)
})

test('with no database at all, nothing is answered but that there is a problem', async () => {
  const gone = connect('postgres://nobody@127.0.0.1:1/none', { max: 1 })
  const client = clientFor(createWeb({ db: gone, hub, assets }), b.asha.cookie)
  for (const at of ['/queue/all', `/cases/${theirs.reference}`, '/account']) {
    const answer = await client.get(at)
    expect(answer.status).toBeGreaterThanOrEqual(500)
    expect(await answer.text()).not.toContain(MARK)
  }
  await gone.close()
})

test('a guard that waits too long for a lock says no, and yes again when it is free', { timeout: 30_000 }, async () => {
  const impatient = connect(
    `${databaseUrl}?options=${encodeURIComponent('-c role=moothall_app -c statement_timeout=300')}`,
  )
  const asha = () => clientFor(createWeb({ db: impatient, hub, assets }), b.asha.cookie)
  const holder = await owner.connect()
  try {
    await holder.query('begin; lock table people.sessions in access exclusive mode')
    const answer = await asha().get(`/cases/${theirs.reference}`)
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain(MARK)
  } finally {
    await holder.query('rollback')
    holder.release()
  }
  expect((await asha().get(`/cases/${theirs.reference}`)).status).toBe(200)
  await impatient.close()
})
