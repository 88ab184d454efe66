import type { Read } from '#platform/database/transaction.ts'
import { caseProblems } from '../problems.ts'

const COLUMNS = ['id', 'name', 'owner_id', 'team_id', 'query'] as const

/** A view of somebody's own. Raises `cases.view-not-found`. */
export async function getOwnView(tx: Read, id: string, owner_id: string) {
  const found = await tx
    .selectFrom('cases.saved_views')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('owner_id', '=', owner_id)
    .executeTakeFirst()
  return found ?? caseProblems.raise('view-not-found')
}

export const findViewNamed = (tx: Read, owner_id: string, name: string) =>
  tx
    .selectFrom('cases.saved_views')
    .select(COLUMNS)
    .where('owner_id', '=', owner_id)
    .where('name', '=', name)
    .executeTakeFirst()
