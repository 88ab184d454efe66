import type { Write } from '#platform/database/transaction.ts'
import { peopleProblems } from '../problems.ts'
import { needsSecondFactor } from './second-factor.queries.ts'

/**
 * Says whether somebody may give up a factor when so many others remain. Without any, codes for the loss of one go too. Raises
 * `people.factor-needed`.
 */
export async function keepAFactor(tx: Write, person_id: string, others: number): Promise<void> {
  if (others > 0) return
  if (await needsSecondFactor(tx, person_id)) peopleProblems.raise('factor-needed')
  await tx.deleteFrom('people.recovery_codes').where('person_id', '=', person_id).execute()
}
