import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { startPostgres } from '../scripts/postgres.mjs'
import { prepareDatabase } from '../src/platform/database/prepare.ts'

export interface Cluster {
  readonly port: number
  readonly pid: number
  url(database: string): string
  stop(): Promise<void>
}

/** A durable PostgreSQL of our own, with memory as an operator would give it. Kept between runs, so that filling is done once. */
export async function openCluster(folder: string, port: number): Promise<Cluster> {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  const databaseDir = path.join(folder, 'data')
  const flags = ['shared_buffers=2GB', 'work_mem=16MB', 'max_wal_size=4GB', 'random_page_cost=1.1', 'jit=off']
  const postgres = await startPostgres({ databaseDir, port, flags })
  const client = new pg.Client(postgres.url)
  await client.connect()
  const { rows } = await client.query('select pg_backend_pid() as pid, current_setting($1) as data', ['data_directory'])
  const pid = Number(readFileSync(path.join(rows[0].data, 'postmaster.pid'), 'utf8').split('\n')[0])
  await client.end()
  return { port, pid, url: name => postgres.url.replace(/postgres$/, name), stop: postgres.stop }
}

/** A database with that many cases, made if it is not there yet. Returns how long that took in seconds; 0 when it was there. */
export async function filled(cluster: Cluster, name: string, cases: number): Promise<number> {
  const admin = new pg.Client(cluster.url('postgres'))
  await admin.connect()
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
  if (rowCount) {
    await admin.end()
    return 0
  }
  await admin.query(`create database ${name}_filling`)
  const started = performance.now()
  await fill(cluster.url(`${name}_filling`), cases)
  await admin.query(`alter database ${name}_filling rename to ${name}`)
  await admin.end()
  return Math.round((performance.now() - started) / 1000)
}

async function fill(url: string, cases: number) {
  await prepareDatabase(url, path.resolve('database'))
  const client = new pg.Client(url)
  await client.connect()
  const text = readFileSync(path.resolve('bench/fill.sql'), 'utf8').replaceAll('$CASES', String(cases))
  await client.query('set synchronous_commit = off')
  await client.query(text)
  await client.end()
  const after = new pg.Client(url)
  await after.connect()
  await after.query('vacuum analyze')
  await after.end()
}
