import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { factorAdded, factorRemoved } from '../events.ts'
import { lockPerson } from '../persons/person.queries.ts'
import { peopleProblems } from '../problems.ts'
import { keepAFactor } from '../second-factor/keep-a-factor.ts'
import { giveRecoveryCodes } from '../second-factor/recovery-codes.actions.ts'
import { factorsOf } from '../second-factor/second-factor.queries.ts'
import type { Made } from './webauthn.ts'

/** Keeps a passkey that somebody made. Returns recovery codes when they had none yet. */
export async function addPasskey(
  tx: Write,
  author: Author,
  command: { person_id: string; name: string; made: Made },
  now: Date,
): Promise<{ codes: readonly string[] }> {
  const person = await lockPerson(tx, command.person_id)
  const { name, made } = command
  const { recovery_codes } = await factorsOf(tx, person.id)
  const { id: person_id, organisation_id } = person
  await tx
    .insertInto('people.passkeys')
    .values({ id: newId(), person_id, organisation_id, name, ...made, made_at: now })
    .execute()
  await record(tx, author, factorAdded, person, { what: 'passkey', name }, now)
  return { codes: recovery_codes > 0 ? [] : await giveRecoveryCodes(tx, author, { person_id }, now) }
}

/** A passkey was used: when, and how often its key says it has been. */
export async function notePasskeyUse(
  tx: Write,
  _author: Author,
  command: { id: string; counter: number },
  now: Date,
): Promise<void> {
  const { id, counter } = command
  await tx.updateTable('people.passkeys').set({ counter, used_at: now }).where('id', '=', id).execute()
}

/** Gives one of somebody's passkeys another name. Raises `people.passkey-not-found`. */
export async function renamePasskey(
  tx: Write,
  _author: Author,
  command: { person_id: string; id: string; name: string },
  _now: Date,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('people.passkeys')
    .set({ name: command.name })
    .where('id', '=', command.id)
    .where('person_id', '=', command.person_id)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) peopleProblems.raise('passkey-not-found')
}

/** Takes a passkey away. Raises `people.passkey-not-found`, and `people.factor-needed` for the last where one is needed. */
export async function removePasskey(
  tx: Write,
  author: Author,
  command: { person_id: string; id: string },
  now: Date,
): Promise<void> {
  const person = await lockPerson(tx, command.person_id)
  const { authenticator, passkeys } = await factorsOf(tx, person.id)
  const gone = passkeys.find(({ id }) => id === command.id) ?? peopleProblems.raise('passkey-not-found')
  await keepAFactor(tx, person.id, passkeys.length - 1 + (authenticator ? 1 : 0))
  await tx.deleteFrom('people.passkeys').where('id', '=', gone.id).execute()
  await record(tx, author, factorRemoved, person, { what: 'passkey', name: gone.name }, now)
}
