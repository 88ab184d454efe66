import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { tokenCreated, tokenRevoked } from '../events.ts'
import { PERMISSIONS } from '../permissions.ts'
import { lockPerson } from '../persons/person.queries.ts'
import { peopleProblems } from '../problems.ts'
import { newSecret } from '../sign-in/secret.ts'
import { listTokens } from './token.queries.ts'

export interface CreateToken {
  readonly person_id: string
  /** What the token is for, so that its owner knows which to revoke. */
  readonly name: string
  /** Names of permissions. The token may do what is both here and among what its person may do at that moment. */
  readonly scopes: readonly string[]
  readonly expires_at?: Date | undefined
}

/**
 * Makes a bearer token for a program that acts for a person. The secret is given once; only its hash is kept. Raises
 * `people.unknown-scope`, `people.no-scopes`, `people.not-found`.
 */
export async function createToken(
  tx: Write,
  author: Author,
  command: CreateToken,
  now: Date,
): Promise<{ id: string; secret: string }> {
  const { name, scopes, expires_at } = command
  if (scopes.length === 0) peopleProblems.raise('no-scopes')
  const unknown = scopes.find(scope => !PERMISSIONS.some(permission => permission === scope))
  if (unknown) peopleProblems.raise('unknown-scope', { scope: unknown })
  const person = await lockPerson(tx, command.person_id)
  const id = newId()
  const { secret, hash } = newSecret('moot_')
  await sql`select people.create_token(${id}, ${person.id}, ${name}, ${hash}, ${[...scopes]}, ${expires_at ?? null})`.execute(
    tx,
  )
  const payload = { token_id: id, name, scopes: [...scopes], expires_at: expires_at?.toISOString() ?? null }
  await record(tx, author, tokenCreated, person, payload, now)
  return { id, secret }
}

/** Ends a person's token; programs that use it are refused within two seconds. Raises `people.token-not-found`. */
export async function revokeToken(
  tx: Write,
  author: Author,
  command: { person_id: string; id: string },
  now: Date,
): Promise<void> {
  const person = await lockPerson(tx, command.person_id)
  const token = (await listTokens(tx, person.id)).find(({ id }) => id === command.id)
  if (!token || token.revoked_at) return peopleProblems.raise('token-not-found')
  await sql`select people.revoke_token(${token.id}, ${person.id})`.execute(tx)
  await record(tx, author, tokenRevoked, person, { token_id: token.id, name: token.name }, now)
}
