import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { getPerson, lockOrganisation } from '#rooms/people/index.ts'
import { archiveAsked, archiveMade, archiveTaken, subjectAsked } from '../events.ts'
import { informationProblems } from '../problems.ts'
import { type Archive, isBeingMade } from './archive.queries.ts'
import { ARCHIVE_JOB } from './archive-job.ts'

/** Asks for everything that is one organisation's; a job makes it. Raises `information.being-made` while one is on its way. */
export async function askForArchive(
  tx: Write,
  author: Author,
  { organisation_id }: { organisation_id: string },
  now: Date,
): Promise<string> {
  await lockOrganisation(tx, organisation_id)
  if (await isBeingMade(tx, organisation_id, now)) informationProblems.raise('being-made')
  const id = newId()
  const asked = { asked_by: author.person_id ?? null, asked_by_name: author.name, asked_at: now }
  await tx
    .insertInto('information.archives')
    .values({ id, organisation_id, kind: 'organisation', ...asked })
    .execute()
  await enqueue(tx, ARCHIVE_JOB, organisation_id, { archive_id: id })
  await record(tx, author, archiveAsked, { id: organisation_id, organisation_id }, { archive_id: id }, now)
  return id
}

/** Asks for what is held about one person, for whoever asked to see it. Raises `people.not-found`. */
export async function askAboutPerson(
  tx: Write,
  author: Author,
  { person_id, redacts }: { person_id: string; redacts: boolean },
  now: Date,
): Promise<string> {
  const { organisation_id } = await getPerson(tx, person_id)
  const id = newId()
  const asked = { asked_by: author.person_id ?? null, asked_by_name: author.name, asked_at: now }
  await tx
    .insertInto('information.archives')
    .values({ id, organisation_id, kind: 'person', person_id, redacted: redacts, ...asked })
    .execute()
  await enqueue(tx, ARCHIVE_JOB, organisation_id, { archive_id: id })
  await record(tx, author, subjectAsked, { id: person_id, organisation_id }, { archive_id: id, redacts }, now)
  return id
}

/** Notes in the record that somebody took a part away. */
export const takeArchive = (
  tx: Write,
  author: Author,
  { archive, part }: { archive: Archive; part: number },
  now: Date,
): Promise<void> => {
  const { id: archive_id, organisation_id } = archive
  return record(tx, author, archiveTaken, { id: organisation_id, organisation_id }, { archive_id, part }, now)
}

/** Notes in the record that whoever has a shell on the machine took everything away. */
export const noteArchive = (
  tx: Write,
  { name }: { name: string },
  { organisation_id, records }: { organisation_id: string; records: number },
  now: Date,
): Promise<void> => {
  const author = { person_id: undefined, name }
  return record(tx, author, archiveMade, { id: organisation_id, organisation_id }, { archive_id: null, records }, now)
}
