import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { directoryTokenCreated, directoryTokenRevoked } from '../events.ts'
import { lockOrganisation } from '../organisations/organisation.queries.ts'
import { peopleProblems } from '../problems.ts'
import { newSecret } from '../sign-in/secret.ts'
import { listDirectoryTokens } from './directory-token.queries.ts'

/** Makes a token for an organisation's directory. The secret is given once; only its hash is kept. */
export async function createDirectoryToken(
  tx: Write,
  author: Author,
  command: { organisation_id: string; name: string; expires_at: Date },
  now: Date,
): Promise<{ id: string; secret: string }> {
  const { organisation_id, name, expires_at } = command
  await lockOrganisation(tx, organisation_id)
  const id = newId()
  const { secret, hash } = newSecret('scim_')
  await tx
    .insertInto('people.directory_tokens')
    .values({ id, organisation_id, name, token_hash: hash, made_by_name: author.name, created_at: now, expires_at })
    .execute()
  const payload = { token_id: id, name, expires_at: expires_at.toISOString() }
  await record(tx, author, directoryTokenCreated, { id: organisation_id, organisation_id }, payload, now)
  return { id, secret }
}

/** Ends a directory's token: it is refused from the next request on. Raises `people.directory-token-not-found`. */
export async function revokeDirectoryToken(
  tx: Write,
  author: Author,
  command: { organisation_id: string; id: string },
  now: Date,
): Promise<void> {
  const { organisation_id, id } = command
  await lockOrganisation(tx, organisation_id)
  const token = (await listDirectoryTokens(tx, organisation_id)).find(one => one.id === id)
  if (!token || token.revoked_at) return peopleProblems.raise('directory-token-not-found')
  await tx.updateTable('people.directory_tokens').set({ revoked_at: now }).where('id', '=', id).execute()
  const payload = { token_id: id, name: token.name }
  await record(tx, author, directoryTokenRevoked, { id: organisation_id, organisation_id }, payload, now)
}
