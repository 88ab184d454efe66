/*
 * Abuse case 42: a backup that is restored sends nothing again, runs no timer by itself and lets nobody in who was shut out, until an
 * operator has said what it is. A whole database is copied, with a message waiting and a promise overdue, and started as an
 * installation is.
 */

import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Db } from '#platform/database/connect.ts'
import { newId } from '#platform/database/id.ts'
import { prepareDatabase } from '#platform/database/prepare.ts'
import { type Write, write } from '#platform/database/transaction.ts'
import { openHub } from '#platform/live/hub.ts'
import { assignCase, logCase } from '#rooms/cases/index.ts'
import { send } from '#rooms/channels/index.ts'
import { createToken, SESSION_COOKIE, startSession } from '#rooms/people/index.ts'
import { clientFor } from '#testing/client.ts'
import { databaseUrl } from '#testing/database.ts'
import { restoredCommand } from '../commands/restored.ts'
import { readConfig } from '../config.ts'
import { type Running, start } from '../main.ts'
import { createWeb } from './web.ts'

const url = (name: string) => databaseUrl.replace(/[^/]*$/, name)
const mark = `${process.pid}_${Date.now() % 100_000}`
const [before, copy] = [`moothall_before_${mark}`, `moothall_copy_${mark}`]
const organisation_id = newId()
const asha = newId()
const author = { person_id: asha, name: 'Asha Patel' }
const who = { person_id: undefined, organisations: [organisation_id] }
const LONG_AGO = new Date(Date.now() - 20 * 86_400_000)
const admin = new pg.Pool({ connectionString: databaseUrl, max: 1 })
const old = { cookie: '', token: '', message: '', reference: '' }
let running: Running | undefined

async function given(tx: Write) {
  const [calendar_id, team_id] = [newId(), newId()]
  const hours = Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(day => [day, [['09:00', '17:00']]]),
  )
  const organisation = { id: organisation_id, kind: 'partner', name: 'Restored Council', short_name: 'RC' }
  await tx.insertInto('people.organisations').values(organisation).execute()
  await tx.insertInto('people.calendars').values({ id: calendar_id, organisation_id, name: 'Hours' }).execute()
  const version = { id: newId(), organisation_id, calendar_id, number: 1, effective_from: new Date(0) }
  await tx
    .insertInto('people.calendar_versions')
    .values({ ...version, hours: JSON.stringify(hours) })
    .execute()
  const target = { id: newId(), organisation_id, calendar_id, metric: 'resolve', priority: 'P4', seconds: 3600 }
  await tx.insertInto('catalogue.targets').values(target).execute()
  await tx
    .insertInto('people.teams')
    .values({ id: team_id, organisation_id, name: 'Desk', slug: 'desk', calendar_id })
    .execute()
  const person = { id: asha, organisation_id, name: 'Asha Patel', email: 'asha@rc.example', desk_staff: false }
  await tx.insertInto('people.persons').values(person).execute()
  const roles = ['administrator', 'analyst', 'requester'].map(role => ({ person_id: asha, organisation_id, role }))
  await tx.insertInto('people.role_assignments').values(roles).execute()
  await tx
    .insertInto('people.team_members')
    .values({ team_id, organisation_id, person_id: asha, leads: true })
    .execute()
  const mailbox = { id: newId(), organisation_id, address: 'help@rc.example', name: 'Desk', sends_by_default: true }
  await tx.insertInto('channels.mailboxes').values(mailbox).execute()
  const words = { requester_id: asha, subject: 'Printer', body: 'Smoke', channel: 'telephone' } as const
  const { reference } = await logCase(tx, author, { organisation_id, ...words, team_id }, LONG_AGO)
  await assignCase(tx, { person_id: undefined, name: 'Desk' }, { reference, team_id, assignee_id: asha }, LONG_AGO)
  old.reference = reference
  const to = { name: null, address: 'ben@example.org' }
  old.message = await send(tx, { organisation_id, kind: 'reply', to, subject: 'Once', text: 'Once.' }, LONG_AGO)
  old.token = (
    await createToken(
      tx,
      author,
      { person_id: asha, name: 'Program', scopes: ['cases.read'], expires_at: undefined },
      LONG_AGO,
    )
  ).secret
}

const sessionIn = async (db: Db) =>
  `${SESSION_COOKIE}=${await startSession(db, { person_id: asha, address: 'test', browser: 'test' }, new Date())}`

beforeAll(async () => {
  await admin.query(`create database ${before}`)
  await prepareDatabase(url(before), 'database')
  const db = connect(url(before), { max: 1 })
  await write(db, who, given)
  old.cookie = await sessionIn(db)
  await db.close()
  await admin.query(`create database ${copy} template ${before}`)
}, 60_000)

afterAll(async () => {
  await running?.close()
  for (const name of [before, copy]) await admin.query(`drop database if exists ${name} with (force)`)
  await admin.end()
})

const startWorking = async (name: string) => {
  running = await start(readConfig({ DATABASE_URL: url(name), POOL_SIZE: '4' }), { web: false, work: true }, '.')
}

async function ask<Row extends pg.QueryResultRow>(name: string, text: string): Promise<Row[]> {
  const client = new pg.Client(url(name))
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

const sent = async (name: string) =>
  (await ask(name, 'select kind, state from channels.sent_messages order by id')).map(row => `${row.kind} ${row.state}`)
const missed = (name: string) => ask(name, `select 1 from platform.events where name = 'case.targetMissed'`)

async function until(test: () => Promise<boolean>) {
  for (let tries = 0; tries < 100 && !(await test()); tries++) await pause(100)
  expect(await test()).toBe(true)
}

const operator = async (...words: string[]) => {
  const lines: string[] = []
  const context = {
    databaseUrl: url(copy),
    appDatabaseUrl: url(copy),
    root: '.',
    print: (line: string) => lines.push(line),
  }
  return { exit: await restoredCommand.run(context, words), said: lines.join('\n') }
}

test('a copy of the database starts, sends nothing, runs no timer, and refuses the sessions and tokens it came with', async () => {
  await startWorking(copy)
  await pause(2500)
  expect(await sent(copy)).toEqual(['reply waiting'])
  expect(await missed(copy)).toEqual([])
  const db = connect(url(copy), { max: 3 })
  const hub = openHub(url(copy))
  const app = createWeb({ db, hub, assets: { script: '/app.js', style: '/app.css' } })
  expect((await clientFor(app, old.cookie).get('/')).headers.get('location')).toContain('/sign-in')
  const api = await app.request(`http://localhost/api/v1/cases/${old.reference}`, {
    headers: { authorization: `Bearer ${old.token}` },
  })
  expect(api.status).toBe(401)
  const page = await clientFor(app, await sessionIn(db)).page('/')
  expect(page).toContain('This database was restored from a backup.')
  await hub.close()
  await db.close()
})

test('an operator says that it is a backup: what waited is held, what fell due is done, and nobody is told', async () => {
  expect((await operator('--perhaps')).exit).toBe(2)
  const asked = await operator()
  expect(asked.said).toContain('was restored from a backup')
  expect(asked.said).toContain('Messages waiting to be sent: 1.')
  expect(await sent(copy)).toEqual(['reply waiting'])
  // A list of what was erased that cannot be read stops everything.
  expect((await operator('--yes', '--erasures', '/no/such/list')).exit).toBe(2)
  expect(await sent(copy)).toEqual(['reply waiting'])
  const { exit, said } = await operator('--yes')
  expect(exit).toBe(0)
  expect(said).toContain('Held 1 messages')
  expect(said).toMatch(/Whoever was erased after .* is here again, and this database cannot know who/)
  expect(await ask(copy, 'select 1 from people.sessions where revoked_at is null')).toEqual([])
  await running!.close()
  await startWorking(copy)
  await until(async () => (await missed(copy)).length === 1)
  // What its clocks passed since is told on screen, in one notice for each person, and nowhere else.
  const onScreen = async () =>
    (await ask<{ kind: string }>(copy, 'select kind from channels.notifications where on_screen')).map(
      ({ kind }) => kind,
    )
  await until(async () => (await onScreen()).includes('escalations_missed'))
  await until(async () => (await ask(copy, 'select from platform.outbox')).length === 0)
  await until(async () => (await ask(copy, `select from channels.notifications where state = 'new'`)).length === 0)
  expect(await ask(copy, 'select from channels.notification_deliveries')).toEqual([])
  expect(await sent(copy)).toEqual(['reply held'])
  await running!.close()
  running = undefined
  expect((await operator()).said).toContain('the database that was here before')
})

test('the database it was copied from goes on as ever, and one that was only moved does too', async () => {
  await startWorking(before)
  await until(async () => (await sent(before))[0] === 'reply sent')
  await running!.close()
  running = undefined
  await admin.query(`drop database ${copy} with (force)`)
  await ask(before, `update channels.sent_messages set state = 'waiting'`)
  await admin.query(`create database ${copy} template ${before}`)
  expect((await operator()).said).toContain('was restored from a backup')
  expect((await operator('--moved')).exit).toBe(0)
  await startWorking(copy)
  await until(async () => (await sent(copy))[0] === 'reply sent')
})
