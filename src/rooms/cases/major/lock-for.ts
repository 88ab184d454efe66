import type { Write } from '#platform/database/transaction.ts'
import { lockMajor, type Major } from './major.queries.ts'
import { whyNot } from './major.rules.ts'
import { majorProblems } from './problems.ts'

/** Locks an incident for an act, and raises what stops the act now. */
export async function lockFor(tx: Write, act: keyof typeof whyNot, reference: string): Promise<Major> {
  const major = await lockMajor(tx, reference)
  const refused = whyNot[act](major)
  if (refused) majorProblems.raise(refused)
  return major
}
