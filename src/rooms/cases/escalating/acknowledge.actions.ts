import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { mayNow } from '#rooms/people/index.ts'
import { lockCase } from '../case.queries.ts'
import { escalationAcknowledged } from '../events.ts'
import { caseProblems } from '../problems.ts'
import { type Mark, sayThreshold } from './escalation.rules.ts'

interface Found {
  metric: string
  mark: Mark
  amount: number
  acknowledged_at: Date | null
  told: boolean
}

/**
 * Says that somebody has it: nobody is told of this threshold again. For whoever was told, and whoever works on the case. Twice is
 * once. Raises `cases.escalation-not-found`, `cases.escalation-of-another`, `cases.escalation-acknowledged` when somebody else has it.
 */
export async function acknowledge(
  tx: Write,
  author: Author & { person_id: string },
  command: { reference: string; escalation_id: string },
  now: Date,
): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  const { rows } = await sql<Found & { acknowledged_by: string | null }>`
    select e.metric, e.mark, e.amount, e.acknowledged_at, e.acknowledged_by,
      exists (select from cases.escalation_persons p where p.escalation_id = e.id and p.person_id = ${author.person_id}) as told
    from cases.escalations e where e.id = ${command.escalation_id} and e.case_id = ${theCase.id} for update of e`.execute(
    tx,
  )
  const found = rows[0] ?? caseProblems.raise('escalation-not-found')
  if (found.acknowledged_at) {
    if (found.acknowledged_by === author.person_id) return
    caseProblems.raise('escalation-acknowledged')
  }
  if (!found.told && !(await mayNow(tx, author.person_id, theCase.organisation_id, 'cases.work')))
    caseProblems.raise('escalation-of-another')
  await tx
    .updateTable('cases.escalations')
    .set({ acknowledged_by: author.person_id, acknowledged_at: now, repeat_at: null })
    .where('id', '=', command.escalation_id)
    .execute()
  const payload = { escalation_id: command.escalation_id, metric: found.metric, threshold: sayThreshold(found) }
  await record(tx, author, escalationAcknowledged, theCase, payload, now, { topics: ['cases'] })
}
