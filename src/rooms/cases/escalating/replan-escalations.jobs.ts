import { sql } from 'kysely'
import { z } from 'zod'
import type { Write } from '#platform/database/transaction.ts'
import { defineJob } from '#platform/jobs/define.ts'

import { RUNS_OUT } from '../clocks/clocks.queries.ts'

/** The job that plans an organisation's clocks anew, as it stands in the queue: one for each organisation. */
export const replanJob = { name: 'cases.replanEscalations' as const, payload: z.object({}) }
export const replanKey = (organisation_id: string) => `replan-escalations:${organisation_id}`

const BATCH = 400

/** After rules have changed: every clock whose time runs out is to be planned again. Few cases at a time are kept from those who work on them. */
export const replanEscalations = defineJob(replanJob.name, replanJob.payload, async ({ write, organisation_id }) => {
  let last: string | undefined = '00000000-0000-0000-0000-000000000000'
  while (last !== undefined) {
    const after: string = last
    last = await write(tx => replanSome(tx, organisation_id, after))
  }
})

/** Returns the last case of a full batch; undefined when there are no more. Cases are locked first, as every act does. */
async function replanSome(tx: Write, organisation_id: string, after: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from cases.cases where organisation_id = ${organisation_id} and is_open and id > ${after} order by id limit ${BATCH}
    for no key update`.execute(tx)
  const ids = rows.map(({ id }) => id)
  await sql`
    update cases.case_clocks k set escalate_at = '-infinity'
    where k.case_id = any (${ids}::uuid[]) and ${RUNS_OUT}`.execute(tx)
  return ids.length === BATCH ? ids.at(-1) : undefined
}
