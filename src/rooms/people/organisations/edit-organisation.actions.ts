import type { Write } from '#platform/database/transaction.ts'
import { changesBetween } from '#platform/events/changes.ts'
import { type Author, record } from '#platform/events/record.ts'
import { organisationEdited } from '../events.ts'
import { lockOrganisation, type Organisation } from './organisation.queries.ts'

export type OrganisationFields = Omit<Organisation, 'id' | 'kind' | 'logo' | 'ended_at' | 'succeeded_by_id'>

/** Changes what an organisation is called, how it looks, and how long its cases wait. Raises `people.organisation-not-found`. */
export async function editOrganisation(
  tx: Write,
  author: Author,
  command: { id: string; fields: OrganisationFields },
  now: Date,
): Promise<void> {
  const { id, fields } = command
  const changes = changesBetween({ ...(await lockOrganisation(tx, id)) }, { ...fields })
  if (Object.keys(changes).length === 0) return
  await tx.updateTable('people.organisations').set(fields).where('id', '=', id).execute()
  await record(tx, author, organisationEdited, { id, organisation_id: id }, { changes }, now)
}
