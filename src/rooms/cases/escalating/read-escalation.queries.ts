import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { RUNS_OUT } from '../clocks/clocks.queries.ts'
import { type Mark, sayThreshold } from './escalation.rules.ts'

/** A threshold that is still to be told: its clock's time runs out, and nobody has said that they have it. */
export interface Standing {
  readonly metric: string
  readonly threshold: string
  readonly due_at: Date | null
}

/** What a notice may say of a threshold; null once it is over (requirement S-39: none is sent while the clock is stopped). */
export async function findStanding(tx: Read, escalation_id: string | null | undefined): Promise<Standing | null> {
  if (!escalation_id) return null
  const { rows } = await sql<{ metric: string; mark: Mark; amount: number; due_at: Date | null }>`
    select e.metric, e.mark, e.amount, coalesce(k.missed_at, k.due_at) as due_at
    from cases.escalations e join cases.case_clocks k on k.id = e.case_clock_id
    where e.id = ${escalation_id} and e.acknowledged_at is null and ${RUNS_OUT}`.execute(tx)
  const found = rows[0]
  return found ? { metric: found.metric, threshold: sayThreshold(found), due_at: found.due_at } : null
}
