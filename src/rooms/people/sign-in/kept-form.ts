import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import { write } from '#platform/database/transaction.ts'
import { hashSecret, newSecret } from './secret.ts'

const NOBODY = { person_id: undefined, organisations: [] }

/** Keeps what somebody posted after their session had ended; the secret that gives it back is put in the way to sign in. */
export async function keepForm(db: Db, place: string, fields: Record<string, string>): Promise<string> {
  const { secret, hash } = newSecret()
  await write(db, NOBODY, async tx => {
    await tx.deleteFrom('platform.kept_forms').where('kept_at', '<', sql<Date>`now() - interval '1 day'`).execute()
    await tx
      .insertInto('platform.kept_forms')
      .values({ token_hash: hash, path: place, fields: JSON.stringify(fields) })
      .execute()
  })
  return secret
}

/** Gives back what was kept for a place, once. */
export async function takeKeptForm(
  db: Db,
  secret: string | undefined,
  place: string,
): Promise<Record<string, string> | undefined> {
  if (!secret) return undefined
  const kept = await write(db, NOBODY, tx =>
    tx
      .deleteFrom('platform.kept_forms')
      .where('token_hash', '=', hashSecret(secret))
      .where('path', '=', place)
      .returning('fields')
      .executeTakeFirst(),
  )
  // Written by keepForm, as a record of text.
  return kept?.fields as Record<string, string> | undefined
}
