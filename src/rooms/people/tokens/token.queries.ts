import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export interface Token {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly created_at: Date
  readonly expires_at: Date | null
  readonly revoked_at: Date | null
}

/** A person's tokens, newest first, those revoked and expired too: never their secrets, which nobody keeps. */
export async function listTokens(tx: Read, person_id: string): Promise<Token[]> {
  const { rows } = await sql<Token>`select * from people.tokens_of(${person_id})`.execute(tx)
  return rows
}
