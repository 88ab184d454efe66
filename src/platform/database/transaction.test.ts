import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { council } from '#testing/council.tsx'
import { databaseUrl } from '#testing/database.ts'
import { connect } from './connect.ts'
import { read, write } from './transaction.ts'

const NOBODY = { person_id: undefined, organisations: [] }

/** One connection, so that whatever one transaction left behind the next would find. */
const alone = () => connect(databaseUrl, { max: 1 })

test('who is asking is said for one transaction, and nothing of it is left for the next (abuse case 22)', async () => {
  const c = await council()
  const db = alone()
  const who = { person_id: c.asha.id, organisations: [c.organisation_id] }
  const count = (asker: typeof NOBODY | typeof who) =>
    read(db, asker, tx =>
      tx.selectFrom('people.persons').select('id').where('organisation_id', '=', c.organisation_id).execute(),
    )
  const [theirs, nobodys, again] = await Promise.all([count(who), count(NOBODY), count(who)])
  expect([theirs.length, nobodys.length, again.length]).toEqual([6, 0, 6])
  await db.close()
})

test('a transaction whose first statement fails is undone, and its connection serves the next', async () => {
  const c = await council()
  const db = alone()
  const who = { person_id: c.asha.id, organisations: [c.organisation_id] }
  await expect(write(db, who, tx => sql`select 1 / 0`.execute(tx))).rejects.toThrow('division by zero')
  const rename = write(db, who, async tx => {
    await tx.updateTable('people.persons').set({ name: 'Nobody' }).where('id', '=', c.asha.id).execute()
    await sql`select no_such_column`.execute(tx)
  })
  await expect(rename).rejects.toThrow('no_such_column')
  const [asha] = await read(db, who, tx =>
    tx.selectFrom('people.persons').select('name').where('id', '=', c.asha.id).execute(),
  )
  expect(asha).toEqual({ name: 'Asha Patel' })
  await db.close()
})

test('a read cannot write', async () => {
  const c = await council()
  const db = alone()
  const who = { person_id: c.asha.id, organisations: [c.organisation_id] }
  const update = read(db, who, tx => sql`update people.persons set name = 'Nobody' where id = ${c.asha.id}`.execute(tx))
  await expect(update).rejects.toThrow('read-only transaction')
  await db.close()
})

test('nothing asked, nothing sent: a transaction without a statement leaves the connection as it was', async () => {
  const db = alone()
  expect(await write(db, NOBODY, async () => 'done')).toBe('done')
  expect(await read(db, NOBODY, tx => sql<{ one: number }>`select 1 as one`.execute(tx))).toMatchObject({
    rows: [{ one: 1 }],
  })
  await db.close()
})

test('many transactions share a few connections without mixing whose they are', async () => {
  const councils = await Promise.all([council(), council(), council()])
  const db = connect(databaseUrl, { max: 2 })
  const seen = await Promise.all(
    Array.from({ length: 60 }, async (_, n) => {
      const c = councils[n % 3]!
      const who = { person_id: c.asha.id, organisations: [c.organisation_id] }
      const { rows } = await read(db, who, tx =>
        sql<{
          id: string
        }>`select id from people.organisations where id in (${sql.join(councils.map(one => one.organisation_id))})`.execute(
          tx,
        ),
      )
      return rows.map(row => row.id).join() === c.organisation_id
    }),
  )
  expect(seen.every(Boolean)).toBe(true)
  await db.close()
})

test('an act that swallowed a failed statement is not taken for done', async () => {
  const db = alone()
  const act = write(db, NOBODY, async tx => {
    await sql`select 1 / 0`.execute(tx).catch(() => {})
    return 'done'
  })
  await expect(act).rejects.toThrow('had failed')
  await db.close()
})
