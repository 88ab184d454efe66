import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { seal, unseal } from '#platform/secrets/seal.ts'
import { factorAdded, factorRemoved } from '../events.ts'
import { lockPerson } from '../persons/person.queries.ts'
import { peopleProblems } from '../problems.ts'
import { newAuthenticatorSecret, stepOf } from './authenticator.ts'
import { keepAFactor } from './keep-a-factor.ts'
import { giveRecoveryCodes } from './recovery-codes.actions.ts'
import { factorsOf } from './second-factor.queries.ts'

const boundTo = (person_id: string) => `authenticator of ${person_id}`

/** Offers a new secret. What they have goes on working until a code of the new one has been entered. Raises `secrets.no-key`. */
export async function offerAuthenticator(
  tx: Write,
  _author: Author,
  command: { person_id: string },
  _now: Date,
): Promise<string> {
  const person = await lockPerson(tx, command.person_id)
  const secret = newAuthenticatorSecret()
  const offered_secret = seal(boundTo(person.id), secret)
  await tx
    .insertInto('people.authenticators')
    .values({ person_id: person.id, organisation_id: person.organisation_id, offered_secret })
    .onConflict(there => there.column('person_id').doUpdateSet({ offered_secret }))
    .execute()
  return secret
}

/** The secret that is offered, to show it again; undefined for none. */
export async function offeredSecret(tx: Read, person_id: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('people.authenticators')
    .select('offered_secret')
    .where('person_id', '=', person_id)
    .executeTakeFirst()
  return row?.offered_secret ? unseal(boundTo(person_id), row.offered_secret) : undefined
}

/**
 * Takes the offered secret into use, once a code shows that their app has it. Returns recovery codes when they had none yet;
 * undefined for a wrong code.
 */
export async function confirmAuthenticator(
  tx: Write,
  author: Author,
  command: { person_id: string; code: string },
  now: Date,
): Promise<{ codes: readonly string[] } | undefined> {
  const person = await lockPerson(tx, command.person_id)
  const secret = (await offeredSecret(tx, person.id)) ?? peopleProblems.raise('nothing-offered')
  const step = stepOf(secret, command.code, now)
  if (step === undefined) return undefined
  const { recovery_codes } = await factorsOf(tx, person.id)
  const sealed_secret = seal(boundTo(person.id), secret)
  await tx
    .updateTable('people.authenticators')
    .set({ sealed_secret, offered_secret: null, confirmed_at: now, last_step: step })
    .where('person_id', '=', person.id)
    .execute()
  await record(tx, author, factorAdded, person, { what: 'authenticator' }, now)
  return { codes: recovery_codes > 0 ? [] : await giveRecoveryCodes(tx, author, { person_id: person.id }, now) }
}

/** Whether a code is their app's and has not been taken before; takes it. */
export async function takeAuthenticatorCode(
  tx: Write,
  _author: Author,
  command: { person_id: string; code: string },
  now: Date,
): Promise<boolean> {
  const { person_id, code } = command
  const row = await tx
    .selectFrom('people.authenticators')
    .select('sealed_secret')
    .where('person_id', '=', person_id)
    .executeTakeFirst()
  if (!row?.sealed_secret) return false
  const step = stepOf(unseal(boundTo(person_id), row.sealed_secret), code, now)
  if (step === undefined) return false
  const { numUpdatedRows } = await tx
    .updateTable('people.authenticators')
    .set({ last_step: step })
    .where('person_id', '=', person_id)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Takes their app away. Raises `people.factor-needed` when it is the last and a role of theirs needs one. */
export async function removeAuthenticator(
  tx: Write,
  author: Author,
  command: { person_id: string },
  now: Date,
): Promise<void> {
  const person = await lockPerson(tx, command.person_id)
  const factors = await factorsOf(tx, person.id)
  if (!factors.authenticator) return
  await keepAFactor(tx, person.id, factors.passkeys.length)
  await tx.deleteFrom('people.authenticators').where('person_id', '=', person.id).execute()
  await record(tx, author, factorRemoved, person, { what: 'authenticator' }, now)
}
