/* Takes the words and files out of cases whose time is over. The cases, their times and what figures stand on stay. */
import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import type { Held } from '#platform/holdings/holding.ts'
import { fingerprintsOf, messageOf } from '../erasing/take-out-of-events.ts'
import { REMOVED, withoutThem, wordsIn } from '../erasing/words.rules.ts'
import { shapesOf } from '../exporting/held-rows.queries.ts'
import { emptied } from './emptied.ts'

interface Case {
  readonly id: string
  readonly organisation_id: string
}

const column = (name: string) => sql.ref(`t.${name}`)

/** Empties some cases, in the transaction that locked them. */
export async function emptyCases(tx: Write, held: Held, cases: readonly Case[], now: Date): Promise<void> {
  const ids = cases.map(({ id }) => id)
  const shapes = await shapesOf(tx, [...held.keys()])
  await emptyFiles(tx, held, ids)
  for (const [table, holding] of held) {
    if (!holding.within || holding.bytes_of || table === 'platform.events') continue
    const those = sql`${column(holding.within)} = any (${ids}::uuid[])`
    if (holding.left_out) await sql`delete from ${sql.table(table)} t where ${those}`.execute(tx)
    const sets = emptied(holding, shapes.get(table)?.types ?? {})
    if (!holding.left_out && sets.length > 0)
      await sql`update ${sql.table(table)} t set ${sql.join(sets)} where ${those}`.execute(tx)
  }
  await emptyEvents(tx, held, ids, now)
  await tx
    .insertInto('information.expired_cases')
    .values(cases.map(({ id, organisation_id }) => ({ case_id: id, organisation_id, expired_at: now })))
    .execute()
}

async function emptyFiles(tx: Write, held: Held, ids: readonly string[]) {
  for (const [table, { file, within }] of held) {
    if (!file || !within) continue
    const files = sql`select ${column(file)} from ${sql.table(table)} t where ${column(within)} = any (${[...ids]}::uuid[])`
    await sql`delete from platform.file_pieces where file_id in (${files})`.execute(tx)
    await sql`update platform.files set size = 0, name = ${REMOVED}, sha256 = null where id in (${files})`.execute(tx)
  }
  for (const [table, { bytes_of, described_by, folder }] of held) {
    const within = described_by && folder === 'mail' ? held.get(described_by)?.within : undefined
    if (!bytes_of || !described_by || !within) continue
    await sql`delete from ${sql.table(table)} t where ${column(bytes_of)} in
      (select t.id from ${sql.table(described_by)} t where ${column(within)} = any (${[...ids]}::uuid[]))`.execute(tx)
  }
}

async function emptyEvents(tx: Write, held: Held, ids: readonly string[], now: Date) {
  const { rows } = await sql<{ id: number; name: string; actor_name: string; payload: unknown }>`
    select e.id, e.name, e.actor_name, e.payload
    from platform.events e where e.subject_id = any (${[...ids]}::uuid[]) order by e.id`.execute(tx)
  const prints = await fingerprintsOf(tx, held, rows)
  const changes = rows.flatMap(({ id, name, actor_name, payload }) => {
    const sha256 = prints.get(messageOf({ payload }))
    const around = { pattern: undefined, pseudonym: '', theirs: wordsIn(name), sha256 }
    const without = withoutThem(payload, around)
    return JSON.stringify(without) === JSON.stringify(payload) ? [] : [{ id, actor_name, payload: without }]
  })
  if (changes.length > 0)
    await sql`select platform.replace_in_events(${JSON.stringify(changes)}::json, ${newId()}, null, 'Moothall', ${now})`.execute(
      tx,
    )
}
