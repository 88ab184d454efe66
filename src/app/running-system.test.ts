import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describeSchema } from '#platform/database/describe.ts'
import { app, owner } from '#testing/council.tsx'
import { databaseUrl } from '#testing/database.ts'
import { ROOMS } from './rooms.ts'
import { subscriptions } from './subscriptions.ts'

test('every route names its permission', () => {
  const named = new Map<string, boolean>()
  for (const route of app.routes) {
    if (route.path === '/*' || route.method === 'ALL') continue
    const key = `${route.method} ${route.path}`
    named.set(key, (named.get(key) ?? false) || 'permission' in route.handler)
  }
  expect(named.size).toBeGreaterThan(5)
  expect([...named].filter(([, has]) => !has).map(([key]) => key)).toEqual([])
})

test('every table with an organisation has row-level security enabled, forced, and a policy', async () => {
  const { rows } = await owner.query(`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity
      and exists (select from pg_policy p where p.polrelid = c.oid) as guarded
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where a.attname = 'organisation_id' and c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')`)
  expect(rows.length).toBeGreaterThan(15)
  expect(rows.filter(row => !row.guarded)).toEqual([])
})

test('the application owns nothing, and may not read what has no guard', async () => {
  const { rows: owned } = await owner.query(
    `select relname from pg_class where pg_get_userbyid(relowner) = 'moothall_app'`,
  )
  expect(owned).toEqual([])
  const { rows: open } = await owner.query(`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and not c.relrowsecurity and has_table_privilege('moothall_app', c.oid, 'select')
      and n.nspname not in ('pg_catalog', 'information_schema') order by 1`)
  // Bank holidays are nobody's: the nation's, and published. The list of restricted cases is identifiers alone, for policies to ask;
  // so is who stands in whose place.
  expect(open.map(row => row.name)).toEqual([
    'cases.restricted_cases',
    'people.bank_holidays',
    'platform.kept_forms',
    'platform.rate_limits',
    'platform.seals',
    'platform.successions',
  ])
})

test('every table whose rows belong to a case hides those of restricted cases', async () => {
  const { rows } = await owner.query(`
    select distinct n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
    where c.relkind = 'r' and n.nspname <> 'graphile_worker'
      and (a.attname = 'case_id' or a.attname like '%_case_id' or (a.attname = 'subject_id' and n.nspname in ('platform', 'channels'))
        or exists (select from pg_constraint k join pg_class d on d.oid = k.confrelid join pg_namespace m on m.oid = d.relnamespace
          where k.conrelid = c.oid and k.contype = 'f' and m.nspname || '.' || d.relname in ('cases.messages', 'cases.case_clocks',
            'cases.escalations', 'cases.tasks', 'channels.sent_messages', 'channels.received_messages', 'channels.notifications', 'platform.files')))
      and not exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive and p.polname like 'restricted_cases%')
    order by 1`)
  expect(rows.map(row => row.name)).toEqual([
    // The policies' own list; who looked, without what, for auditors; addresses that get nothing; and what only a function with a
    // filter of its own reads.
    'cases.restricted_cases',
    'cases.restricted_readings',
    'channels.suppressed_addresses',
    'platform.search_entries',
  ])
})

test('the record may be added to and read, and nothing else', async () => {
  const { rows } = await owner.query(`
    select privilege_type from information_schema.role_table_grants
    where grantee = 'moothall_app' and table_schema = 'platform' and table_name = 'events' order by 1`)
  expect(rows.map(row => row.privilege_type)).toEqual(['INSERT', 'SELECT'])
})

test('a table refers only to tables of its own room and rooms above', async () => {
  const { rows } = await owner.query(`
    select n.nspname as from_room, m.nspname as to_room, k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid
      join pg_namespace n on n.oid = c.relnamespace join pg_class d on d.oid = k.confrelid join pg_namespace m on m.oid = d.relnamespace
    where k.contype = 'f' and n.nspname not in ('graphile_worker')`)
  const rank = (room: string) => (room === 'platform' ? -1 : (ROOMS as readonly string[]).indexOf(room))
  expect(rows.filter(row => rank(row.to_room) > rank(row.from_room))).toEqual([])
})

test('database/schema.sql is true: run `npm run schema` after a migration', async () => {
  expect(readFileSync('database/schema.sql', 'utf8')).toBe(await describeSchema(databaseUrl))
})

test('a listener stands at or below the room whose event it hears', () => {
  const rank = (name: string) => ROOMS.findIndex(room => room === name || room === `${name}s`)
  const wrong = subscriptions.filter(({ name, event }) => rank(name.split('.')[0]!) < rank(event.subject_type))
  expect(wrong.map(({ name }) => name)).toEqual([])
  expect(new Set(subscriptions.map(({ name }) => name)).size).toBe(subscriptions.length)
})
