import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { factorsReset } from '../events.ts'
import { lockPerson } from '../persons/person.queries.ts'
import { peopleProblems } from '../problems.ts'
import { takeAuthenticatorCode } from './authenticator.actions.ts'
import { isRecoveryCode } from './recovery-code.ts'
import { takeRecoveryCode } from './recovery-codes.actions.ts'

/** By what a typed code proves somebody, who has then used it up; undefined when it proves nothing. */
export async function takeCode(
  tx: Write,
  author: Author,
  command: { person_id: string; code: string },
  now: Date,
): Promise<'authenticator' | 'recovery_code' | undefined> {
  const code = command.code.replace(/\s/g, '')
  if (isRecoveryCode(code))
    return (await takeRecoveryCode(tx, author, { ...command, code }, now)) ? 'recovery_code' : undefined
  return (await takeAuthenticatorCode(tx, author, { ...command, code }, now)) ? 'authenticator' : undefined
}

/**
 * Somebody has lost what they give a second proof with: all of it is taken away and their sessions end; they set it up anew at their
 * next sign-in. Never by oneself: whoever has got hold of a session, or of a mailbox, must not. Raises `people.not-own-factor`.
 */
export async function resetFactors(
  tx: Write,
  author: Author,
  command: { person_id: string; reason: string },
  now: Date,
): Promise<void> {
  if (command.person_id === author.person_id) peopleProblems.raise('not-own-factor')
  const person = await lockPerson(tx, command.person_id)
  for (const table of ['people.authenticators', 'people.recovery_codes', 'people.passkeys'] as const)
    await tx.deleteFrom(table).where('person_id', '=', person.id).execute()
  await sql`select people.end_sessions_of(${person.id})`.execute(tx)
  await record(tx, author, factorsReset, person, { reason: command.reason }, now)
}
