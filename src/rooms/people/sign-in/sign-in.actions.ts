import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import { read, write } from '#platform/database/transaction.ts'
import { networkOf } from '#platform/http/network.rules.ts'
import { limitRate } from '#platform/http/security.ts'
import type { SecondFactor } from '../second-factor/second-factor.queries.ts'
import { sealIdToken, unsealIdToken } from '../single-sign-on/seal-id-token.ts'
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
  /** What tells a browser they signed in from before from others. */
  readonly known?: string | undefined
}

/**
 * Whose address and password these are; undefined when they do not belong together, in the same time and words whichever is wrong.
 * Raises `too-many-tries`, in such a way that nobody can use up another's tries (decision 26).
 */
export async function checkSignIn(db: Db, attempt: Attempt): Promise<string | undefined> {
  const network = networkOf(attempt.address)
  const email = attempt.email.toLowerCase()
  if (attempt.known) await limitRate(db, `sign-in:known:${attempt.known}:${email}`, 10, 10)
  else {
    await limitRate(db, `sign-in:address:${network}`, 40, 10)
    await limitRate(db, `sign-in:account:${email}:${network}`, 10, 10)
    // Guessing from a thousand networks at once is guessing all the same: for browsers nobody signed in from, together.
    await limitRate(db, `sign-in:strangers:${email}`, 100, 60)
  }
  const found = await findPassword(db, attempt.email)
  const right = await checkPassword(attempt.password, found?.hash)
  return right && found && !(await mustUseProvider(db, found.person_id)) ? found.person_id : undefined
}

/** Whether their organisation wants them to come by its identity provider. In the same words and time as a wrong password. */
export async function mustUseProvider(db: Db, person_id: string): Promise<boolean> {
  const { rows } = await read(db, NOBODY, tx =>
    sql<{ must: boolean }>`select people.must_use_provider(${person_id}) as must`.execute(tx),
  )
  return rows[0]?.must !== false
}

/** By which identity provider somebody came, and what signs them out there. */
export interface CameBy {
  readonly provider_id: string
  readonly provider_session: string | null
  /** Null where there is no key to keep it sealed with. */
  readonly id_token: string | null
  /** When they last showed there who they are, as far as it says. */
  readonly proved_at?: Date | null | undefined
}

export interface NewSession {
  readonly person_id: string
  readonly address: string
  readonly browser: string
  readonly by?: CameBy | undefined
  /** By what a second proof was given, where one was: whoever needs one has no session without. */
  readonly second_factor?: SecondFactor | undefined
}

/**
 * A new session for a person who has shown who they are: always a new secret, so that one planted before is worth nothing. Pages use
 * `finishSignIn`, which asks for the second step first.
 */
export async function startSession(db: Db, who: NewSession, now: Date): Promise<string> {
  const { secret, hash } = newSecret()
  const ends = new Date(now.getTime() + SESSION_HOURS * 3_600_000)
  const browser = who.browser.slice(0, 300)
  const proof = who.second_factor ?? null
  await write(db, NOBODY, async tx => {
    await sql`select people.start_session(${hash}, ${who.person_id}, ${ends}, ${who.address}, ${browser}, ${proof})`.execute(
      tx,
    )
    if (who.by)
      await sql`select people.note_provider_session(${hash}, ${who.by.provider_id}, ${who.by.provider_session},
        ${who.by.id_token && sealIdToken(hash, who.by.id_token)})`.execute(tx)
    // By a provider somebody may come without being asked anything. What they gave us themselves was given now.
    if (who.by && (proof === null || proof === 'provider'))
      await sql`select people.note_proof(${hash}, ${who.by.proved_at ?? null})`.execute(tx)
  })
  return secret
}

export const endSession = (db: Db, token_hash: string) =>
  write(db, NOBODY, tx => sql`select people.end_session(${token_hash})`.execute(tx))

/** The same session under a new secret, which is returned; undefined when it has ended, or was renewed already. */
export async function renewSession(db: Db, token_hash: string): Promise<{ secret: string; hash: string } | undefined> {
  const made = newSecret()
  return write(db, NOBODY, async tx => {
    const { rows: came } = await sql<{ sealed_id_token: string | null }>`
      select * from people.provider_session_of(${token_hash})`.execute(tx)
    const sealed = came[0]?.sealed_id_token
    // Sealed to the session it is kept with.
    const again = sealed ? sealIdToken(made.hash, unsealIdToken(token_hash, sealed)) : null
    const { rows } = await sql<{ renewed: boolean }>`
      select people.renew_session(${token_hash}, ${made.hash}, ${again}) as renewed`.execute(tx)
    return rows[0]?.renewed ? made : undefined
  })
}
