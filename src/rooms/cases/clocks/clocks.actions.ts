import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { getAgreement } from '#rooms/catalogue/index.ts'
import type { Priority } from '../case.rules.ts'
import {
  type CaseClock,
  goOn,
  mergeAway,
  nextDue,
  pause,
  resume,
  retarget,
  start,
  stop,
  takeBack,
} from './case-clock.rules.ts'
import { listClocks } from './clocks.queries.ts'

interface CaseOf {
  readonly id: string
  readonly organisation_id: string
}

/** Rows as the database keeps them: without the calendar itself. */
export const clockRows = (theCase: CaseOf, clocks: readonly CaseClock[]) =>
  clocks.map(({ calendar: _, ...row }) => ({ ...row, case_id: theCase.id, organisation_id: theCase.organisation_id }))

/** Changes every clock of a locked case by one rule, keeps what changed, and returns how they stand with what is due next. */
async function change(tx: Write, theCase: CaseOf, rule: (clock: CaseClock) => CaseClock) {
  const before = await listClocks(tx, theCase.id)
  const after = before.map(rule)
  for (const [index, clock] of after.entries()) if (clock !== before[index]) await keepClock(tx, clock)
  const due = nextDue(after)
  await tx.updateTable('cases.cases').set(due).where('id', '=', theCase.id).execute()
  return { clocks: after, ...due }
}

/** Keeps how a locked case's clock stands. */
export async function keepClock(tx: Write, clock: CaseClock): Promise<void> {
  const { id, calendar: _, metric: __, started_at: ___, ...row } = clock
  await tx.updateTable('cases.case_clocks').set(row).where('id', '=', id).execute()
}

// The first response is owed while we wait for anybody: only the resolution pauses (clock semantics 8).
const pauses = (clock: CaseClock) => clock.metric !== 'first_response'

export const pauseClocks = (tx: Write, theCase: CaseOf, now: Date) =>
  change(tx, theCase, clock => (pauses(clock) ? pause(clock, now) : clock))

export const resumeClocks = (tx: Write, theCase: CaseOf, now: Date) => change(tx, theCase, clock => resume(clock, now))

export const stopClocks = (tx: Write, theCase: CaseOf, now: Date) => change(tx, theCase, clock => stop(clock, now))

/** The first answer a requester can read, by a person of ours, stops the response clock (clock semantics 6). */
export const stopResponseClock = (tx: Write, theCase: CaseOf, now: Date) =>
  change(tx, theCase, clock => (clock.metric === 'first_response' ? stop(clock, now) : clock))

/** A reopened case owes its resolution again; its first response was given. */
export const goOnWithClocks = (tx: Write, theCase: CaseOf, now: Date) =>
  change(tx, theCase, clock => (clock.metric === 'resolve' ? goOn(clock, now) : clock))

export const endClocksByMerge = (tx: Write, theCase: CaseOf, now: Date) =>
  change(tx, theCase, clock => mergeAway(clock, now))

/** Sets the clocks of a case going again whose merge is undone. `before` says for each, by identifier, how it stood. */
export const takeClocksBack = (
  tx: Write,
  theCase: CaseOf,
  before: Readonly<Record<string, CaseClock['state']>>,
  now: Date,
) => change(tx, theCase, clock => takeBack(clock, before[clock.id] ?? 'stopped', now))

/** Sets a locked case's clocks to another priority's targets; starts those it did not have. */
export async function retargetClocks(tx: Write, theCase: CaseOf & { started_at: Date }, priority: Priority, now: Date) {
  const { targets } = await getAgreement(tx, theCase.organisation_id)
  const wanted = targets.filter(target => target.priority === priority)
  const changed = await change(tx, theCase, clock => {
    const target = wanted.find(({ metric }) => metric === clock.metric)
    return target ? retarget(clock, target, now) : clock
  })
  const missing = wanted.filter(({ metric }) => !changed.clocks.some(clock => clock.metric === metric))
  if (missing.length === 0) return changed
  const started = missing.map(target => start(newId(), target, theCase.started_at))
  await tx.insertInto('cases.case_clocks').values(clockRows(theCase, started)).execute()
  return change(tx, theCase, clock => clock)
}
