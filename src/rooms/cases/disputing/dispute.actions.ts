import { sql } from 'kysely'
import { isId, newId } from '#platform/database/id.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { lockCase } from '../case.queries.ts'
import { type Dispute, listDisputesOf, lockDispute } from './dispute.queries.ts'
import { type DisputeState, whyNotDispute } from './dispute.rules.ts'
import { disputeSettled, pauseDisputed } from './events.ts'
import { disputeProblems } from './problems.ts'
import { weighDisputes } from './weigh.actions.ts'

export interface DisputePause {
  readonly reference: string
  readonly pause_id: string
  readonly because: string
}

async function getPause(tx: Read, case_id: string, id: string) {
  if (!isId(id)) return disputeProblems.raise('no-such-pause')
  const { rows } = await sql<{ reason: string; from_time: Date }>`
    select reason, from_time from cases.pauses where id = ${id} and case_id = ${case_id}`.execute(tx)
  return rows[0] ?? disputeProblems.raise('no-such-pause')
}

const refuse = (why: ReturnType<(typeof whyNotDispute)[keyof typeof whyNotDispute]>) => {
  if (why) disputeProblems.raise(why)
}

/** Says that a pause should not have been. Raises `disputes.no-such-pause`, `disputes.disputed-already`. Returns the dispute. */
export async function disputePause(tx: Write, author: Author, command: DisputePause, now: Date): Promise<string> {
  const theCase = await lockCase(tx, command.reference)
  const { pause_id, because } = command
  const { reason, from_time } = await getPause(tx, theCase.id, pause_id)
  const known = await listDisputesOf(tx, theCase.id)
  refuse(whyNotDispute.raise(known.filter(dispute => dispute.pause_id === pause_id)))
  const id = newId()
  const { id: case_id, organisation_id } = theCase
  // Only somebody signed in may dispute: the route and its permission see to it.
  const row = { id, organisation_id, case_id, pause_id, because, raised_by: author.person_id!, raised_at: now }
  await tx.insertInto('cases.pause_disputes').values(row).execute()
  const payload = { dispute_id: id, reason, from: from_time.toISOString(), because }
  await record(tx, author, pauseDisputed, theCase, payload, now, { topics: ['cases'] })
  return id
}

async function settle(tx: Write, author: Author, dispute: Dispute, state: DisputeState, words: string, now: Date) {
  const theCase = await lockCase(tx, dispute.reference)
  await tx
    .updateTable('cases.pause_disputes')
    .set({ state, words: words || null, settled_by: author.person_id ?? null, settled_at: now })
    .where('id', '=', dispute.id)
    .execute()
  const { id: dispute_id, raised_by, reason, from_time } = dispute
  const payload = { dispute_id, raised_by, reason, from: from_time.toISOString(), state, words }
  await record(tx, author, disputeSettled, theCase, payload, now, { topics: ['cases'] })
  return theCase
}

export interface SettleDispute {
  readonly id: string
  readonly decision: 'upheld' | 'rejected'
  readonly words: string
}

/**
 * Answers a dispute. Upheld, the pause does not count for the desk: what that makes of each promise is kept beside its outcome.
 * Raises `disputes.not-found`, `disputes.settled`, `disputes.own-dispute`.
 */
export async function settleDispute(tx: Write, author: Author, command: SettleDispute, now: Date): Promise<void> {
  const dispute = await lockDispute(tx, command.id)
  refuse(whyNotDispute.settle(dispute, author.person_id))
  const theCase = await settle(tx, author, dispute, command.decision, command.words, now)
  if (command.decision === 'upheld') await weighDisputes(tx, theCase, now)
}

/** Takes one's own dispute back. Raises `disputes.not-found`, `disputes.not-yours`, `disputes.settled`. */
export async function withdrawDispute(tx: Write, author: Author, { id }: { id: string }, now: Date): Promise<Dispute> {
  const dispute = await lockDispute(tx, id)
  refuse(whyNotDispute.withdraw(dispute, author.person_id))
  await settle(tx, author, dispute, 'withdrawn', '', now)
  return dispute
}
