import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { sessionsEnded } from '../events.ts'
import { lockPerson } from '../persons/person.queries.ts'
import { hashSecret } from '../sign-in/secret.ts'
import type { SignedOut } from './logout-token.rules.ts'

/** Somebody has signed out at a provider: their sessions that came by it end here. False for a token that was used before. */
export async function signOutByProvider(
  tx: Write,
  author: Author,
  command: { provider_id: string; signed_out: SignedOut },
  now: Date,
): Promise<boolean> {
  const { provider_id, signed_out } = command
  const { jti, until, subject = null, session = null } = signed_out
  const { rows: taken } = await sql<{ taken: boolean }>`
    select people.take_logout_token(${provider_id}, ${hashSecret(jti)}, ${until}) as taken`.execute(tx)
  if (!taken[0]?.taken) return false
  const { rows } = await sql<{ person_id: string; sessions: number }>`
    select * from people.end_provider_sessions(${provider_id}, ${subject}, ${session})`.execute(tx)
  for (const { person_id, sessions } of rows)
    await record(tx, author, sessionsEnded, await lockPerson(tx, person_id), { sessions }, now)
  return true
}
