import { sql } from 'kysely'
import type { Db } from '#platform/database/connect.ts'
import { write } from '#platform/database/transaction.ts'
import { hashSecret } from '../sign-in/secret.ts'

const NOBODY = { person_id: undefined, organisations: [] }

export interface Attempt {
  readonly nonce: string
  readonly verifier: string
  readonly return_to: string
  /** Whom it is to show again that it is them; null for a sign-in. */
  readonly proves: string | null
}

/** Remembers that a browser was sent to a provider. */
export const beginAttempt = (
  db: Db,
  sent: Attempt & { readonly state: string; readonly browser: string; readonly provider_id: string },
) =>
  write(db, NOBODY, tx =>
    sql`select people.begin_attempt(${hashSecret(sent.state)}, ${hashSecret(sent.browser)}, ${sent.provider_id},
      ${sent.nonce}, ${sent.verifier}, ${sent.return_to}, ${sent.proves})`.execute(tx),
  )

/** Takes an attempt back, once: undefined for a state that nobody was sent with, was used, is too old, or belongs to another browser. */
export async function takeAttempt(
  db: Db,
  back: { readonly state: string; readonly browser: string; readonly provider_id: string },
): Promise<Attempt | undefined> {
  const { rows } = await write(db, NOBODY, tx =>
    sql<Attempt>`select * from people.take_attempt(${hashSecret(back.state)}, ${hashSecret(back.browser)},
      ${back.provider_id})`.execute(tx),
  )
  return rows[0]
}
