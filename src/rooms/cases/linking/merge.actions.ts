/*
 * A merge ends one case and goes on with another. Nothing said is moved: the messages stay where they were written, and the story
 * of the case that goes on is read with them, by staff. So neither requester ever reads the other's words, unless somebody lets
 * them follow the other case.
 */
import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import type { Case } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { endClocksByMerge } from '../clocks/clocks.actions.ts'
import { listClocks } from '../clocks/clocks.queries.ts'
import { endPause } from '../clocks/hold-case.actions.ts'
import { caseMerged, caseTookIn, caseWatched } from '../events.ts'
import { caseProblems, refuse } from '../problems.ts'
import { touched } from '../touch.ts'
import { lockBoth } from './link.actions.ts'
import type { Before } from './merge.queries.ts'

export interface MergeCases {
  /** The case that ends. */
  readonly reference: string
  /** The case that goes on, by reference. */
  readonly into: string
  /** Lets the requester of the one that ends read the other on the portal. The same requester reads it anyway. */
  readonly follow: boolean
}

/**
 * Merges a case into another of its organisation: its clocks end as merged, its open tasks move. Raises `cases.linked-to-itself`,
 * `cases.merge-elsewhere`, `cases.merge-restricted`, `cases.merged`, `cases.other-is-merged`, `cases.other-is-closed`.
 */
export async function mergeCases(tx: Write, author: Author, command: MergeCases, now: Date): Promise<void> {
  const [theCase, into] = await lockBoth(tx, command.reference, command.into)
  if (theCase.id === into.id) caseProblems.raise('linked-to-itself')
  if (theCase.organisation_id !== into.organisation_id) caseProblems.raise('merge-elsewhere')
  if (theCase.restricted !== into.restricted) caseProblems.raise('merge-restricted')
  refuse(whyNot.merge(theCase))
  if (into.merged_into_id) caseProblems.raise('other-is-merged')
  if (into.state === 'closed') caseProblems.raise('other-is-closed')
  const clocks = await listClocks(tx, theCase.id)
  const follows = command.follow && theCase.requester_id !== into.requester_id
  const before: Before = {
    ...{ state: theCase.state, closure_code: theCase.closure_code, closed_at: theCase.closed_at },
    resolved_at: theCase.resolved_at,
    ...{ hold_reason: theCase.hold_reason, held_until: theCase.held_until },
    clocks: Object.fromEntries(clocks.map(clock => [clock.id, clock.state])),
    tasks: await moveOpenTasks(tx, theCase.id, into.id),
    watchers: follows ? await follow(tx, author, into, theCase, now) : [],
  }
  await close(tx, theCase, into, now)
  const { organisation_id } = theCase
  const who = { merged_by: author.person_id ?? null, merged_at: now }
  const ends = { from_case_id: theCase.id, into_case_id: into.id }
  await tx
    .insertInto('cases.merges')
    .values({ id: newId(), organisation_id, ...ends, ...who, before: JSON.stringify(before) })
    .execute()
  await record(tx, author, caseMerged, theCase, { into_id: into.id, reference: into.reference }, now, {
    topics: ['cases'],
  })
  const counts = { messages: await countMessages(tx, theCase.id), tasks: before.tasks.length }
  const from = { other_id: theCase.id, reference: theCase.reference, ...counts }
  await record(tx, author, caseTookIn, into, from, now, { topics: ['cases'] })
}

async function close(tx: Write, theCase: Case, into: Case, now: Date) {
  await endPause(tx, theCase, now)
  await tx
    .updateTable('cases.cases')
    .set({
      ...touched(now),
      ...{ state: 'closed', closure_code: 'merged', closed_at: now, merged_into_id: into.id },
      resolved_at: theCase.resolved_at ?? now,
      ...{ hold_reason: null, held_until: null },
    })
    .where('id', '=', theCase.id)
    .execute()
  await endClocksByMerge(tx, theCase, now)
}

/** Puts what is still to be done behind the other case's own tasks; returns which. */
async function moveOpenTasks(tx: Write, from: string, into: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update cases.tasks set case_id = ${into},
      position = position + (select coalesce(max(position), 0) from cases.tasks where case_id = ${into})
    where case_id = ${from} and state = 'to_do' returning id`.execute(tx)
  return rows.map(row => row.id)
}

async function follow(tx: Write, author: Author, into: Case, { requester_id, requester }: Case, now: Date) {
  const added = await tx
    .insertInto('cases.watchers')
    .values({ case_id: into.id, person_id: requester_id, organisation_id: into.organisation_id, since: now })
    .onConflict(conflict => conflict.doNothing())
    .returning('person_id')
    .execute()
  if (added.length === 0) return []
  await record(tx, author, caseWatched, into, { person_id: requester_id, person: requester }, now)
  return [requester_id]
}

async function countMessages(tx: Read, case_id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from cases.messages where case_id = ${case_id}`.execute(tx)
  return rows[0]!.count
}
