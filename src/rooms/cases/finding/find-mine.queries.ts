import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export interface MineFound {
  readonly reference: string
  readonly subject: string
}

/** A person's open cases whose subject has these letters in it, what changed last first; of nothing typed, the last few. */
export async function findAmongMine(tx: Read, person_id: string, typed: string, most = 6): Promise<MineFound[]> {
  const { rows } = await sql<MineFound>`select c.reference, c.subject from cases.cases c
    where c.assignee_id = ${person_id} and c.is_open and position(${typed.trim().toLowerCase()} in lower(c.subject)) > 0
    order by c.changed_at desc limit ${sql.lit(most)}`.execute(tx)
  return rows
}
