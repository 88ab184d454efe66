import { sql } from 'kysely'
import { afterCommit, type Write } from '#platform/database/transaction.ts'
import { defineJob } from '#platform/jobs/define.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { nudge } from '#platform/live/nudge.ts'
import { type CalendarChange, keepForeseen, readForeseen } from '#rooms/people/index.ts'
import { surveyOf } from './foresee.queries.ts'
import { previewJob, previewKey } from './preview-job.ts'
import { type Asked, countSome } from './survey.ts'

interface Row {
  readonly what: Asked['what']
  readonly change: unknown
  readonly cursor: string | null
  readonly as_of: Date
}

/** Batches in one job: then it makes itself again, so that others' jobs get their turn. */
const MOST_BATCHES = 100

/** Goes on with looking a proposal over, some clocks in each transaction. Cases are only read, and nobody's act waits for it. */
export const previewChange = defineJob(previewJob.name, previewJob.payload, async (context, payload) => {
  const { organisation_id, now } = context
  const { proposal_id } = payload
  let more = true
  for (let batch = 0; more && batch < MOST_BATCHES; batch++)
    more = await context.write(tx => {
      afterCommit(tx, () => nudge({ organisation_id, topics: [proposal_id] }))
      return previewSome(tx, proposal_id, now)
    })
  if (more)
    await context.write(tx => enqueue(tx, previewJob, organisation_id, payload, { key: previewKey(proposal_id) }))
})

/** Returns whether there are more. Of a proposal that was decided meanwhile nothing more is asked. */
async function previewSome(tx: Write, proposal_id: string, now: Date): Promise<boolean> {
  const { rows } = await sql<Row>`
    select what, change, cursor, as_of from cases.previews where proposal_id = ${proposal_id} for update`.execute(tx)
  const row = rows[0]
  const impact = row && (await readForeseen(tx, proposal_id))
  const survey = row && impact && (await surveyOf(tx, askedIn(row), row.as_of))
  if (!row) return false
  const so = survey && (await countSome(tx, survey, { impact, cursor: row.cursor }))
  if (so) await keepForeseen(tx, proposal_id, so.impact)
  const cursor = so?.cursor ?? null
  if (cursor)
    await tx
      .updateTable('cases.previews')
      .set({ cursor, progressed_at: now })
      .where('proposal_id', '=', proposal_id)
      .execute()
  else await tx.deleteFrom('cases.previews').where('proposal_id', '=', proposal_id).execute()
  return cursor !== null
}

/** As it was asked; JSON has no dates. */
function askedIn({ what, change }: Row): Asked {
  // Written by `beginPreview` from what was asked.
  const asked = { what, change } as Asked
  if (asked.what !== 'calendar') return asked
  const kept = asked.change as Omit<CalendarChange, 'effective_from'> & { effective_from: string | Date }
  return { what: 'calendar', change: { ...kept, effective_from: new Date(kept.effective_from) } }
}
