import type { Read } from '#platform/database/transaction.ts'
import type { State } from '../case.rules.ts'
import type { Kept } from './bulk-change.rules.ts'

export interface ChosenCase {
  readonly reference: string
  readonly subject: string
  readonly organisation_id: string
  readonly state: State
}

/** The cases that were ticked, as far as the asker may see them. */
export async function listChosen(tx: Read, references: readonly string[]): Promise<ChosenCase[]> {
  if (references.length === 0) return []
  const rows = await tx
    .selectFrom('cases.cases')
    .select(['reference', 'subject', 'organisation_id', 'state'])
    .where('reference', 'in', [...references])
    .orderBy('reference')
    .execute()
  // The state is checked by the table.
  return rows as ChosenCase[]
}

/** What somebody did to many cases, for the notice that follows it; undefined for anybody else. */
export async function findChange(
  tx: Read,
  id: string,
  person_id: string,
): Promise<{ id: string; what: string; kept: Kept } | undefined> {
  const found = await tx
    .selectFrom('cases.bulk_changes')
    .select(['id', 'what', 'before'])
    .where('id', '=', id)
    .where('person_id', '=', person_id)
    .executeTakeFirst()
  // Written by changeMany.
  return found && { id: found.id, what: found.what, kept: found.before as Kept }
}
