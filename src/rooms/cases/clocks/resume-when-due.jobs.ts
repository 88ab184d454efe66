import { z } from 'zod'
import type { Happened } from '#platform/events/event.ts'
import { defineJob, type JobContext } from '#platform/jobs/define.ts'
import { enqueue, unqueue } from '#platform/jobs/enqueue.ts'
import { getCaseById, lockCase } from '../case.queries.ts'
import { resumeLocked } from './hold-case.actions.ts'

/** A case on hold until a date goes on by itself: its one timer is set, moved or taken away after anything that holds or frees it. */
export async function watchHold(context: JobContext, event: Happened): Promise<void> {
  await context.write(async tx => {
    const { id, held_until } = await getCaseById(tx, event.subject_id)
    const key = `resume:${id}`
    if (held_until) await enqueue(tx, resumeWhenDue, context.organisation_id, { case_id: id }, { at: held_until, key })
    else await unqueue(tx, key)
  })
}

/** At the date: only if the case still waits for it. */
export const resumeWhenDue = defineJob(
  'cases.resumeWhenDue',
  z.object({ case_id: z.uuid() }),
  async ({ write, service, now }, { case_id }) => {
    await write(async tx => {
      const theCase = await lockCase(tx, (await getCaseById(tx, case_id)).reference)
      if (theCase.state !== 'on_hold' || !theCase.held_until || theCase.held_until > now) return
      await resumeLocked(tx, service, theCase, 'the date it was held until has come', now)
    })
  },
)
