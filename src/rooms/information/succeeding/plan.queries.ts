import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import type { Way } from '#platform/holdings/holding.ts'
import { informationProblems } from '../problems.ts'

const COLUMNS = [
  ...(['id', 'organisation_id', 'kind', 'other_id', 'successor_id', 'name', 'short_name', 'takes_effect_at'] as const),
  ...(['settled', 'state', 'step', 'reached', 'steps_taken', 'planned_by', 'planned_by_name'] as const),
  ...(['planned_at', 'confirmed_by', 'confirmed_by_name', 'confirmed_at', 'done_at'] as const),
] as const

const some = (tx: Read) => tx.selectFrom('information.succession_plans').select(COLUMNS)
type Row = Awaited<ReturnType<ReturnType<typeof some>['executeTakeFirstOrThrow']>>
export type Settled = Readonly<Record<string, Way>>
export type Plan = Omit<Row, 'settled'> & { readonly settled: Settled }

const settled = z.record(z.string(), z.enum(['first', 'second', 'join', 'rename', 'both']))
const planFrom = (row: Row): Plan => ({ ...row, settled: settled.parse(row.settled) })

/** Raises `information.plan-not-found`. */
export async function getPlan(tx: Read, id: string): Promise<Plan> {
  const row = await some(tx).where('id', '=', id).executeTakeFirst()
  return row ? planFrom(row) : informationProblems.raise('plan-not-found')
}

/** Keeps others from going on with a plan until the transaction ends. */
export async function lockPlan(tx: Read, id: string): Promise<Plan> {
  const row = await some(tx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? planFrom(row) : informationProblems.raise('plan-not-found')
}

/** The plans an organisation has part in, the latest first. */
export async function listPlans(tx: Read, organisation_id: string): Promise<Plan[]> {
  const rows = await some(tx)
    .where(eb => eb.or([eb('organisation_id', '=', organisation_id), eb('other_id', '=', organisation_id)]))
    .orderBy('planned_at', 'desc')
    .limit(50)
    .execute()
  return rows.map(planFrom)
}

/** Those a plan concerns, as they are before it. */
export const concerned = ({ organisation_id, other_id }: Pick<Plan, 'organisation_id' | 'other_id'>): string[] =>
  other_id ? [organisation_id, other_id] : [organisation_id]
