import type { Write } from '#platform/database/transaction.ts'
import { peopleProblems } from '../problems.ts'
import { localAdministrators } from './provider.queries.ts'

/**
 * Raises `people.last-local-administrator` when this person is the only one of an organisation who can sign in with a password and put
 * its provider right. Where there is no provider that people depend on, nothing is kept.
 */
export async function keepLastAdministrator(
  tx: Write,
  { person_id, organisation_id }: { person_id: string; organisation_id: string },
): Promise<void> {
  const depends = await tx
    .selectFrom('people.identity_providers')
    .select('id')
    .where('organisation_id', '=', organisation_id)
    .where('active', '=', true)
    .limit(1)
    .execute()
  if (depends.length === 0) return
  const able = await localAdministrators(tx, organisation_id)
  if (able.length === 1 && able[0] === person_id) peopleProblems.raise('last-local-administrator')
}
