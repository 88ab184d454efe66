import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Agreement, recallAgreement, targetsAt } from '#rooms/catalogue/index.ts'
import type { Priority } from '../case.rules.ts'
import {
  type CaseClock,
  goOn,
  mergeAway,
  nextDue,
  pause,
  resume,
  retarget,
  stop,
  takeBack,
} from './case-clock.rules.ts'
import { listClocks } from './clocks.queries.ts'
import { type CaseOf, type Happening, retimeAll } from './retime.actions.ts'

/** Rows as the database keeps them: without the calendar itself. */
export const clockRows = (theCase: CaseOf, clocks: readonly CaseClock[]) =>
  clocks.map(({ calendar: _, ...row }) => ({ ...row, case_id: theCase.id, organisation_id: theCase.organisation_id }))

/**
 * Changes every clock of a locked case by one rule, keeps what changed, and returns how they stand with what is due next. Where more
 * is agreed than the plain two, they are worked out from the record instead, and from what happens now if it is not yet in it.
 */
async function change(
  tx: Write,
  theCase: CaseOf,
  how: { readonly rule: (clock: CaseClock) => CaseClock; readonly happening?: Happening },
  now: Date,
): Promise<{ clocks: readonly CaseClock[] }> {
  const { agreed } = await recallAgreement(tx, theCase.organisation_id)
  if (!agreed.plain)
    return { clocks: await retimeAll(tx, theCase, { agreed, happening: how.happening ? [how.happening] : [] }, now) }
  const before = await listClocks(tx, theCase.id)
  const clocks = before.map(how.rule)
  for (const [index, clock] of clocks.entries()) if (clock !== before[index]) await keepClock(tx, clock)
  await tx.updateTable('cases.cases').set(nextDue(clocks)).where('id', '=', theCase.id).execute()
  return { clocks }
}

/** Keeps how a locked case's clock stands. */
export async function keepClock(tx: Write, clock: CaseClock): Promise<void> {
  const { id, calendar: _, metric: __, started_at: ___, ...row } = clock
  await tx.updateTable('cases.case_clocks').set(row).where('id', '=', id).execute()
}

// The first response is owed while we wait for anybody: only the resolution pauses (clock semantics 8).
const pauses = (clock: CaseClock) => clock.metric !== 'first_response'

/** `happening` is what is not in the record yet: most acts change the clocks first, and record what became of them. */
export const pauseClocks = (
  tx: Write,
  theCase: CaseOf,
  hold: { reason: string; until?: Date | undefined },
  now: Date,
) =>
  change(
    tx,
    theCase,
    {
      rule: clock => (pauses(clock) ? pause(clock, now) : clock),
      happening: { what: 'paused', reason: hold.reason, until: hold.until?.getTime() },
    },
    now,
  )

/** They go on from the moment that was agreed, or from now. */
export const resumeClocks = (tx: Write, theCase: CaseOf, from: Date, now: Date) =>
  change(tx, theCase, { rule: clock => resume(clock, from), happening: { what: 'resumed' } }, now)

export const stopClocks = (tx: Write, theCase: CaseOf, now: Date) =>
  change(tx, theCase, { rule: clock => stop(clock, now), happening: { what: 'resolved' } }, now)

/** The first answer a requester can read, by a person of ours, stops the response clock (clock semantics 6). It is in the record. */
export const stopResponseClock = (tx: Write, theCase: CaseOf, now: Date) =>
  change(tx, theCase, { rule: clock => (clock.metric === 'first_response' ? stop(clock, now) : clock) }, now)

/** A reopened case owes its resolution again; its first response was given. */
export const goOnWithClocks = (tx: Write, theCase: CaseOf, now: Date) =>
  change(
    tx,
    theCase,
    { rule: clock => (clock.metric === 'resolve' ? goOn(clock, now) : clock), happening: { what: 'reopened' } },
    now,
  )

export const endClocksByMerge = (tx: Write, theCase: CaseOf, now: Date) =>
  change(tx, theCase, { rule: clock => mergeAway(clock, now), happening: { what: 'merged', into: '' } }, now)

/** Sets the clocks of a case going again whose merge is undone. `before` says for each, by identifier, how it stood. */
export const takeClocksBack = (
  tx: Write,
  theCase: CaseOf,
  before: Readonly<Record<string, CaseClock['state']>>,
  now: Date,
) =>
  change(
    tx,
    theCase,
    { rule: clock => takeBack(clock, before[clock.id] ?? 'stopped', now), happening: { what: 'unmerged' } },
    now,
  )

/** Sets a locked case's clocks to another priority's targets, which is in the record; starts those it did not have. */
export async function retargetClocks(tx: Write, theCase: CaseOf & { started_at: Date }, priority: Priority, now: Date) {
  const agreement = await recallAgreement(tx, theCase.organisation_id)
  const wanted = (await targetsOf(tx, theCase, agreement)).filter(target => target.priority === priority)
  return change(
    tx,
    theCase,
    {
      rule: clock => {
        const target = wanted.find(({ metric }) => metric === clock.metric)
        return target ? retarget(clock, target, now) : clock
      },
    },
    now,
  )
}

/** What a case was promised when it began, or when its targets were last changed while it was open (requirement S-38). */
async function targetsOf(tx: Read, { id, started_at }: CaseOf & { started_at: Date }, agreement: Agreement) {
  const { rows } = await sql<{ since: Date }>`
    select coalesce((payload ->> 'since')::timestamptz, happened_at) as since from platform.events
    where subject_id = ${id} and name = 'case.targetsMoved' order by position desc limit 1`.execute(tx)
  return targetsAt(agreement, rows[0]?.since ?? started_at)
}
