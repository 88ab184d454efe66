/* Nothing can edit the record through any interface, the application's own database role included (S-14, abuse case 44). */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { upkeepOf } from '#app/upkeep.ts'
import { VERIFY_RECORD } from '#rooms/reports/index.ts'
import { app, type Council, council, owner } from '#testing/council.tsx'

const TABLES = ['platform.events', 'platform.seals']
const ATTEMPTS = [
  (table: string) => `update ${table} set hash = ''`,
  (table: string) => `delete from ${table}`,
  (table: string) => `truncate ${table}`,
  (table: string) => `alter table ${table} disable trigger all`,
  (table: string) => `alter table ${table} disable row level security`,
  (table: string) => `create rule no_insert as on insert to ${table} do instead nothing`,
  (table: string) => `alter table ${table} drop column hash`,
  (table: string) => `drop table ${table} cascade`,
]
const SETTINGS = [
  'set session_replication_role = replica',
  'create or replace function platform.event_hash(int) returns int language sql as $$ select 1 $$',
  'drop function platform.seal_hash',
  "insert into platform.seals (from_time, until_time, events, hash) values (now(), now(), 0, '')",
]

test('the application’s own role may add to the record and read it, and nothing else', async () => {
  const c = await council()
  const { id } = await c.givenCase()
  const before = await c.happened(id)
  const outcomes = []
  for (const statement of [...TABLES.flatMap(table => ATTEMPTS.map(make => make(table))), ...SETTINGS]) {
    const refused = await c
      .writing(tx => sql.raw(statement).execute(tx))
      .catch((error: { code?: string }) => error.code)
    outcomes.push([statement, refused])
  }
  expect(outcomes.filter(([, code]) => code !== '42501')).toEqual([])
  const { rows } = await owner.query(
    `select privilege_type from information_schema.role_table_grants where grantee = 'moothall_app' and table_schema = 'platform'
     and table_name = 'events' order by 1`,
  )
  expect(rows.map(({ privilege_type }) => privilege_type)).toEqual(['INSERT', 'SELECT'])
  expect(await c.happened(id)).toEqual(before)
})

test('no route of the product takes anything from the record', () => {
  const changing = app.routes.filter(({ method, path }) => /audit|event/.test(path) && !['GET', 'ALL'].includes(method))
  const places = changing.map(({ method, path }) => `${method} ${path}`).filter(one => !/subscription|hook/.test(one))
  expect([...new Set(places)]).toEqual(['POST /audit/verify'])
})

/** Does what the worker does when somebody asked. */
async function verifyAsked(c: Council) {
  const { rows } = await owner.query(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = $2 and j.payload ->> 'organisation_id' = $1 returning j.payload`,
    [c.organisation_id, VERIFY_RECORD.name],
  )
  expect(rows.length).toBeGreaterThan(0)
  // A chore of the worker's takes its helpers second, and this one needs none.
  const chore = upkeepOf(owner)[VERIFY_RECORD.name] as (payload: unknown) => Promise<void>
  for (const { payload } of rows) await chore(payload)
}

test('an administrator has the record checked, and is told clearly that it is whole, or what was changed', async () => {
  const c = await council()
  const { id } = await c.givenCase()
  expect((await c.farah.post('/audit/verify')).status).toBe(303)
  expect(await c.farah.page('/audit')).toContain('being checked, asked by Farah Aziz')
  await verifyAsked(c)
  expect(await c.farah.page('/audit')).toMatch(/the record is whole\.<\/strong> 2 events under/)
  // What only the owner could do, behind everybody's back.
  await owner.query(`update platform.events set actor_name = 'Somebody else' where subject_id = $1`, [id])
  await c.farah.post('/audit/verify')
  await verifyAsked(c)
  const page = await c.farah.page('/audit')
  expect(page).toContain('the record was changed outside the product')
  expect(page).toContain('event 1 (case.logged) does not fit the one before it')
  expect(await (await council()).farah.page('/audit')).not.toContain('was changed outside the product')
})

test('only who reads the trail has it checked', async () => {
  const c = await council()
  expect((await c.asha.post('/audit/verify')).status).toBe(403)
  expect((await c.chidi.post('/audit/verify')).status).toBe(403)
})
