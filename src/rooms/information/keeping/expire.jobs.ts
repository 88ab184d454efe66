/* What is kept no longer goes: every night, in bounded steps, as the owner. A hold stops it. */
import { sql } from 'kysely'
import type pg from 'pg'
import { writeAsOwner } from '#platform/database/as-owner.ts'
import type { Write } from '#platform/database/transaction.ts'
import type { Held, RecordKind } from '#platform/holdings/holding.ts'
import { log } from '#platform/log.ts'
import { eachByItself } from './each-by-itself.ts'
import { emptied } from './emptied.ts'
import { emptyCases } from './empty-cases.ts'
import { cutoff, listRules, listStopped, overOf, type Running } from './rules.queries.ts'
import { CHOSEN, ruleOf } from './rules.rules.ts'

const AT_ONCE = 500
const CASES_AT_ONCE = 50
/** In one night, for one table of one organisation. The rest is for the next. */
const MOST_STEPS = 200

interface Step {
  readonly organisation_id: string
  readonly kind: RecordKind
  readonly now: Date
}

/**
 * Lets go of everything whose time is over. Each step is a transaction of its own, so that nobody waits for long; what fails in one
 * organisation keeps nobody else’s from going, and is raised at the end.
 */
export async function expireHeld(owner: pg.Pool, held: Held, now: Date, only?: string): Promise<void> {
  const organisations = await writeAsOwner(owner, async tx => {
    const rows = await tx.selectFrom('people.published_organisations').select('id').execute()
    return rows.flatMap(({ id }) => (id && (only === undefined || id === only) ? [id] : []))
  })
  await eachByItself(organisations, async organisation_id => {
    for (const kind of CHOSEN) {
      let gone = 0
      for (let steps = 0; steps < MOST_STEPS; steps++) {
        const some = await writeAsOwner(owner, tx => step(tx, held, { organisation_id, kind, now }))
        gone += some
        if (some === 0) break
      }
      if (gone > 0) log.info({ organisation_id, kind, gone }, 'what was kept no longer was let go')
    }
  })
}

/** One step: some rows of each table. Returns how many. The rule and the holds are looked at each time. */
async function step(tx: Write, held: Held, { organisation_id, kind, now }: Step): Promise<number> {
  const { days } = ruleOf(await listRules(tx, organisation_id), kind)
  if (days === null) return 0
  const stopped = await listStopped(tx, organisation_id)
  let gone = 0
  for (const running of overOf(held, { organisation_id, kind, before: cutoff(days, now), stopped }))
    gone +=
      running.holding.within === 'id' ? await expireCases(tx, held, { running, now }) : await expireRows(tx, running)
  return gone
}

async function expireRows(tx: Write, { table, holding, where }: Running): Promise<number> {
  const some = sql`select t.ctid from ${sql.table(table)} t where ${where} limit ${sql.lit(AT_ONCE)}`
  const statement =
    holding.over === 'deleted'
      ? sql`delete from ${sql.table(table)} where ctid = any (array(${some}))`
      : sql`update ${sql.table(table)} t set ${sql.join(emptied(holding, {}))} where t.ctid = any (array(${some}))`
  return Number((await statement.execute(tx)).numAffectedRows ?? 0n)
}

async function expireCases(tx: Write, held: Held, { running, now }: { running: Running; now: Date }): Promise<number> {
  const { rows } = await sql<{ id: string; organisation_id: string }>`select t.id, t.organisation_id
    from ${sql.table(running.table)} t where ${running.where} order by t.id limit ${sql.lit(CASES_AT_ONCE)} for update skip locked`.execute(
    tx,
  )
  if (rows.length > 0) await emptyCases(tx, held, rows, now)
  return rows.length
}
