import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { type ClosureCode, whyNot } from '../case.rules.ts'
import { stopClocks } from '../clocks/clocks.actions.ts'
import { endPause } from '../clocks/hold-case.actions.ts'
import { caseClosed, caseResolved } from '../events.ts'
import { refuse } from '../problems.ts'
import { mustHaveDone } from '../tasks/planned.actions.ts'
import { touched } from '../touch.ts'

export interface ResolveCase {
  readonly reference: string
  readonly version?: number | undefined
  readonly closure_code: ClosureCode
  /** What was done, in words the requester can read. */
  readonly resolution: string
}

/** Resolves a case: its clocks stop with their outcomes. It is closed some days later unless the requester says otherwise. */
export async function resolveCase(tx: Write, author: Author, command: ResolveCase, now: Date): Promise<void> {
  const theCase = await lockCase(tx, command.reference, command.version)
  refuse(whyNot.resolve(theCase))
  const { closure_code, resolution } = command
  await mustHaveDone(tx, theCase.id, closure_code)
  await endPause(tx, theCase, now)
  await tx
    .updateTable('cases.cases')
    .set({
      ...touched(now),
      ...{ state: 'resolved', hold_reason: null, held_until: null, closure_code, resolution, resolved_at: now },
    })
    .where('id', '=', theCase.id)
    .execute()
  const { clocks } = await stopClocks(tx, theCase, now)
  const outcomes = Object.fromEntries(clocks.map(clock => [clock.metric, clock.outcome ?? 'met']))
  await record(tx, author, caseResolved, theCase, { closure_code, resolution, outcomes }, now, { topics: ['cases'] })
}

/** Closes a case for good. An open one is closed with a code of its own (cancelled, duplicate, not ours); its clocks stop. */
export async function closeCase(
  tx: Write,
  author: Author,
  command: {
    reference: string
    version?: number | undefined
    closure_code?: ClosureCode | undefined
    because?: string | undefined
  },
  now: Date,
): Promise<void> {
  const theCase = await lockCase(tx, command.reference, command.version)
  refuse(whyNot.close(theCase))
  const closure_code = command.closure_code ?? theCase.closure_code ?? 'solved'
  if (theCase.state !== 'resolved') await mustHaveDone(tx, theCase.id, closure_code)
  await closeLocked(tx, author, theCase, { closure_code, because: command.because }, now)
}

/** For a case already locked by the act that closes it. Who is concerned is told, unless the act says that nobody is. */
export async function closeLocked(
  tx: Write,
  author: Author,
  theCase: Case,
  how: { closure_code: ClosureCode; because?: string | undefined; tells?: false },
  now: Date,
): Promise<void> {
  await endPause(tx, theCase, now)
  await tx
    .updateTable('cases.cases')
    .set({
      ...touched(now),
      ...{ state: 'closed', hold_reason: null, held_until: null, closure_code: how.closure_code, closed_at: now },
      resolved_at: theCase.resolved_at ?? now,
    })
    .where('id', '=', theCase.id)
    .execute()
  await stopClocks(tx, theCase, now)
  await record(tx, author, caseClosed, theCase, { closure_code: how.closure_code, because: how.because ?? null }, now, {
    topics: ['cases'],
    deliver: how.tells ?? true,
  })
}
