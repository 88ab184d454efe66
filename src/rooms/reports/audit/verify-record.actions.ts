import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { lockOrganisation } from '#rooms/people/index.ts'
import { recordVerifying, trailExported } from '../events.ts'
import { VERIFY_RECORD } from './verify-record.ts'

/** Asks whether the record of an organisation is whole. The worker answers: it reads everything from end to end. */
export async function askToVerify(
  tx: Write,
  author: Author & { readonly person_id: string },
  command: { organisation_id: string },
  now: Date,
): Promise<void> {
  const { organisation_id } = command
  await lockOrganisation(tx, organisation_id)
  const id = newId()
  await tx
    .insertInto('reports.verifications')
    .values({ id, organisation_id, asked_by: author.person_id, asked_by_name: author.name, asked_at: now })
    .execute()
  await enqueue(tx, VERIFY_RECORD, organisation_id, { verification_id: id })
  await record(tx, author, recordVerifying, { id: organisation_id, organisation_id }, { verification_id: id }, now)
}

/** Keeps that somebody took the trail away as a file, and which part of it (abuse case 44). */
export async function noteExport(
  tx: Write,
  author: Author,
  command: { organisations: readonly string[]; rows: number; filters: Readonly<Record<string, string>> },
  now: Date,
): Promise<void> {
  const { organisations, rows, filters } = command
  for (const id of [...organisations].sort()) {
    await lockOrganisation(tx, id)
    await record(tx, author, trailExported, { id, organisation_id: id }, { rows, filters }, now)
  }
}
