import { z } from 'zod'
import { afterCommit } from '#platform/database/transaction.ts'
import { defineJob } from '#platform/jobs/define.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { nudge } from '#platform/live/nudge.ts'
import { recountSome } from './recount.actions.ts'
import { getRecount } from './recount.queries.ts'

/** Batches in one job: then it makes itself again, so that others' jobs get their turn. */
const MOST_BATCHES = 100

/** Goes on with counting past outcomes again, in small transactions; the cases themselves are only read. */
export const countAgain = defineJob(
  'cases.countAgain',
  z.object({ recount_id: z.uuid() }),
  async (context, payload) => {
    const { organisation_id, service, now } = context
    let more = true
    for (let batch = 0; more && batch < MOST_BATCHES; batch++)
      more = await context.write(async tx => {
        const recount = await getRecount(tx, undefined, payload.recount_id)
        if (recount.finished_at) return false
        afterCommit(tx, () => nudge({ organisation_id, topics: [recount.id] }))
        return recountSome(tx, service, recount, now)
      })
    if (more)
      await context.write(tx =>
        enqueue(tx, countAgain, organisation_id, payload, { key: `recount:${payload.recount_id}` }),
      )
  },
)
