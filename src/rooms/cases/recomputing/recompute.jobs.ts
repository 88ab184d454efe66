import { z } from 'zod'
import { afterCommit, type Write } from '#platform/database/transaction.ts'
import type { Happened } from '#platform/events/event.ts'
import { defineJob, type JobContext } from '#platform/jobs/define.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { nudge } from '#platform/live/nudge.ts'
import { getAgreement, targetsAt } from '#rooms/catalogue/index.ts'
import { type CaseClock, underVersions } from '../clocks/case-clock.rules.ts'
import { progressUnder } from './progress.queries.ts'
import { beginRecompute, recomputeSome } from './recompute.actions.ts'
import { underTargets } from './retarget.rules.ts'
import type { Under } from './running-clocks.queries.ts'

/** What a process remembers of an organisation's terms for a moment (catalogue's `recallAgreement`) is forgotten by then. */
const SETTLED_MS = 3000

const keyOf = ({ what, subject_id }: Under) => `recompute:${what}:${subject_id}`

/** A calendar has a new version: the clocks that run on it are worked out again. */
export async function recomputeForCalendar(
  context: JobContext,
  event: Happened<{ calendar_id: string }>,
): Promise<void> {
  await askRecompute(context, { what: 'calendar', subject_id: event.payload.calendar_id })
}

/** An organisation promises something else, to those whose cases are open too. */
export async function recomputeForTargets(
  context: JobContext,
  event: Happened<{ open_cases?: boolean | undefined }>,
): Promise<void> {
  if (event.payload.open_cases) await askRecompute(context, { what: 'targets', subject_id: context.organisation_id })
}

/** Other reasons stop clocks from now on, those of open cases too. */
export async function recomputeForPauses(context: JobContext): Promise<void> {
  await askRecompute(context, { what: 'pauses', subject_id: context.organisation_id })
}

/** Begins a recompute, which goes on as a job of its own: one at most for each calendar. */
export async function askRecompute(context: JobContext, under: Under): Promise<void> {
  const { organisation_id, now } = context
  await context.write(async tx => {
    await beginRecompute(tx, under, organisation_id, now)
    const at = new Date(now.getTime() + SETTLED_MS)
    await enqueue(tx, recomputeClocks, organisation_id, under, { at, key: keyOf(under) })
  })
}

/** What becomes of a clock. Targets count from when they were changed, not from when the worker comes to it. */
async function ruleFor(
  tx: Write,
  under: Under,
  now: Date,
): Promise<{ rule: (clock: CaseClock) => CaseClock; since: Date }> {
  // Where pauses differ from the usual, each case is worked out from its record and no rule is asked.
  if (under.what !== 'targets') return { rule: clock => underVersions(clock, clock.calendar), since: now }
  const since = (await progressUnder(tx, under))?.asked_at ?? now
  const targets = targetsAt(await getAgreement(tx, under.subject_id), since)
  return { rule: clock => underTargets(clock, targets, since), since }
}

/** Batches in one job: then it makes itself again, so that others' jobs get their turn. */
const MOST_BATCHES = 100

/** Goes on with a recompute from where it stopped, in small transactions. */
export const recomputeClocks = defineJob(
  'cases.recomputeClocks',
  z.object({ what: z.enum(['calendar', 'targets', 'pauses']), subject_id: z.uuid() }),
  async (context, under) => {
    const { organisation_id, service, now } = context
    let more = true
    for (let batch = 0; more && batch < MOST_BATCHES; batch++)
      more = await context.write(async tx => {
        afterCommit(tx, () => nudge({ organisation_id, topics: [under.subject_id] }))
        return recomputeSome(tx, service, { under, ...(await ruleFor(tx, under, now)) }, now)
      })
    await context.write(async tx => {
      if (more) await enqueue(tx, recomputeClocks, organisation_id, under, { key: keyOf(under) })
      else afterCommit(tx, () => nudge({ organisation_id, topics: ['cases'] }))
    })
  },
)
