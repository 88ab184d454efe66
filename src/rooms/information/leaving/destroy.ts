/*
 * What was held of an organisation that left is destroyed once the agreed day is over: at night, in bounded steps, each a transaction of
 * the owner's that says how far it is. Figures and the chain of the record stay. A hold stops it before any step.
 */
import { sql } from 'kysely'
import type pg from 'pg'
import { z } from 'zod'
import { writeAsOwner } from '#platform/database/as-owner.ts'
import type { Write } from '#platform/database/transaction.ts'
import { record } from '#platform/events/record.ts'
import type { Held } from '#platform/holdings/holding.ts'
import { log } from '#platform/log.ts'
import { endMail } from '#rooms/channels/index.ts'
import { listHoldsOf } from '../erasing/holds.queries.ts'
import { REMOVED } from '../erasing/words.rules.ts'
import { organisationDestroyed } from '../events.ts'
import { eachByItself } from '../keeping/each-by-itself.ts'
import { emptyEvents, spanOf } from './destroy-events.ts'
import { deleteRows, emptyRows } from './destroy-rows.ts'
import { destroyingSteps, fatesOf } from './destroying.rules.ts'
import { referencesOf } from './foresee.queries.ts'
import { type Leaving, lockLeaving } from './leaving.queries.ts'
import { isOver } from './leaving.rules.ts'

/** In one night, for one organisation. The rest is for the next. */
const MOST_STEPS = 5000
const SERVICE = { person_id: undefined, name: 'Moothall' }
const counts = z.record(z.string(), z.number())
const span = z.object({ after: z.number(), until: z.number() })
const key = z.array(z.string())

/** Destroys what is to be destroyed by now. */
export async function destroyLeft(owner: pg.Pool, held: Held, now: Date, only?: string): Promise<void> {
  const due = await writeAsOwner(owner, async tx => {
    const rows = await tx
      .selectFrom('information.leavings')
      .select(['id', 'organisation_id', 'kept_until'])
      .where('state', 'in', ['left', 'destroying'])
      .execute()
    return rows.filter(one => isOver(one.kept_until, now) && (only === undefined || one.organisation_id === only))
  })
  await eachByItself(due, async ({ id, organisation_id }) => {
    let steps = 0
    while (steps < MOST_STEPS && (await writeAsOwner(owner, tx => destroyStep(tx, held, id, now)))) steps++
    log.info({ organisation_id, steps }, 'what was held of an organisation that left was destroyed, as far as may be')
  })
}

/** One step. Returns whether there is more that may be done. */
export async function destroyStep(tx: Write, held: Held, id: string, now: Date): Promise<boolean> {
  const leaving = await lockLeaving(tx, id)
  const { organisation_id, state } = leaving
  if (!['left', 'destroying'].includes(state) || !isOver(leaving.kept_until, now)) return false
  if ((await listHoldsOf(tx, organisation_id)).length > 0) return false
  const references = await referencesOf(tx, [...held.keys()])
  const steps = destroyingSteps(fatesOf(held, references), references)
  if (state === 'left') {
    // From here not even an answer is given.
    await endMail(tx, SERVICE, { organisation_id, answers: false }, now)
    await note(tx, leaving, { state: 'destroying', step: steps[0]!, reached: null })
    return true
  }
  const { rows, reached } = await doStep(tx, held, leaving, now)
  const next = reached === undefined ? steps[steps.indexOf(leaving.step) + 1] : leaving.step
  const all = { ...counts.parse(leaving.destroyed) }
  if (rows > 0) all[leaving.step] = (all[leaving.step] ?? 0) + rows
  const destroyed = JSON.stringify(all)
  if (next) {
    await note(tx, leaving, { step: next, reached: reached === undefined ? null : JSON.stringify(reached), destroyed })
    return true
  }
  // Who agreed stays, for the statement; whoever planned it may have been one of its own.
  await sql`update information.leavings set planned_by_name = ${REMOVED} where id = ${id} and planned_by in
    (select p.id from people.published_persons p where p.organisation_id = ${organisation_id})`.execute(tx)
  await note(tx, leaving, { state: 'destroyed', step: '', reached: null, destroyed, destroyed_at: now })
  const subject = { id: organisation_id, organisation_id }
  await record(tx, SERVICE, organisationDestroyed, subject, { leaving_id: id }, now)
  return false
}

interface Noted {
  readonly state?: string
  readonly step: string
  readonly reached: string | null
  readonly destroyed?: string
  readonly destroyed_at?: Date
}

const note = (tx: Write, { id }: Leaving, noted: Noted) =>
  tx.updateTable('information.leavings').set(noted).where('id', '=', id).execute()

/** Does one batch. `reached` is how far it is when there is more of the same. */
async function doStep(
  tx: Write,
  held: Held,
  leaving: Leaving,
  now: Date,
): Promise<{ rows: number; reached?: unknown }> {
  const { organisation_id, step, reached, id } = leaving
  const [doing, table = ''] = step.split(' ')
  if (doing === 'events') {
    const from = reached === null ? await spanOf(tx, organisation_id) : span.parse(reached)
    return emptyEvents(tx, held, { organisation_id, reached: from, leaving_id: id }, now)
  }
  const asked = { table, holding: held.get(table)!, organisation_id }
  if (doing === 'delete') {
    const rows = await deleteRows(tx, asked)
    return rows > 0 ? { rows, reached: 'more' } : { rows }
  }
  // Files lose their bytes with their pieces; that they are nothing now is said beside their names.
  if (table === 'platform.files')
    await sql`update platform.files set size = 0, sha256 = null where organisation_id = ${organisation_id} and size > 0`.execute(
      tx,
    )
  const { rows, last } = await emptyRows(tx, asked, reached === null ? undefined : key.parse(reached))
  return last ? { rows, reached: last } : { rows }
}
