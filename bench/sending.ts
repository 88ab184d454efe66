/*
 * node scripts/run-module.mjs bench/sending.ts [--messages 2000] [--data FOLDER] [--port 54778]
 *
 * How fast one worker sends, to a mail server in a process of its own on the same machine; beside it the same rows, changed and made
 * durable by the same number of connections with no mail at all. And how long a message is uncertain: from the commit of its mark to the
 * commit of its answer. The machine should have nothing else to do.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { connect } from '../src/platform/database/connect.ts'
import { newId } from '../src/platform/database/id.ts'
import { prepareDatabase } from '../src/platform/database/prepare.ts'
import { sendThrough } from '../src/rooms/channels/sending/outgoing.ts'
import { createSender } from '../src/rooms/channels/sending/sender.ts'
import { signToken } from '../src/rooms/channels/sending/token.ts'
import { openCluster } from './cluster.ts'
import { print } from './report.ts'

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '2000' },
    data: { type: 'string', default: path.join(tmpdir(), 'moothall-bench-sending') },
    port: { type: 'string', default: '54778' },
  },
})
const messages = Number(values.messages)
const CONNECTIONS = 5

async function fill(pool: pg.Pool) {
  const organisation_id = newId()
  const mailbox_id = newId()
  await pool.query(
    `insert into people.organisations (id, kind, name, short_name) values ($1, 'partner', 'Bench', $2)`,
    [organisation_id, `B${organisation_id.slice(-8)}`],
  )
  await pool.query(
    `insert into channels.mailboxes (id, organisation_id, address, name, sends_by_default) values ($1, $2, $3, 'Desk', true)`,
    [mailbox_id, organisation_id, `help-${mailbox_id.slice(-8)}@bench.example`],
  )
  const ids = Array.from({ length: messages }, () => newId())
  await pool.query(
    `insert into channels.sent_messages (id, organisation_id, mailbox_id, kind, to_address, to_name, message_id, subject, text, send_after)
     select id, $2, $3, 'reply', 'ben@example.org', 'Ben', token || '@bench.example', 'Your printer', repeat('It is mended. ', 40), now()
     from unnest($1::uuid[], $4::text[]) as m(id, token)`,
    [ids, organisation_id, mailbox_id, ids.map(id => signToken('bench', id))],
  )
  return ids
}

/** The same rows by the same number of connections: taken, marked, answered, each its own commit; nothing is sent. */
async function bareRows(pool: pg.Pool, ids: string[]) {
  const left = [...ids]
  const one = async () => {
    for (let id = left.pop(); id; id = left.pop()) {
      await pool.query(`update channels.sent_messages set state = 'sending', handing_over_at = now() where id = $1`, [
        id,
      ])
      await pool.query(
        `with done as (update channels.sent_messages set state = 'sent', handing_over_at = null, sent_at = now() where id = $1
           returning id, organisation_id, mailbox_id)
         insert into channels.send_attempts (id, organisation_id, sent_id, mailbox_id, started_at, ended_at, server, outcome)
         select gen_random_uuid(), organisation_id, id, mailbox_id, now(), now(), 'none', 'sent' from done`,
        [id],
      )
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: CONNECTIONS }, one))
  return (messages / (performance.now() - began)) * 1000
}

/** Notes how long each message was between its mark and its answer. */
function timeMarks(pool: pg.Pool): number[] {
  const marked = new Map<unknown, number>()
  const took: number[] = []
  const query = pool.query.bind(pool) as (text: string, given?: unknown[]) => Promise<pg.QueryResult>
  const timed = async (text: string, given?: unknown[]) => {
    const result = await query(text, given)
    const id = given?.[0]
    if (text.includes('set handing_over_at = $3')) marked.set(id, performance.now())
    const since = marked.get(id)
    if (text.includes('insert into channels.send_attempts') && since !== undefined) took.push(performance.now() - since)
    return result
  }
  Object.assign(pool, { query: timed })
  return took
}

const cluster = await openCluster(values.data, Number(values.port))
const mail = spawn(process.execPath, ['bench/mail-server.ts'], { stdio: ['ignore', 'pipe', 'inherit'] })
const [port] = await once(mail.stdout, 'data')
await prepareDatabase(cluster.url('postgres'), path.resolve('database'))
const pool = new pg.Pool({
  connectionString: cluster.url('postgres'),
  max: CONNECTIONS + 2,
  options: '-c TimeZone=UTC',
})
const db = connect(cluster.url('postgres'), { max: 2 })
sendThrough({ SMTP_URL: `smtp://127.0.0.1:${Number(String(port))}`, SMTP_CONNECTIONS: CONNECTIONS })

const bare = await bareRows(pool, await fill(pool))
await fill(pool)
const took = timeMarks(pool)
const sender = createSender({ owner: pool, db })
const began = performance.now()
// As the worker's own loop: more is taken as soon as there is room.
const more = () => void sender.fill(new Date())
sender.whenRoom(more)
more()
while (took.length < messages) await pause(5)
const rate = (messages / (performance.now() - began)) * 1000
took.sort((a, b) => a - b)
const at = (share: number) => took[Math.floor(took.length * share)]!.toFixed(1)

print(
  `${messages} messages of 600 bytes by one worker over ${CONNECTIONS} connections; load ${loadavg()[0]!.toFixed(1)} at the end.`,
)
print('| | a second |\n|---|--:|')
print(`| sent | ${Math.round(rate)} |`)
print(`| the same rows, nothing sent | ${Math.round(bare)} |`)
print(
  `\nUncertain for ${at(0.5)} ms at the median, ${at(0.95)} ms at the 95th hundredth, ${at(0.999)} ms at most but for one in a thousand.`,
)

await sender.close()
await db.close()
await pool.end()
mail.kill()
await cluster.stop()
process.exit(0)
