import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

/** Whether what fell due since a restored backup is being done just now: it is then told on screen alone, and nothing leaves. */
export async function isCatchingUp(tx: Read): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select platform.is_catching_up() as yes`.execute(tx)
  return rows[0]?.yes === true
}
