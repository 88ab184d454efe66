import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { type Case, getCase, getCaseById } from '../case.queries.ts'
import { takeClocksBack } from '../clocks/clocks.actions.ts'
import { caseGaveBack, caseUnmerged } from '../events.ts'
import { caseProblems } from '../problems.ts'
import { touched } from '../touch.ts'
import { removeWatcher } from '../watching/watch.actions.ts'
import { lockBoth } from './link.actions.ts'
import { type Before, getMerge } from './merge.queries.ts'

/**
 * Takes a case out of the one it was merged into: it stands as before, its clocks go on without the time in between (worked case
 * S49), and what came with it and is still to be done goes back. A task done since stays where it was done. Raises
 * `cases.not-merged`, `cases.merged-further`.
 */
export async function undoMerge(tx: Write, author: Author, command: { reference: string }, now: Date): Promise<void> {
  const found = await getCase(tx, command.reference)
  const { into_case_id } = await getMerge(tx, found.id)
  const [theCase, into] = await lockBoth(tx, found.reference, (await getCaseById(tx, into_case_id)).reference)
  // Asked again, now that nobody else can undo it meanwhile.
  const merge = await getMerge(tx, theCase.id)
  if (into.merged_into_id) caseProblems.raise('merged-further')
  const { before } = merge
  await restore(tx, author, theCase, before, now)
  const tasks = await giveTasksBack(tx, theCase, into, before)
  for (const person_id of before.watchers)
    await removeWatcher(tx, author, { reference: into.reference, person_id }, now)
  await tx
    .updateTable('cases.merges')
    .set({ undone_at: now, undone_by: author.person_id ?? null })
    .where('id', '=', merge.id)
    .execute()
  await record(tx, author, caseUnmerged, theCase, { from_id: into.id, reference: into.reference }, now, {
    topics: ['cases'],
  })
  const back = { other_id: theCase.id, reference: theCase.reference, messages: 0, tasks }
  await record(tx, author, caseGaveBack, into, back, now, { topics: ['cases'] })
}

async function restore(tx: Write, author: Author, theCase: Case, before: Before, now: Date) {
  const { state, closure_code, resolved_at, closed_at, hold_reason, held_until } = before
  const stood = { state, closure_code, resolved_at, closed_at, hold_reason, held_until }
  await tx
    .updateTable('cases.cases')
    .set({ ...touched(now), ...stood, merged_into_id: null })
    .where('id', '=', theCase.id)
    .execute()
  if (hold_reason) await goOnPausing(tx, author, theCase, hold_reason, now)
  await takeClocksBack(tx, theCase, before.clocks, now)
}

/** The pause ended with the merge; the same reason holds again from now. */
const goOnPausing = (tx: Write, author: Author, { id, organisation_id }: Case, reason: string, now: Date) =>
  tx
    .insertInto('cases.pauses')
    .values({
      ...{ id: newId(), organisation_id, case_id: id, reason, note: null },
      ...{ from_time: now, paused_by: author.person_id ?? null },
    })
    .execute()

async function giveTasksBack(tx: Write, theCase: Case, into: Case, { tasks }: Before): Promise<number> {
  if (tasks.length === 0) return 0
  const moved = await tx
    .updateTable('cases.tasks')
    .set({ case_id: theCase.id })
    .where('id', 'in', tasks)
    .where('case_id', '=', into.id)
    .where('state', '=', 'to_do')
    .executeTakeFirst()
  return Number(moved.numUpdatedRows)
}
