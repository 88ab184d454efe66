import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { SHORTEST } from '../account/password.rules.ts'

export interface OwnRules {
  readonly least_length: number
  readonly banned_words: readonly string[]
  /** How many of the last passwords cannot be had again. */
  readonly remembered: number
}

/** What an organisation asks of passwords; the usual where it has said nothing. */
export async function passwordRulesOf(tx: Read, organisation_id: string): Promise<OwnRules> {
  const row = await tx
    .selectFrom('people.password_rules')
    .select(['least_length', 'banned_words', 'remembered'])
    .where('organisation_id', '=', organisation_id)
    .executeTakeFirst()
  return row ?? { least_length: SHORTEST, banned_words: [], remembered: 0 }
}

/** The hashes of somebody's last passwords, the newest first. */
export async function earlierPasswords(tx: Read, person_id: string, most: number): Promise<string[]> {
  const { rows } = await sql<{
    hash: string
  }>`select hash from people.earlier_passwords_of(${person_id}, ${most})`.execute(tx)
  return rows.map(({ hash }) => hash)
}
