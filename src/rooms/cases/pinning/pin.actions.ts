import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { recallAgreement } from '#rooms/catalogue/index.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { type CaseClock, nextDue, pinned } from '../clocks/case-clock.rules.ts'
import { keepClock } from '../clocks/clocks.actions.ts'
import { listClocks } from '../clocks/clocks.queries.ts'
import { tellMadeLate } from '../clocks/made-late.actions.ts'
import { retime } from '../clocks/retime.actions.ts'
import { caseProblems, refuse } from '../problems.ts'
import { movePlanned } from '../tasks/planned.actions.ts'
import { touched } from '../touch.ts'
import { duePinned, dueUnpinned } from './events.ts'
import { findFix } from './pin.queries.ts'

export interface AgreeDate {
  readonly reference: string
  readonly due: Date
  readonly because: string
}

async function openFix(tx: Write, theCase: Case) {
  refuse(whyNot.prioritise(theCase))
  const clock = await findFix(tx, theCase.id)
  const { agreed } = await recallAgreement(tx, theCase.organisation_id)
  const own = agreed.agreements.find(({ kind }) => kind === 'sla')
  return clock && own ? { clock, agreement_id: own.id } : caseProblems.raise('nothing-to-agree')
}

async function keep(tx: Write, author: Author, { theCase, clock }: { theCase: Case; clock: CaseClock }, now: Date) {
  const was_due = (await findFix(tx, theCase.id))?.due_at ?? null
  await keepClock(tx, clock)
  const due = nextDue(await listClocks(tx, theCase.id))
  await tx
    .updateTable('cases.cases')
    .set({ ...touched(now), ...due })
    .where('id', '=', theCase.id)
    .execute()
  await retime(tx, theCase, now)
  await movePlanned(tx, author, { theCase, was_due }, now)
}

/**
 * Agrees by when a case is fixed: from then on that is when it is due, whatever its priority or terms become (clock semantics 12).
 * Raises `cases.until-is-past`, `cases.nothing-to-agree`.
 */
export async function agreeDate(tx: Write, author: Author, command: AgreeDate, now: Date): Promise<void> {
  const { due, because } = command
  const theCase = await lockCase(tx, command.reference)
  if (due <= now) caseProblems.raise('until-is-past')
  const { clock, agreement_id } = await openFix(tx, theCase)
  const payload = { metric: clock.metric, agreement_id, due: due.toISOString(), because }
  const before = clock.due_at?.toISOString() ?? null
  await record(tx, author, duePinned, theCase, { ...payload, before }, now, { topics: ['cases'] })
  await keep(tx, author, { theCase, clock: pinned(clock, due, now) }, now)
}

/**
 * Goes back to what the agreement says; if that is more than used up, the case is late from now. Raises `cases.no-agreed-date`, and
 * `cases.agreed-date-passed`: a broken promise stays.
 */
export async function dropDate(
  tx: Write,
  author: Author,
  { reference, because }: { reference: string; because: string },
  now: Date,
): Promise<void> {
  const theCase = await lockCase(tx, reference)
  const { clock, agreement_id } = await openFix(tx, theCase)
  const { pinned_due_at, metric } = clock
  if (!pinned_due_at) return caseProblems.raise('no-agreed-date')
  if (pinned_due_at < now) caseProblems.raise('agreed-date-passed')
  const payload = { metric, agreement_id, because, before: pinned_due_at.toISOString() }
  await record(tx, author, dueUnpinned, theCase, payload, now, { topics: ['cases'] })
  await keep(tx, author, { theCase, clock: pinned(clock, null, now) }, now)
  await tellMadeLate(tx, author, theCase, await listClocks(tx, theCase.id), now)
}
