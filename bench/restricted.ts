/*
 * node bench/restricted.ts [--cases 100000 --restricted 500 --rounds 3 --data FOLDER --port 54797]: after `npm run build`.
 *
 * What hiding restricted cases costs pages that show none: the same server and database, with the second policy of every table and
 * without, in turn. (Decision 32.)
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
    cases: { type: 'string', default: '100000' },
    restricted: { type: 'string', default: '500' },
    rounds: { type: 'string', default: '3' },
    data: { type: 'string', default: path.join(tmpdir(), 'moothall-bench-restricted') },
    port: { type: 'string', default: '54797' },
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
  // Named are people who ask for nothing here: the reader of the pages is none of them.
  await client.query(
    `with chosen as (select id, organisation_id, requester_id from cases.cases
        where not restricted and reference <> all ($1::text[]) order by md5(id::text) limit $2),
      readers as (insert into cases.case_readers (id, organisation_id, case_id, person_id, added_at)
        select gen_random_uuid(), organisation_id, id, requester_id, now() from chosen),
      listed as (insert into cases.restricted_cases select id, true from chosen)
    update cases.cases c set restricted = true from chosen where c.id = chosen.id`,
    [who.references, values.restricted],
  )
  await client.query('vacuum analyze')
  const { rows: policies } = await client.query<{ make: string; drop: string }>(
    `select format('create policy %I on %I.%I as restrictive using (%s)', policyname, schemaname, tablename, qual) as make,
      format('drop policy %I on %I.%I', policyname, schemaname, tablename) as drop
    from pg_policies where policyname like 'restricted_cases%'`,
  )
  const server = await startServer(
    3397,
    words,
    { DATABASE_URL: cluster.url(name), API_RATE: '1000000', PAGE_RATE: '1000000' },
    'is ready at',
  )
  const medians = { with: new Map<string, number[]>(), without: new Map<string, number[]>() }
  for (let round = 0; round < Number(values.rounds); round += 1) {
    await benchPages(cluster, `both policies, round ${round}`, server, who, { seconds: 4, medians: medians.with })
    for (const { drop } of policies) await client.query(drop)
    await benchPages(cluster, `one policy, round ${round}`, server, who, { seconds: 4, medians: medians.without })
    for (const { make } of policies) await client.query(make)
  }
  print('\n| page | without, ms | with, ms | of the best |\n|---|---|---|---|')
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
