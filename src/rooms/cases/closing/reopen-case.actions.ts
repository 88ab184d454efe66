import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { findLeft, getOrganisation } from '#rooms/people/index.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { goOnWithClocks } from '../clocks/clocks.actions.ts'
import { caseReopened } from '../events.ts'
import { caseProblems, refuse } from '../problems.ts'
import { touched } from '../touch.ts'

/** Reopens a resolved or lately closed case: the same clock goes on, without the time since it stopped (clock semantics 13). */
export async function reopenCase(
  tx: Write,
  author: Author,
  command: { reference: string; because: string },
  now: Date,
): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  const { reopen_days } = await getOrganisation(tx, theCase.organisation_id)
  refuse(whyNot.reopen(theCase, reopen_days, now))
  await reopenLocked(tx, author, theCase, command.because, now)
}

/** For a case already locked by the act that reopens it. Raises `cases.organisation-left`. */
export async function reopenLocked(
  tx: Write,
  author: Author,
  theCase: Case,
  because: string,
  now: Date,
): Promise<void> {
  if (await findLeft(tx, theCase.organisation_id)) caseProblems.raise('organisation-left')
  await tx
    .updateTable('cases.cases')
    .set(eb => ({
      ...touched(now),
      ...{ state: 'in_progress', closure_code: null, resolved_at: null, closed_at: null, unread: true },
      reopenings: eb('reopenings', '+', 1),
    }))
    .where('id', '=', theCase.id)
    .execute()
  await goOnWithClocks(tx, theCase, now)
  await record(tx, author, caseReopened, theCase, { because }, now, { topics: ['cases'] })
}
