import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { type HoldReason, whyNot } from '../case.rules.ts'
import { caseHeld, caseResumed } from '../events.ts'
import { refuse } from '../problems.ts'
import { touched } from '../touch.ts'
import { pauseClocks, resumeClocks } from './clocks.actions.ts'

export interface HoldCase {
  readonly reference: string
  readonly version?: number | undefined
  readonly reason: HoldReason
  /** When it goes on by itself: a date agreed with the requester or promised by a supplier. */
  readonly until?: Date | undefined
  readonly note?: string | undefined
}

/** Stops the clock, with a reason, which is the only way to stop it (requirement S-34). */
export async function holdCase(tx: Write, author: Author, command: HoldCase, now: Date): Promise<void> {
  const theCase = await lockCase(tx, command.reference, command.version)
  refuse(whyNot.hold(theCase))
  const { reason, until, note } = command
  await tx
    .insertInto('cases.pauses')
    .values({
      ...{ id: newId(), organisation_id: theCase.organisation_id, case_id: theCase.id, reason, note: note ?? null },
      ...{ from_time: now, paused_by: author.person_id ?? null },
    })
    .execute()
  await tx
    .updateTable('cases.cases')
    .set({ ...touched(now), state: 'on_hold', hold_reason: reason, held_until: until ?? null })
    .where('id', '=', theCase.id)
    .execute()
  await pauseClocks(tx, theCase, { reason, until }, now)
  const payload = { reason, until: until?.toISOString() ?? null, note: note ?? null }
  await record(tx, author, caseHeld, theCase, payload, now, { topics: ['cases'] })
}

/** Starts the clock again; working time spent on hold is given back. */
export async function resumeCase(
  tx: Write,
  author: Author,
  command: { reference: string; because: string },
  now: Date,
): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  refuse(whyNot.resume(theCase))
  await resumeLocked(tx, author, theCase, command.because, now)
}

/** For a case already locked by the act that makes it go on. */
export async function resumeLocked(
  tx: Write,
  author: Author,
  theCase: Case,
  because: string,
  now: Date,
): Promise<void> {
  // It goes on from the moment agreed, however late the timer is.
  const from = theCase.held_until && theCase.held_until < now ? theCase.held_until : now
  await endPause(tx, theCase, from)
  await tx
    .updateTable('cases.cases')
    .set({ ...touched(now), state: 'in_progress', hold_reason: null, held_until: null })
    .where('id', '=', theCase.id)
    .execute()
  await resumeClocks(tx, theCase, from, now)
  await record(tx, author, caseResumed, theCase, { reason: theCase.hold_reason ?? '', because }, now, {
    topics: ['cases'],
  })
}

/** Ends the pause in force, if there is one. */
export const endPause = (tx: Write, theCase: Case, now: Date) =>
  tx
    .updateTable('cases.pauses')
    .set({ until_time: now })
    .where('case_id', '=', theCase.id)
    .where('until_time', 'is', null)
    .execute()
