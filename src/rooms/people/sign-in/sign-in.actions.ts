import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import { read, write } from '#platform/database/transaction.ts'
import { limitRate } from '#platform/http/security.ts'
import { sealIdToken } from '../single-sign-on/seal-id-token.ts'
import { findPassword } from './actor.queries.ts'
import { checkPassword } from './password.ts'
import { newSecret } from './secret.ts'

const NOBODY = { person_id: undefined, organisations: [] }

/** A working day and a little more: nobody is put out in the middle of a shift, and nobody stays in for a week. */
const SESSION_HOURS = 12

export interface Attempt {
  readonly email: string
  readonly password: string
  readonly address: string
  readonly browser: string
}

/**
 * Starts a session and returns its secret, for the cookie; undefined when the address and password do not belong together, in the
 * same time and words whichever is wrong. Raises `too-many-tries` by address and by account.
 */
export async function signIn(db: Db, attempt: Attempt, now: Date): Promise<string | undefined> {
  await limitRate(db, `sign-in:address:${attempt.address}`, 40, 10)
  await limitRate(db, `sign-in:account:${attempt.email.toLowerCase()}`, 10, 10)
  const found = await findPassword(db, attempt.email)
  const right = await checkPassword(attempt.password, found?.hash)
  if (!right || !found || (await mustUseProvider(db, found.person_id))) return undefined
  return startSession(db, { ...attempt, person_id: found.person_id }, now)
}

/** Whether their organisation wants them to come by its identity provider. In the same words and time as a wrong password. */
async function mustUseProvider(db: Db, person_id: string): Promise<boolean> {
  const { rows } = await read(db, NOBODY, tx =>
    sql<{ must: boolean }>`select people.must_use_provider(${person_id}) as must`.execute(tx),
  )
  return rows[0]?.must !== false
}

/** By which identity provider somebody came, and what signs them out there. */
export interface CameBy {
  readonly provider_id: string
  readonly provider_session: string | null
  readonly id_token: string
}

/** A new session for a person who has shown who they are: always a new secret, so that one planted before is worth nothing. */
export async function startSession(
  db: Db,
  who: { person_id: string; address: string; browser: string; by?: CameBy | undefined },
  now: Date,
): Promise<string> {
  const { secret, hash } = newSecret()
  const ends = new Date(now.getTime() + SESSION_HOURS * 3_600_000)
  await write(db, NOBODY, async tx => {
    await sql`select people.start_session(${hash}, ${who.person_id}, ${ends}, ${who.address}, ${who.browser.slice(0, 300)})`.execute(
      tx,
    )
    if (who.by)
      await sql`select people.note_provider_session(${hash}, ${who.by.provider_id}, ${who.by.provider_session},
        ${sealIdToken(hash, who.by.id_token)})`.execute(tx)
  })
  return secret
}

export const endSession = (db: Db, token_hash: string) =>
  write(db, NOBODY, tx => sql`select people.end_session(${token_hash})`.execute(tx))
