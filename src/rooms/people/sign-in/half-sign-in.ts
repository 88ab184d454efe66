/*
 * Between the first proof and the second: a row of its own, which is no session. Nothing that asks for a session knows it, so whoever
 * is half way in can do the second step and nothing else.
 */
import type { Context } from 'hono'
import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import { type Identity, read, write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import type { Env } from '#platform/http/env.ts'
import { sealIdToken, unsealIdToken } from '../single-sign-on/seal-id-token.ts'
import { giveHalfCookie, halfSecret } from './cookies.ts'
import { hashSecret, newSecret } from './secret.ts'
import type { CameBy } from './sign-in.actions.ts'

const NOBODY = { person_id: undefined, organisations: [] }
const SECONDS = 600

export interface Half {
  readonly token_hash: string
  readonly person_id: string
  readonly organisation_id: string
  readonly name: string
  readonly email: string | null
  /** Whether they have a second factor; without one they must set one up. */
  readonly has: boolean
  readonly tries: number
}

/** Begins one, for ten minutes. By which provider they came is kept until they are in: it may end their session. */
export async function beginHalf(
  c: Context<Env>,
  { person_id, by }: { person_id: string; by: CameBy | undefined },
  now: Date,
): Promise<void> {
  const { secret, hash } = newSecret()
  const ends = new Date(now.getTime() + SECONDS * 1000)
  const sealed = by?.id_token ? sealIdToken(hash, by.id_token) : null
  await write(c.var.db, NOBODY, tx =>
    sql`select people.begin_half_sign_in(${hash}, ${person_id}, ${ends}, ${by?.provider_id ?? null},
      ${by?.provider_session ?? null}, ${sealed})`.execute(tx),
  )
  giveHalfCookie(c, secret, SECONDS)
}

/** Who is half way in; undefined for nobody, and after ten minutes. */
export async function findHalf(c: Context<Env>, now: Date): Promise<Half | undefined> {
  const secret = halfSecret(c)
  if (!secret) return undefined
  const token_hash = hashSecret(secret)
  const { rows } = await read(c.var.db, NOBODY, tx =>
    sql<Omit<Half, 'token_hash'>>`select * from people.half_sign_in_of(${token_hash}, ${now})`.execute(tx),
  )
  return rows[0] && { ...rows[0], token_hash }
}

/** Counts a try; how many there were with this one. */
export async function countTry(db: Db, half: Half): Promise<number> {
  const { rows } = await write(db, NOBODY, tx =>
    sql<{ tries: number }>`select people.try_second_step(${half.token_hash}) as tries`.execute(tx),
  )
  return rows[0]?.tries ?? Number.POSITIVE_INFINITY
}

/** Ends it, and says by which provider it began, if by one; undefined when another request was first. */
export async function endHalf(db: Db, half: Half): Promise<{ by: CameBy | undefined } | undefined> {
  const { rows } = await write(db, NOBODY, tx =>
    sql<{ provider_id: string | null; provider_session: string | null; sealed_id_token: string | null }>`
      select * from people.end_half_sign_in(${half.token_hash})`.execute(tx),
  )
  const [ended] = rows
  if (!ended) return undefined
  const { provider_id, provider_session, sealed_id_token } = ended
  const id_token = sealed_id_token && unsealIdToken(half.token_hash, sealed_id_token)
  return { by: provider_id ? { provider_id, provider_session, id_token } : undefined }
}

/** What they may see and change: what is their own. */
export const identityOf = (half: Pick<Half, 'person_id' | 'organisation_id'>): Identity => ({
  person_id: half.person_id,
  organisations: [half.organisation_id],
})

export const authorOf = (half: Pick<Half, 'person_id' | 'name'>): Author => ({
  person_id: half.person_id,
  name: half.name,
})
