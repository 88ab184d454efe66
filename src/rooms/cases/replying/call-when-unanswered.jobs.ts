import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import type { Happened } from '#platform/events/event.ts'
import { defineJob, type JobContext } from '#platform/jobs/define.ts'
import { enqueue, unqueue } from '#platform/jobs/enqueue.ts'
import { getCaseById, listMessages, lockCase } from '../case.queries.ts'
import { callUnanswered } from './call.actions.ts'

const DAY_MS = 86_400_000

/** After how many days without an answer somebody is asked to call; null when the organisation has not said. */
async function callAfterDays(tx: Read, organisation_id: string): Promise<number | null> {
  const row = await tx
    .selectFrom('cases.reply_settings')
    .select('call_after_days')
    .where('organisation_id', '=', organisation_id)
    .executeTakeFirst()
  return row?.call_after_days ?? null
}

/** After every message on a case: its one timer is set anew when we have written, and taken away when they have. */
export async function watchForAnswer(
  context: JobContext,
  event: Happened<{ message_id: string; side: 'requester' | 'staff' }>,
): Promise<void> {
  await context.write(async tx => {
    const { id, organisation_id } = await getCaseById(tx, event.subject_id)
    const { message_id, side } = event.payload
    const days = side === 'staff' ? await callAfterDays(tx, organisation_id) : null
    const key = `call:${id}`
    if (days === null) return unqueue(tx, key)
    const at = new Date(event.happened_at.getTime() + days * DAY_MS)
    await enqueue(tx, callWhenUnanswered, organisation_id, { case_id: id, message_id }, { at, key })
  })
}

/** When the days are over: only if the case is still open, the message is still the last, and it is still wanted. */
export const callWhenUnanswered = defineJob(
  'cases.callWhenUnanswered',
  z.object({ case_id: z.uuid(), message_id: z.uuid() }),
  async ({ write, service, now }, { case_id, message_id }) => {
    await write(async tx => {
      const theCase = await lockCase(tx, (await getCaseById(tx, case_id)).reference)
      const last = (await listMessages(tx, case_id, 'requester')).at(-1)
      const open = theCase.state !== 'resolved' && theCase.state !== 'closed'
      if (!open || last?.id !== message_id || (await callAfterDays(tx, theCase.organisation_id)) === null) return
      await callUnanswered(tx, service, theCase, last.sent_at, now)
    })
  },
)
