/*
 * npm run bench [-- --sizes 10000,100000,1000000 --seconds 4 --data FOLDER --only create,pages]
 *
 * Fills a durable PostgreSQL of its own, starts the product as an operator would, and asks it over real HTTP from another process's
 * point of view. Floors are measured in the same run. Prints Markdown.
 */
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { type Cluster, filled, openCluster } from './cluster.ts'
import { type Answer, load, type Measured, once } from './driver.ts'
import { pgbench } from './pgbench.ts'
import { processorTime } from './processor-time.ts'
import { type Credentials, credentials, type Server, startServer } from './product.ts'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000' },
    seconds: { type: 'string', default: '4' },
    data: { type: 'string', default: path.join(tmpdir(), 'moothall-bench') },
    only: { type: 'string', default: 'create,reply,pages,memory' },
    port: { type: 'string', default: '54777' },
  },
})
const seconds = Number(values.seconds)
const only = values.only.split(',')
const print = (line: string) => console.log(line)

interface Timed extends Measured {
  readonly server_ms: number
  readonly database_ms: number
}

/** A load with the processor time each answer cost, of the server and of the database. */
async function timed(cluster: Cluster, server: Server, options: Parameters<typeof load>[1]): Promise<Timed> {
  await load(server.port, { ...options, seconds: 1 })
  const [serverBefore, databaseBefore] = [server.used(), processorTime(cluster.pid)]
  const measured = await load(server.port, options)
  const each = (ms: number) => Math.round((ms / measured.answers) * 100) / 100
  return {
    ...measured,
    server_ms: each(server.used() - serverBefore),
    database_ms: each(processorTime(cluster.pid) - databaseBefore),
  }
}

const row = (name: string, m: Timed) =>
  `| ${name} | ${m.callers} | ${m.perSecond} | ${m.p50} | ${m.p95} | ${m.p99} | ${m.server_ms} + ${m.database_ms} |`
const HEAD = [
  '| what | callers | per second | p50 ms | p95 ms | p99 ms | processor ms: server + database |',
  '|---|---|---|---|---|---|---|',
]

const created = (answer: Answer) => answer.status === 201
const bodyOf = (who: Credentials) => (n: number) =>
  JSON.stringify({
    ...{ subject: `Printer on fire ${n}`, description: 'There is smoke coming out of it and people have gone home.' },
    ...{ requester: who.requester, organisation: who.organisation_id, category: who.category },
  })

// The words after `exec node` of `npm start`: what is measured is what an operator runs.
const asNpmStart: string[] = JSON.parse(readFileSync('package.json', 'utf8')).scripts.start.split(' ').slice(2)

function startProduct(cluster: Cluster, name: string, port: number) {
  const environment = { DATABASE_URL: cluster.url(name), API_RATE: '1000000' }
  return startServer(port, asNpmStart, environment, 'is ready at')
}

async function count(url: string): Promise<number> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query('select count(*) from cases.cases')
  await client.end()
  return Number(rows[0].count)
}

async function benchCreate(cluster: Cluster, name: string, server: Server, who: Credentials) {
  print(`\n## Logging a case through the API, ${name}\n`)
  for (const line of HEAD) print(line)
  const bare = await startServer(
    server.port + 1,
    ['bench/bare-server.ts', cluster.url(name), String(server.port + 1)],
    {},
    'ready',
  )
  const ratios: string[] = []
  for (const callers of [1, 8, 32]) {
    const before = await count(cluster.url(name))
    const call = (n: number) => ({
      method: 'POST' as const,
      path: '/api/v1/cases',
      headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/json' },
      body: bodyOf(who)(n),
    })
    let acknowledged = 0
    const check = (answer: Answer) => created(answer) && ++acknowledged > 0
    const ours = await timed(cluster, server, { callers, seconds, call, check })
    print(row('Moothall', ours))
    const stored = (await count(cluster.url(name))) - before
    const floor = await timed(cluster, bare, { callers, seconds, call, check: created })
    print(row('bare Node, one durable statement', floor))
    const raw = pgbench(cluster.url(name), callers, seconds)
    if (raw) print(`| pgbench, one equivalent statement | ${callers} | ${raw.perSecond} | | | | |`)
    const against = (other: number | undefined) =>
      other ? `${Math.round((ours.perSecond / other) * 100)}%` : 'not measured'
    ratios.push(
      `- ${callers} callers: ${against(floor.perSecond)} of bare Node, ${against(raw?.perSecond)} of pgbench; stored minus acknowledged: ${stored - acknowledged}`,
    )
  }
  await bare.stop()
  print(`\n${ratios.join('\n')}`)
}

async function benchReply(cluster: Cluster, name: string, server: Server, who: Credentials) {
  print(`\n## Answering through the API, ${name}\n`)
  for (const line of HEAD) print(line)
  for (const callers of [1, 8]) {
    const call = (n: number) => ({
      method: 'POST' as const,
      path: `/api/v1/cases/${who.references[n % who.references.length]}/replies`,
      headers: { authorization: `Bearer ${who.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ body: 'We are on our way.' }),
    })
    print(row('Moothall', await timed(cluster, server, { callers, seconds, call, check: created })))
  }
}

const PAGES: [
  name: string,
  path: (who: Credentials, n: number) => string,
  has: (who: Credentials, n: number) => string,
][] = [
  ['team queue', () => '/queue/team-3', () => 'queue'],
  ['whole queue', () => '/queue/all', () => 'queue'],
  [
    'case page',
    (who, n) => `/cases/${who.references[n % who.references.length]}`,
    (who, n) => who.references[n % who.references.length]!,
  ],
  ['search, rare word', () => '/search?q=heliotrope', () => 'heliotrope'],
  ['search, middling word', () => '/search?q=periwinkle', () => 'periwinkle'],
  ['search, common word', () => '/search?q=printer', () => 'printer'],
  ['search, no such word', () => '/search?q=xylophone', () => 'Nothing found'],
]

async function benchPages(cluster: Cluster, name: string, server: Server, who: Credentials) {
  print(`\n## Pages as a signed-in analyst who sees all twenty organisations, ${name}\n`)
  for (const line of HEAD) print(line)
  const headers = { cookie: `moothall_session=${who.session}` }
  for (const [page, pathOf, has] of PAGES) {
    const probe = await once(server.port, { path: pathOf(who, 0), headers })
    if (probe.status !== 200) {
      print(`| ${page} | answered ${probe.status} | | | | | |`)
      continue
    }
    const call = (n: number) => ({ path: pathOf(who, n), headers })
    const check = (answer: Answer) => answer.status === 200 && answer.text.includes(has(who, 0).slice(0, 2))
    print(row(page, await timed(cluster, server, { callers: 1, seconds, call, check })))
  }
}

const cluster = await openCluster(values.data, Number(values.port))
let port = 3300
try {
  for (const size of values.sizes.split(',').map(Number)) {
    const name = `moothall_${size}`
    const took = await filled(cluster, name, size)
    if (took) print(`Filled ${size.toLocaleString('en-GB')} cases in ${took} s.`)
    const first = await startProduct(cluster, name, port)
    await first.stop()
    const server = await startProduct(cluster, name, ++port)
    const page = await once(server.port, { path: '/sign-in' })
    if (page.status !== 200) throw new Error(`The sign-in page answered ${page.status}`)
    const idle = server.memory()
    const who = await credentials(cluster.url(name))
    if (only.includes('pages')) await benchPages(cluster, name, server, who)
    if (only.includes('reply')) await benchReply(cluster, name, server, who)
    if (only.includes('create')) await benchCreate(cluster, name, server, who)
    if (only.includes('memory'))
      print(
        `\nStart to ready on this database: ${server.readyAfter} ms. Memory of web and worker: ${idle} MB idle, ${server.memory()} MB after the load.`,
      )
    await server.stop()
    port += 10
  }
} finally {
  await cluster.stop()
}
