/*
 * When each clock passes its next threshold is worked out here, not by whoever logs a case or moves a clock: the table notes that it
 * is wanted, and a few seconds later it is done for many at once.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Write } from '#platform/database/transaction.ts'
import { defineJob } from '#platform/jobs/define.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { escalateJob, escalationKey } from './escalate-case.ts'
import { planFor } from './escalation.rules.ts'
import { getPlan, type Plan } from './rules.queries.ts'
import { listWatched } from './watched.queries.ts'

const BATCH = 500
const MOST_BATCHES = 40
/** What comes sooner than the next round of timers gets its timer here. */
const SOON_MS = 20_000

const planJob = { name: 'cases.planEscalations' as const, payload: z.object({}) }

export const planEscalations = defineJob(planJob.name, planJob.payload, async ({ write, organisation_id, now }) => {
  let more = true
  for (let batch = 0; more && batch < MOST_BATCHES; batch++)
    more = await write(async tx => planSome(tx, organisation_id, await getPlan(tx, organisation_id), now))
  if (more)
    await write(tx =>
      enqueue(tx, planJob, organisation_id, {}, { at: now, key: `plan-escalations:${organisation_id}` }),
    )
})

interface Wanted {
  id: string
  case_id: string
}

/** Plans some clocks. They are kept from others meanwhile, and those that others hold are left to the next round. */
async function planSome(tx: Write, organisation_id: string, plan: Plan, now: Date): Promise<boolean> {
  const { rows: wanted } = await sql<Wanted>`
    select id, case_id from cases.case_clocks where escalate_at = '-infinity' and organisation_id = ${organisation_id}
    limit ${BATCH} for no key update skip locked`.execute(tx)
  if (wanted.length === 0) return false
  const watched = await listWatched(tx, [...new Set(wanted.map(({ case_id }) => case_id))])
  const next = new Map(watched.map(one => [one.clock.id, planFor(one, plan)[0]?.at ?? null]))
  const rows = wanted.map(({ id, case_id }) => ({ id, case_id, escalate_at: next.get(id) ?? null }))
  await sql`
    update cases.case_clocks k set escalate_at = r.escalate_at
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, escalate_at timestamptz) where k.id = r.id`.execute(
    tx,
  )
  const soon = new Date(now.getTime() + SOON_MS)
  for (const { case_id, escalate_at: at } of rows)
    if (at && at <= soon)
      await enqueue(tx, escalateJob, organisation_id, { case_id }, { at, key: escalationKey(case_id) })
  return wanted.length === BATCH
}
