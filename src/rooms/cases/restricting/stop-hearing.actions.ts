/*
 * Whoever was written to about a case before it was restricted hears nothing more of it unless they are named: their part in it ends,
 * and what was written to them and has not gone waits for somebody named to look at it.
 */
import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { getCaseById } from '../case.queries.ts'
import { endPart } from '../participants/participant.actions.ts'
import type { Participant } from '../participants/participant.queries.ts'
import { holdReply } from '../replying/send-pending.actions.ts'

const HELD = 'The case was restricted since. Look once more at who gets this.'

/** Once those who may know of a case are named, and before it is hidden from everybody else. */
export async function stopHearing(tx: Write, author: Author, case_id: string, now: Date): Promise<void> {
  const { rows: parts } = await sql<Participant>`
    select id, role, person_id, name, address from cases.participants p
    where case_id = ${case_id} and removed_at is null
      and (person_id is null or not cases.is_named(case_id, person_id, false))`.execute(tx)
  if (parts.length > 0) {
    const theCase = await getCaseById(tx, case_id)
    for (const part of parts) await endPart(tx, author, theCase, part, now)
  }
  const { rows: waiting } = await sql<{ id: string }>`
    select id from cases.pending_replies where case_id = ${case_id} and state = 'waiting'`.execute(tx)
  for (const { id } of waiting) await holdReply(tx, id, HELD, now)
}
