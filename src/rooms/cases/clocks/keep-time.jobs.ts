import { z } from 'zod'
import type { Write } from '#platform/database/transaction.ts'
import type { Happened } from '#platform/events/event.ts'
import { record } from '#platform/events/record.ts'
import { defineJob, type JobContext } from '#platform/jobs/define.ts'
import { enqueue, unqueue } from '#platform/jobs/enqueue.ts'
import { type Case, getCaseById, lockCase } from '../case.queries.ts'
import { targetMissed, targetWarned } from '../events.ts'
import { type CaseClock, lateFrom, stamped } from './case-clock.rules.ts'
import { listClocks } from './clocks.queries.ts'

const timerOf = (case_id: string) => `clock:${case_id}`

/** The next moment at which one of a case's clocks has something to say: a warning, or a breach. */
export function nextMoment(clocks: readonly CaseClock[]): Date | undefined {
  const moments = clocks
    .filter(clock => clock.state === 'running')
    .flatMap(clock => [clock.warned_at ? null : clock.warn_at, clock.missed_at ? null : lateFrom(clock)])
    .filter(moment => moment !== null)
  return moments.sort((a, b) => a.getTime() - b.getTime())[0]
}

/**
 * For cases that come with a history: a timer for the next moment still to come. What passed before they were here is not told now.
 */
export async function setTimer(
  tx: Write,
  organisation_id: string,
  case_id: string,
  clocks: readonly CaseClock[],
  now: Date,
): Promise<void> {
  const at = nextMoment(clocks)
  if (at && at > now) await enqueue(tx, checkClocks, organisation_id, { case_id }, { at, key: timerOf(case_id) })
}

/**
 * After anything that moves a clock: the case's one timer is set to its next moment, or taken away. The key replaces the timer
 * there was, so a case that is paused or resolved is never warned about.
 */
export async function keepTime(context: JobContext, event: Happened): Promise<void> {
  await context.write(async tx => {
    const at = nextMoment(await listClocks(tx, event.subject_id))
    const key = timerOf(event.subject_id)
    if (at) await enqueue(tx, checkClocks, context.organisation_id, { case_id: event.subject_id }, { at, key })
    else await unqueue(tx, key)
  })
}

/** When a timer goes off: says what is true by now, with the moment it became true, and nothing if the clock stopped meanwhile. */
export const checkClocks = defineJob(
  'cases.checkClocks',
  z.object({ case_id: z.uuid() }),
  async (context, { case_id }) => {
    await context.write(async tx => {
      const theCase = await lockCase(tx, (await getCaseById(tx, case_id)).reference)
      for (const clock of await listClocks(tx, case_id)) {
        await warn(tx, context, theCase, clock)
        await miss(tx, context, theCase, clock)
      }
    })
  },
)

async function warn(tx: Write, context: JobContext, theCase: Case, clock: CaseClock) {
  const { now, service } = context
  if (clock.state !== 'running' || clock.warned_at || !clock.warn_at || clock.warn_at > now || !clock.due_at) return
  await tx.updateTable('cases.case_clocks').set({ warned_at: clock.warn_at }).where('id', '=', clock.id).execute()
  const payload = { metric: clock.metric, due_at: clock.due_at.toISOString() }
  await record(tx, service, targetWarned, theCase, payload, now, { topics: ['cases'] })
}

async function miss(tx: Write, context: JobContext, theCase: Case, clock: CaseClock) {
  const { now, service } = context
  const late = stamped(clock, now)
  if (clock.missed_at || !late.missed_at) return
  const { missed_at, missed_because } = late
  await tx.updateTable('cases.case_clocks').set({ missed_at, missed_because }).where('id', '=', clock.id).execute()
  const payload = { metric: clock.metric, due_at: missed_at.toISOString(), because: missed_because ?? 'time' }
  await record(tx, service, targetMissed, theCase, payload, now, { topics: ['cases'] })
}
