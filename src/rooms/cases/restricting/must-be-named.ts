import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { caseProblems } from '../problems.ts'

/** Raises `cases.assignee-not-named` when whoever is given a restricted case could not open it. */
export async function mustBeNamed(
  tx: Read,
  case_id: string,
  person_id: string | null,
  refusal: 'assignee-not-named' | 'not-named' = 'assignee-not-named',
): Promise<void> {
  if (!person_id) return
  const { rows } = await sql`select from cases.named_among(${case_id}, ${[person_id]}::uuid[], false)`.execute(tx)
  if (rows.length === 0) caseProblems.raise(refusal)
}
