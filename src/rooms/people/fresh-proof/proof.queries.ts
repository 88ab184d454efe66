import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import { type Read, read, write } from '#platform/database/transaction.ts'
import { factorsOf } from '../second-factor/second-factor.queries.ts'

const NOBODY = { person_id: undefined, organisations: [] }

/** When the person of a session last showed that it is them; null for never, as far as we know. */
export async function provedAt(db: Db, token_hash: string): Promise<Date | null> {
  const { rows } = await read(db, NOBODY, tx =>
    sql<{ at: Date | null }>`select people.proved_at(${token_hash}) as at`.execute(tx),
  )
  return rows[0]?.at ?? null
}

/** Somebody has just shown it, or did then. */
export const noteProof = (db: Db, token_hash: string, at: Date | null) =>
  write(db, NOBODY, tx => sql`select people.note_proof(${token_hash}, ${at})`.execute(tx))

/** By what somebody can show that it is them. */
export interface Ways {
  readonly password: boolean
  readonly code: boolean
  readonly passkey: boolean
  readonly provider: { readonly id: string; readonly name: string } | undefined
}

/** The ways somebody has. */
export async function waysOf(tx: Read, person_id: string): Promise<Ways> {
  const { authenticator, passkeys, recovery_codes } = await factorsOf(tx, person_id)
  const { rows } = await sql<{ password: boolean }>`
    select people.has_password(${person_id}) and not people.must_use_provider(${person_id}) as password`.execute(tx)
  const provider = await tx
    .selectFrom('people.identities as i')
    .innerJoin('people.identity_providers as p', 'p.id', 'i.provider_id')
    .select(['p.id', 'p.name'])
    .where('i.person_id', '=', person_id)
    .where('p.active', '=', true)
    .orderBy('i.used_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return {
    password: rows[0]?.password === true,
    code: authenticator !== null || recovery_codes > 0,
    passkey: passkeys.length > 0,
    provider,
  }
}
