/*
 * node bench/receiving.ts [--messages 2000] [--data FOLDER] [--port 54779]
 *
 * How fast messages come in: by LMTP from four connections to a worker as an operator runs it, each stored before it is answered, then
 * read, threaded and filed as a case that search finds. Beside it the same bytes, each in a commit of its own, with no mail at all. And
 * what a message of 50 MB does to the worker's memory. The program must be built; the machine should have nothing else to do.
 */
import { spawnSync } from 'node:child_process'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createTransport } from 'nodemailer'
import pg from 'pg'
import { newId } from '../src/platform/database/id.ts'
import { prepareDatabase } from '../src/platform/database/prepare.ts'
import { openCluster } from './cluster.ts'
import { startServer } from './product.ts'
import { print } from './report.ts'

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '2000' },
    data: { type: 'string', default: path.join(tmpdir(), 'moothall-bench-receiving') },
    port: { type: 'string', default: '54779' },
  },
})
const messages = Number(values.messages)
const LMTP_PORT = Number(values.port) + 1
const CONNECTIONS = 4
const MB = 1024 * 1024

const cluster = await openCluster(values.data, Number(values.port))
const url = cluster.url('postgres')
await prepareDatabase(url, path.resolve('database'))
const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS })
const one = async (text: string, given: unknown[] = []) => (await pool.query(text, given)).rows[0]

if (!(await one('select 1 from people.organisations limit 1'))) {
  const made = spawnSync('bin/moothall', ['demo'], { env: { ...process.env, DATABASE_URL: url }, stdio: 'inherit' })
  if (made.status !== 0) throw new Error('The pretend service could not be loaded.')
}
const mailbox = await one(
  `select id, organisation_id, address from channels.mailboxes where name = 'IT help' order by address limit 1`,
)
const { rows: people } = await pool.query(
  'select email from people.persons where organisation_id = $1 and email is not null and active order by id limit 200',
  [mailbox.organisation_id],
)

const run = Date.now()
const WORDS = 'The printer on the second floor says that there is no paper, and there is. We tried another tray. '
const messageOf = (n: number, body: string) =>
  Buffer.from(
    `From: ${people[n % people.length].email}\r\nTo: ${mailbox.address}\r\nSubject: Printer ${run} ${n}\r\n` +
      `Date: ${new Date().toUTCString()}\r\nMessage-ID: <${run}.${n}@bench.example>\r\n` +
      `Content-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n`,
  )

/** The same bytes by the same number of connections, each its own commit; nothing is read and nothing filed. */
async function bareRows(): Promise<number> {
  await pool.query('create table if not exists bench_pieces (id uuid primary key, bytes bytea not null)')
  let n = 0
  const work = async () => {
    while (n < messages)
      await pool.query('insert into bench_pieces values ($1, $2)', [newId(), messageOf(n++, WORDS.repeat(20))])
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
  const rate = (messages / (performance.now() - began)) * 1000
  await pool.query('drop table bench_pieces')
  return rate
}

const waiting = async () =>
  Number((await one(`select count(*) from channels.received_messages where state = 'received'`)).count)

const bare = await bareRows()
const environment = { DATABASE_URL: url, LMTP_PORT: String(LMTP_PORT) }
const flags = ['--max-semi-space-size=4', '--max-old-space-size=512']
const server = await startServer(0, [...flags, 'bin/moothall', 'work'], environment, 'ready')
const mail = createTransport({
  ...{ host: '127.0.0.1', port: LMTP_PORT, lmtp: true, ignoreTLS: true, pool: true },
  ...{ maxConnections: CONNECTIONS, maxMessages: Number.POSITIVE_INFINITY },
})
const send = (n: number, raw: Buffer) =>
  mail.sendMail({ envelope: { from: people[n % people.length].email, to: [mailbox.address] }, raw })

const began = performance.now()
await Promise.all(Array.from({ length: messages }, (_, n) => send(n, messageOf(n, WORDS.repeat(20)))))
const stored = (messages / (performance.now() - began)) * 1000
while ((await waiting()) > 0) await pause(50)
const filed = (messages / (performance.now() - began)) * 1000
const found = await one(
  'select count(*) from channels.received_messages where subject like $1 and outcome = any ($2)',
  [`Printer ${run} %`, ['caseLogged', 'replyAdded', 'quarantined']],
)

const before = server.memory()
let most = before
const watch = setInterval(() => {
  most = Math.max(most, server.memory())
}, 100)
await send(0, messageOf(messages, WORDS.repeat(Math.ceil((49 * MB) / WORDS.length)).replace(/(.{76})/g, '$1\r\n')))
while ((await waiting()) > 0) await pause(50)
clearInterval(watch)

print(`
## Messages in: ${messages} of ${Math.round(messageOf(0, WORDS.repeat(20)).length / 1024)} KB by LMTP over ${CONNECTIONS} connections, one worker

| | a second | of bare rows |
|---|---|---|
| stored and answered | ${Math.round(stored)} | ${Math.round((stored / bare) * 100)}% |
| read, threaded, filed and found by search | ${Math.round(filed)} | ${Math.round((filed / bare) * 100)}% |
| the same bytes in PostgreSQL, each its own commit | ${Math.round(bare)} | |

- Settled: ${found.count} of ${messages}. The worker's memory: ${before} MB, and ${most} MB at most while 50 MB came and were filed.
- ${availableParallelism()} processors; the machine's load when it ended: ${loadavg()[0]!.toFixed(1)}
`)
mail.close()
await server.stop()
await pool.end()
await cluster.stop()
process.exit(0)
