import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import { write } from '#platform/database/transaction.ts'
import { limitRate } from '#platform/http/security.ts'
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
  if (!(await checkPassword(attempt.password, found?.hash)) || !found) return undefined
  return startSession(db, { ...attempt, person_id: found.person_id }, now)
}

/** A new session for a person who has shown who they are: always a new secret, so that one planted before is worth nothing. */
export async function startSession(
  db: Db,
  who: { person_id: string; address: string; browser: string },
  now: Date,
): Promise<string> {
  const { secret, hash } = newSecret()
  const ends = new Date(now.getTime() + SESSION_HOURS * 3_600_000)
  await write(db, NOBODY, tx =>
    sql`select people.start_session(${hash}, ${who.person_id}, ${ends}, ${who.address}, ${who.browser.slice(0, 300)})`.execute(
      tx,
    ),
  )
  return secret
}

export const endSession = (db: Db, token_hash: string) =>
  write(db, NOBODY, tx => sql`select people.end_session(${token_hash})`.execute(tx))
