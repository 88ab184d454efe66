import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import type { Happened } from '#platform/events/event.ts'
import { defineJob, type JobContext } from '#platform/jobs/define.ts'
import { enqueue, unqueue } from '#platform/jobs/enqueue.ts'
import { getOrganisation } from '#rooms/people/index.ts'
import { type Case, getCaseById, lockCase } from '../case.queries.ts'
import { closeLocked } from './resolve-case.actions.ts'

const DAY_MS = 86_400_000

/** When a resolved case closes by itself, as its organisation has set; undefined for one that is not resolved. */
async function closesAt(tx: Read, { state, resolved_at, organisation_id }: Case) {
  if (state !== 'resolved' || !resolved_at) return undefined
  const { auto_close_days } = await getOrganisation(tx, organisation_id)
  return { days: auto_close_days, at: new Date(resolved_at.getTime() + auto_close_days * DAY_MS) }
}

/** A resolved case closes some days later unless somebody says otherwise: its one timer is set, or taken away. */
export async function watchResolved(context: JobContext, event: Happened): Promise<void> {
  await context.write(async tx => {
    const theCase = await getCaseById(tx, event.subject_id)
    const closes = await closesAt(tx, theCase)
    const key = `close:${theCase.id}`
    const payload = { case_id: theCase.id }
    if (closes) await enqueue(tx, closeWhenQuiet, context.organisation_id, payload, { at: closes.at, key })
    else await unqueue(tx, key)
  })
}

/** At the end of the days: only if the case is still resolved, since the same time. */
export const closeWhenQuiet = defineJob(
  'cases.closeWhenQuiet',
  z.object({ case_id: z.uuid() }),
  async ({ write, service, now }, { case_id }) => {
    await write(async tx => {
      const theCase = await lockCase(tx, (await getCaseById(tx, case_id)).reference)
      const closes = await closesAt(tx, theCase)
      if (!closes || closes.at > now) return
      const because = `nobody said otherwise for ${closes.days} ${closes.days === 1 ? 'day' : 'days'}`
      await closeLocked(tx, service, theCase, { closure_code: theCase.closure_code ?? 'solved', because }, now)
    })
  },
)
