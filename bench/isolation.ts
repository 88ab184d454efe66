/*
 * node bench/isolation.ts [--cases 1000000 --rounds 3 --data FOLDER --port 54807]: after `npm run build`.
 *
 * What keeping twenty organisations apart costs the pages of somebody who works for all of them, and so is shown the same either way:
 * one server and one database, with row-level security on every table and without, in turn. (Decision 5.)
 */
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { filled, openCluster } from './cluster.ts'
import { benchPages } from './pages.ts'
import { credentials, startServer } from './product.ts'
import { print } from './report.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
    data: { type: 'string', default: path.join(tmpdir(), 'moothall-bench-isolation') },
    port: { type: 'string', default: '54807' },
  },
})
const words: string[] = JSON.parse(readFileSync('package.json', 'utf8')).scripts.start.split(' ').slice(2)
const name = `moothall_${values.cases}`

const cluster = await openCluster(values.data, Number(values.port))
try {
  await filled(cluster, name, Number(values.cases))
  const client = new pg.Client(cluster.url(name))
  await client.connect()
  client.on('error', error => print(error.message))
  const who = await credentials(cluster.url(name))
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and c.relforcerowsecurity order by 1`,
  )
  const isolate = async (way: 'enable' | 'disable') => {
    for (const table of tables) await client.query(`alter table ${table.name} ${way} row level security`)
  }
  await isolate('enable')
  const server = await startServer(
    3407,
    words,
    { DATABASE_URL: cluster.url(name), API_RATE: '1000000', PAGE_RATE: '1000000' },
    'is ready at',
  )
  const medians = { with: new Map<string, number[]>(), without: new Map<string, number[]>() }
  for (let round = 0; round < Number(values.rounds); round += 1) {
    await benchPages(cluster, `isolated, round ${round}`, server, who, { seconds: 4, medians: medians.with })
    await isolate('disable')
    await benchPages(cluster, `not isolated, round ${round}`, server, who, { seconds: 4, medians: medians.without })
    await isolate('enable')
  }
  print(`\n${tables.length} tables, ${values.cases} cases of 20 organisations\n`)
  print('| page | without, ms | with, ms | of the best |\n|---|---|---|---|')
  for (const [page, them] of medians.with) {
    const bare = medians.without.get(page) ?? []
    const more = (Math.min(...them) / Math.min(...bare) - 1) * 100
    print(`| ${page} | ${bare.join(', ')} | ${them.join(', ')} | ${more.toFixed(1)} % |`)
  }
  await server.stop()
  await client.end()
} finally {
  await cluster.stop()
}
