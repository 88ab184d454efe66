import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { Cluster } from './cluster.ts'
import { print } from './report.ts'

const FILES = [
  { file: 'uci_incident_event_log.csv.xz', mapping: 'examples/imports/servicenow-audit-log.yaml', rows: 119_998 },
  { file: 'boston311_2015.csv.xz', mapping: 'examples/imports/boston-311.yaml', rows: 121_145 },
]

/** Rows a second of an import of real files, from the folder that MOOTHALL_TICKET_DATA names. */
export async function benchImporting(cluster: Cluster) {
  const folder = process.env.MOOTHALL_TICKET_DATA
  print('\n## Importing\n')
  if (!folder) return print('MOOTHALL_TICKET_DATA names no folder of ticket files: not measured.')
  const name = `import_${Date.now()}`
  const admin = new pg.Client(cluster.url('postgres'))
  await admin.connect()
  await admin.query(`create database ${name}`)
  await moothall(cluster.url(name), ['migrate'])
  for (const { file, mapping, rows } of FILES) {
    const place = path.join(folder, file)
    if (!existsSync(place)) {
      print(`- ${file} is not there: not measured.`)
      continue
    }
    const started = performance.now()
    const code = await moothall(cluster.url(name), ['import', 'cases', place, '--mapping', mapping])
    const seconds = (performance.now() - started) / 1000
    print(
      `- ${file}: ${rows.toLocaleString('en-GB')} rows in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows a second, ${code === 0 ? 'reconciled' : `ended with ${code}`}`,
    )
  }
  await admin.query(`drop database ${name} with (force)`)
  await admin.end()
}

const moothall = (url: string, words: string[]): Promise<number> =>
  new Promise(resolve => {
    const environment = { ...process.env, DATABASE_URL: url, LOG_LEVEL: 'error' }
    const child = spawn(process.execPath, ['--enable-source-maps', 'bin/moothall', ...words], {
      env: environment,
      stdio: 'ignore',
    })
    child.once('exit', code => resolve(code ?? 1))
  })
