import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { platformProblems } from '#platform/problem.ts'
import { rolePermissionsChanged } from '../events.ts'
import { lockOrganisation } from '../organisations/organisation.queries.ts'
import { peopleProblems } from '../problems.ts'
import { listDifferences, listHeldIn } from './matrix.queries.ts'
import { changesBetween, type Difference, fingerprintOf, mayUnder } from './matrix.rules.ts'

export interface ChangeMatrix {
  readonly organisation_id: string
  /** All that is to differ from what roles usually may. */
  readonly differences: readonly Difference[]
  /** How the matrix was when the change was made: `fingerprintOf`. */
  readonly seen: string
  readonly because: string
}

/**
 * Lets the roles held in an organisation do exactly this. Counts for everybody within two seconds. Raises
 * `platform.changed-meanwhile`, and `people.keep-managing-people` for who would take that from themselves.
 */
export async function changeMatrix(tx: Write, author: Author, command: ChangeMatrix, now: Date): Promise<void> {
  const { organisation_id, differences, because } = command
  await lockOrganisation(tx, organisation_id)
  const before = await listDifferences(tx, organisation_id)
  if (fingerprintOf(before) !== command.seen) platformProblems.raise('changed-meanwhile')
  const changes = changesBetween(before, differences)
  if (changes.length === 0) return
  const held = author.person_id ? await listHeldIn(tx, organisation_id, author.person_id) : []
  if (author.person_id && !held.some(role => mayUnder(differences, role).includes('people.manage')))
    peopleProblems.raise('keep-managing-people')
  await tx.deleteFrom('people.role_permissions').where('organisation_id', '=', organisation_id).execute()
  if (differences.length > 0)
    await tx
      .insertInto('people.role_permissions')
      .values(differences.map(difference => ({ ...difference, organisation_id })))
      .execute()
  await record(tx, author, rolePermissionsChanged, { id: organisation_id, organisation_id }, { changes, because }, now)
}
