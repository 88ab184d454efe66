import type { Happened } from '#platform/events/event.ts'
import type { JobContext } from '#platform/jobs/define.ts'
import { findCaseById } from '../case.queries.ts'
import { heirOf } from './carry-out.jobs.ts'
import { giveToHeir } from './follow-team.actions.ts'

/** A case that is worked on again whose team has ended meanwhile goes to what came in its place. */
export async function followTeam(context: JobContext, { subject_id }: Happened): Promise<void> {
  await context.write(async tx => {
    const theCase = await findCaseById(tx, subject_id)
    if (!theCase?.team_id) return
    const to_team_id = await heirOf(tx, theCase.team_id, theCase.category)
    if (!to_team_id) return
    await giveToHeir(tx, context.service, { reference: theCase.reference, to_team_id }, context.now)
  })
}
