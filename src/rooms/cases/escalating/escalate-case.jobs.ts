/*
 * What is to be said of a case's thresholds at this moment: each that was passed, once, with its true time; those that nobody has
 * acknowledged, again; and nothing of a clock that stands still (requirement S-39, clock semantics 17 and 18).
 */
import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { defineJob, type JobContext } from '#platform/jobs/define.ts'
import { homeOfTeam } from '#rooms/people/index.ts'
import { type Case, getCaseById, lockCase } from '../case.queries.ts'
import { escalateJob } from './escalate-case.ts'
import { type Planned, planFor } from './escalation.rules.ts'
import { passThreshold } from './pass-threshold.actions.ts'
import { repeatEscalations } from './repeat-escalations.actions.ts'
import { getPlan } from './rules.queries.ts'
import { listWatched, type WatchedClock } from './watched.queries.ts'

export const escalateCase = defineJob(escalateJob.name, escalateJob.payload, async (context, { case_id }) => {
  const both = await withTeam(context, case_id)
  await both.write(async tx => {
    const theCase = await lockCase(tx, (await getCaseById(tx, case_id)).reference)
    const plan = await getPlan(tx, theCase.organisation_id)
    const { now, service } = context
    const due: (Planned & { watched: WatchedClock })[] = []
    for (const watched of await listWatched(tx, [case_id])) {
      const planned = planFor(watched, plan)
      for (const one of planned.filter(({ at }) => at <= now)) due.push({ ...one, watched })
      const next = planned.find(({ at }) => at > now)?.at ?? null
      await sql`update cases.case_clocks set escalate_at = ${next} where id = ${watched.clock.id}`.execute(tx)
    }
    due.sort((a, b) => a.at.getTime() - b.at.getTime())
    const crowd = due.length > 0 && (await isCrowd(tx, now))
    for (const { rule, at, watched } of due)
      await passThreshold(
        tx,
        service,
        { theCase, rule, clock: watched.clock, at, gathers: isOld(theCase, at, now, crowd) },
        now,
      )
    await repeatEscalations(tx, service, { theCase }, now)
  })
})

/** The team of a case may be a shared desk's: whoever is on call for it is that organisation's to know, and ours to tell. */
async function withTeam(context: JobContext, case_id: string): Promise<JobContext> {
  const home = await context.read(async tx => {
    const { team_id } = await getCaseById(tx, case_id)
    return team_id ? homeOfTeam(tx, team_id) : undefined
  })
  return context.together(home ? [home] : [])
}

const OLD_MS = 300_000
const LATE_MS = 60_000
const CROWD = 10

/** Many thresholds of an organisation found at once that passed some time ago: then nothing ran. */
async function isCrowd(tx: Read, now: Date): Promise<boolean> {
  const { rows } = await sql<{ late: number }>`
    select count(*)::integer as late from (select from cases.case_clocks
      where escalate_at > '-infinity' and escalate_at < ${new Date(now.getTime() - LATE_MS)} limit ${CROWD + 1}) late`.execute(
    tx,
  )
  return rows[0]!.late > CROWD
}

/** Whether a threshold passed so long ago that it is told with others. One from before the case was logged is as old as the case. */
function isOld({ logged_at }: Case, at: Date, now: Date, crowd: boolean): boolean {
  const known = Math.max(at.getTime(), logged_at.getTime())
  return now.getTime() - known > (crowd ? LATE_MS : OLD_MS)
}
