/*
 * node bench/escalations.ts [--clocks 100000 --thresholds 3000 --seconds 180 --data FOLDER --port 54788]: after `npm run build`.
 *
 * So many running clocks, of which some pass a threshold in the next minutes, planned and told by the product as `npm start` runs it: how
 * long planning all of them takes, and how late each threshold is told (clock semantics 18: 99 in 100 within 30 seconds).
 */
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { prepareDatabase } from '../src/platform/database/prepare.ts'
import { openCluster } from './cluster.ts'
import { startServer } from './product.ts'
import { print } from './report.ts'

const { values } = parseArgs({
  options: {
    clocks: { type: 'string', default: '100000' },
    thresholds: { type: 'string', default: '3000' },
    seconds: { type: 'string', default: '180' },
    data: { type: 'string', default: path.join(tmpdir(), 'moothall-bench-escalations') },
    port: { type: 'string', default: '54788' },
  },
})
const [clocks, thresholds, seconds] = [values.clocks, values.thresholds, values.seconds].map(Number) as [
  number,
  number,
  number,
]
const GRACE_S = 90

const fillWith = (file: string) =>
  readFileSync(path.resolve('bench', file), 'utf8')
    .replaceAll('$CLOCKS', String(clocks))
    .replaceAll('$SOON', String(thresholds))
    .replaceAll('$SECONDS', String(seconds))

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

const cluster = await openCluster(values.data, Number(values.port))
try {
  const admin = new pg.Client(cluster.url('postgres'))
  await admin.connect()
  await admin.query('drop database if exists moothall_escalations')
  await admin.query('create database moothall_escalations')
  await admin.end()
  const url = cluster.url('moothall_escalations')
  await prepareDatabase(url, path.resolve('database'))
  const client = new pg.Client(url)
  await client.connect()
  await client.query(fillWith('recompute.sql'))
  await client.query('vacuum analyze')
  await client.query(fillWith('escalations.sql'))
  const words: string[] = JSON.parse(readFileSync('package.json', 'utf8')).scripts.start.split(' ').slice(2)
  const server = await startServer(3391, words, { DATABASE_URL: url }, 'is ready at')
  const count = async (text: string) =>
    Number((await client.query<{ n: string }>(`select count(*) as n ${text}`)).rows[0]!.n)
  const started = performance.now()
  while ((await count(`from cases.case_clocks where escalate_at = '-infinity'`)) > 0) await pause(500)
  const planned = (performance.now() - started) / 1000
  const until = Date.now() + (30 + seconds + GRACE_S) * 1000
  while (Date.now() < until && (await count('from cases.escalations')) < thresholds) await pause(1000)
  const { rows } = await client.query<{ told: number; half: number; most: number; all: number }>(`
    select count(*)::int as told, percentile_cont(0.5) within group (order by late) as half, percentile_cont(0.99) within group (order by late) as most,
      max(late) as all
    from (select extract(epoch from fired_at - planned_at)::float8 as late from cases.escalations) e`)
  const { told, half, most, all } = rows[0]!
  if (told !== thresholds) throw new Error(`${told} of ${thresholds} thresholds were told`)
  print(`${clocks.toLocaleString('en-GB')} running clocks planned in ${planned.toFixed(1)} s after the start.`)
  print(
    `${thresholds.toLocaleString('en-GB')} thresholds in ${seconds} s: half told within ${half.toFixed(2)} s, 99 in 100 within ${most.toFixed(2)} s, the last ${all.toFixed(2)} s late.`,
  )
  await server.stop()
  await client.end()
} finally {
  await cluster.stop()
}
