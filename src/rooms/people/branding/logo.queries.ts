import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export interface KeptLogo {
  readonly media_type: string
  readonly bytes: Buffer
}

/** A logo by what it holds; undefined when nobody has it any more. */
export async function findLogo(tx: Read, hash: string): Promise<KeptLogo | undefined> {
  const { rows } = await sql<KeptLogo>`select * from people.logo_with(${hash})`.execute(tx)
  return rows[0]
}
