import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export interface Session {
  readonly token_hash: string
  readonly started_at: Date
  readonly ends_at: Date
  readonly address: string | null
  readonly browser: string | null
}

/** A person's sessions that are still going, newest first. */
export async function listSessions(tx: Read, person_id: string): Promise<Session[]> {
  const { rows } = await sql<Session>`select * from people.sessions_of(${person_id})`.execute(tx)
  return rows
}
