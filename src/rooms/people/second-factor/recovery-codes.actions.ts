import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { recoveryCodesMade, recoveryCodeUsed } from '../events.ts'
import { lockPerson } from '../persons/person.queries.ts'
import { hashRecoveryCode, newRecoveryCodes } from './recovery-code.ts'

/** New codes instead of all they had. What is returned is to be shown once: hashes are kept. */
export async function giveRecoveryCodes(
  tx: Write,
  author: Author,
  command: { person_id: string },
  now: Date,
): Promise<readonly string[]> {
  const person = await lockPerson(tx, command.person_id)
  const codes = newRecoveryCodes()
  await tx.deleteFrom('people.recovery_codes').where('person_id', '=', person.id).execute()
  const { id: person_id, organisation_id } = person
  const rows = codes.map(code => ({ person_id, organisation_id, code_hash: hashRecoveryCode(person_id, code) }))
  await tx.insertInto('people.recovery_codes').values(rows).execute()
  await record(tx, author, recoveryCodesMade, person, {}, now)
  return codes
}

/** Whether a code is one of theirs; it is gone then. */
export async function takeRecoveryCode(
  tx: Write,
  author: Author,
  command: { person_id: string; code: string },
  now: Date,
): Promise<boolean> {
  const person = await lockPerson(tx, command.person_id)
  const { numDeletedRows } = await tx
    .deleteFrom('people.recovery_codes')
    .where('person_id', '=', person.id)
    .where('code_hash', '=', hashRecoveryCode(person.id, command.code))
    .executeTakeFirst()
  if (numDeletedRows !== 1n) return false
  await record(tx, author, recoveryCodeUsed, person, {}, now)
  return true
}
