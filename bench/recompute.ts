/*
 * node bench/recompute.ts [--clocks 1000000 --data FOLDER --port 54787]: after `npm run build`.
 *
 * A calendar changes under so many running clocks (worked case S53). The product looks the change over, then works them out again, in the
 * background, as `npm start` runs it, while somebody changes cases all the time: how long it takes, and how long they wait.
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
    clocks: { type: 'string', default: '1000000' },
    data: { type: 'string', default: path.join(tmpdir(), 'moothall-bench-recompute') },
    port: { type: 'string', default: '54787' },
  },
})
const clocks = Number(values.clocks)
const CALENDAR = '00000000-0000-4000-8000-000000000002'

/** The new version, its recompute, and the job that does it: what confirming a change and its listener write. */
const CHANGE = `
  with version as (
    insert into people.calendar_versions (id, organisation_id, calendar_id, number, effective_from, hours, holidays)
    select gen_random_uuid(), organisation_id, calendar_id, 2, now(), hours, to_jsonb(array[(now() + interval '1 day')::date::text, (now() + interval '8 days')::date::text])
    from people.calendar_versions returning organisation_id),
  begun as (
    insert into cases.recomputes (what, subject_id, organisation_id, asked_at, total, progressed_at)
    select 'calendar', '${CALENDAR}', organisation_id, now(), ${clocks}, now() from version returning organisation_id)
  select graphile_worker.add_job('cases.recomputeClocks',
    json_build_object('organisation_id', organisation_id, 'payload', json_build_object('what', 'calendar', 'subject_id', '${CALENDAR}')),
    job_key => 'recompute:calendar:${CALENDAR}') from begun`

/** The same change, only looked over: what proposing it writes where so many clocks run that nobody waits for it. */
const PROPOSE = `
  with version as (select * from people.calendar_versions),
  content as (select organisation_id, json_build_object('zone', zone, 'nation', nation, 'hours', hours, 'openings', openings, 'closures', closures,
    'reasons', reasons, 'holidays', to_jsonb(array[(now() + interval '1 day')::date::text, (now() + interval '8 days')::date::text])) as content
    from version),
  proposal as (
    insert into people.change_proposals (id, organisation_id, kind, subject_id, base, content, impact, proposed_by_name, proposed_at, looked_at)
    select gen_random_uuid(), organisation_id, 'calendar', '${CALENDAR}', '1', content, json_build_object('looked_at', 0, 'of', ${clocks},
      'moved', 0, 'sooner', 0, 'later', 0, 'become_late', 0, 'no_longer_late', 0, 'groups', '[]'::json, 'named', '[]'::json, 'unfinished', true),
      'Farah', now(), now() from content returning id, organisation_id, content),
  begun as (
    insert into cases.previews (proposal_id, organisation_id, what, change, as_of, progressed_at)
    select id, organisation_id, 'calendar', json_build_object('calendar_id', '${CALENDAR}', 'content', content, 'effective_from', now()), now(), now()
    from proposal returning proposal_id, organisation_id)
  select graphile_worker.add_job('cases.previewChange',
    json_build_object('organisation_id', organisation_id, 'payload', json_build_object('proposal_id', proposal_id)),
    job_key => 'preview:' || proposal_id) from begun`

/** Looks the change over while cases are worked on, and says how long it took and how long they waited. */
async function lookOver(client: pg.Client, url: string): Promise<void> {
  let going = true
  const worker = work(url, () => going)
  const started = performance.now()
  await client.query(PROPOSE)
  let impact = { looked_at: 0, moved: 0, unfinished: true }
  while (impact.unfinished) {
    await new Promise(resolve => setTimeout(resolve, 250))
    impact = (await client.query('select impact from people.change_proposals')).rows[0].impact
  }
  const seconds = (performance.now() - started) / 1000
  going = false
  const waits = await worker
  if (impact.looked_at !== clocks) throw new Error(`${impact.looked_at} of ${clocks} clocks were looked over`)
  print(
    `${clocks.toLocaleString('en-GB')} running clocks looked over in ${seconds.toFixed(1)} s, ${impact.moved.toLocaleString('en-GB')} would move; meanwhile ${waits.length} changes of single cases: half under ${at(waits, 0.5)} ms, 99 in 100 under ${at(waits, 0.99)} ms.`,
  )
}

/** Locks and changes one case after another, as an act does, until told to stop; returns the waits in milliseconds. */
async function work(url: string, going: () => boolean): Promise<number[]> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query<{ id: string }>('select id from cases.cases tablesample system (5) limit 5000')
  const waits: number[] = []
  for (let n = 0; going(); n++) {
    const started = performance.now()
    await client.query('update cases.cases set changed_at = now() where id = $1', [rows[n % rows.length]!.id])
    waits.push(performance.now() - started)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  await client.end()
  return waits.sort((a, b) => a - b)
}

const at = (waits: number[], share: number) => (waits[Math.floor(waits.length * share)] ?? 0).toFixed(1)

const cluster = await openCluster(values.data, Number(values.port))
try {
  const admin = new pg.Client(cluster.url('postgres'))
  await admin.connect()
  await admin.query('drop database if exists moothall_recompute')
  await admin.query('create database moothall_recompute')
  await admin.end()
  const url = cluster.url('moothall_recompute')
  await prepareDatabase(url, path.resolve('database'))
  const client = new pg.Client(url)
  await client.connect()
  await client.query(readFileSync(path.resolve('bench/recompute.sql'), 'utf8').replaceAll('$CLOCKS', String(clocks)))
  await client.query('vacuum analyze')
  const words: string[] = JSON.parse(readFileSync('package.json', 'utf8')).scripts.start.split(' ').slice(2)
  const server = await startServer(3390, words, { DATABASE_URL: url }, 'is ready at')
  await lookOver(client, url)
  let going = true
  const worker = work(url, () => going)
  const started = performance.now()
  await client.query(CHANGE)
  let row = { looked_at: 0, moved: 0, done: false }
  while (!row.done) {
    await new Promise(resolve => setTimeout(resolve, 500))
    row = (await client.query('select looked_at, moved, finished_at is not null as done from cases.recomputes')).rows[0]
  }
  const seconds = (performance.now() - started) / 1000
  going = false
  const waits = await worker
  if (row.looked_at !== clocks) throw new Error(`${row.looked_at} of ${clocks} clocks were looked at`)
  print(
    `${clocks.toLocaleString('en-GB')} running clocks worked out again in ${seconds.toFixed(1)} s, ${row.moved.toLocaleString('en-GB')} moved: ${Math.round(clocks / seconds).toLocaleString('en-GB')} a second.`,
  )
  print(
    `Meanwhile ${waits.length} changes of single cases: half under ${at(waits, 0.5)} ms, 99 in 100 under ${at(waits, 0.99)} ms, the longest ${at(waits, 0.99999)} ms.`,
  )
  await server.stop()
  await client.end()
} finally {
  await cluster.stop()
}
