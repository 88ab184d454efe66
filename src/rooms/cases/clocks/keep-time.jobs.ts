import { z } from 'zod'
import type { Write } from '#platform/database/transaction.ts'
import { record } from '#platform/events/record.ts'
import { defineJob, type JobContext } from '#platform/jobs/define.ts'
import { type Case, getCaseById, lockCase } from '../case.queries.ts'
import { targetMissed, targetWarned } from '../events.ts'
import { type CaseClock, runsOut, stamped, watched } from './case-clock.rules.ts'
import { keepClock } from './clocks.actions.ts'
import { listEveryClock } from './clocks.queries.ts'

/**
 * When a case's timer goes off (cases.set_timers): says what is true by now, with the moment it became true, and nothing if the
 * clock stopped meanwhile. Each warning and each breach is told once.
 */
export const checkClocks = defineJob(
  'cases.checkClocks',
  z.object({ case_id: z.uuid() }),
  async (context, { case_id }) => {
    await context.write(async tx => {
      const theCase = await lockCase(tx, (await getCaseById(tx, case_id)).reference)
      for (const clock of await listEveryClock(tx, case_id)) {
        const warned = await warn(tx, context, theCase, clock)
        const judged = await miss(tx, context, theCase, warned)
        if (judged !== clock) await keepClock(tx, watched(judged))
      }
    })
  },
)

const named = ({ metric, kind }: CaseClock) => (kind === 'sla' ? { metric } : { metric, kind })

async function warn(tx: Write, context: JobContext, theCase: Case, clock: CaseClock): Promise<CaseClock> {
  const { now, service } = context
  if (!runsOut(clock) || clock.warned_at || !clock.warn_at || clock.warn_at > now || !clock.due_at) return clock
  const payload = { ...named(clock), due_at: clock.due_at.toISOString() }
  await record(tx, service, targetWarned, theCase, payload, now, { topics: ['cases'] })
  return { ...clock, warned_at: clock.warn_at }
}

async function miss(tx: Write, context: JobContext, theCase: Case, clock: CaseClock): Promise<CaseClock> {
  const { now, service } = context
  const late = stamped(clock, now)
  if (clock.missed_at || !late.missed_at) return clock
  const payload = { ...named(clock), due_at: late.missed_at.toISOString(), because: late.missed_because ?? 'time' }
  await record(tx, service, targetMissed, theCase, payload, now, { topics: ['cases'] })
  return late
}
