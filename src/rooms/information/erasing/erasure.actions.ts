import { randomBytes } from 'node:crypto'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { getPerson } from '#rooms/people/index.ts'
import { erasureConfirmed, erasureProposed, erasureWithdrawn } from '../events.ts'
import { informationProblems } from '../problems.ts'
import { ERASE_JOB } from './erase-job.ts'
import { type Erasure, findErasureOf, getErasure } from './erasure.queries.ts'
import { listHolds } from './holds.queries.ts'
import { pseudonymFrom } from './words.rules.ts'

/** Says that somebody is to be erased, and why: the first of two steps. Raises when they are held, or it is under way. */
export async function proposeErasure(
  tx: Write,
  author: Author,
  { person_id, because }: { person_id: string; because: string },
  now: Date,
): Promise<string> {
  const person = await getPerson(tx, person_id)
  const { organisation_id } = person
  if ((await listHolds(tx, [organisation_id, person_id])).length > 0) informationProblems.raise('held')
  if (await findErasureOf(tx, person_id)) informationProblems.raise('erasure-under-way')
  const id = newId()
  const pseudonym = await unused(tx)
  const asked = { asked_by: author.person_id ?? null, asked_by_name: author.name, asked_at: now }
  await tx
    .insertInto('information.erasures')
    .values({ id, organisation_id, person_id, because, pseudonym, ...asked })
    .execute()
  await record(tx, author, erasureProposed, { id: person_id, organisation_id }, { erasure_id: id, because }, now)
  return id
}

/** A pseudonym nobody has here yet. */
async function unused(tx: Write): Promise<string> {
  for (let bytes = 2; ; bytes++) {
    const pseudonym = pseudonymFrom(randomBytes(bytes))
    const taken = await tx
      .selectFrom('information.erasures')
      .select('id')
      .where('pseudonym', '=', pseudonym)
      .executeTakeFirst()
    if (!taken) return pseudonym
  }
}

async function settle(
  tx: Write,
  id: string,
  set: { state: string; confirmed_by?: string | null; confirmed_at?: Date },
) {
  const erasure: Erasure = await getErasure(tx, id)
  const { numUpdatedRows } = await tx
    .updateTable('information.erasures')
    .set(set)
    .where('id', '=', id)
    .where('state', '=', 'proposed')
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) informationProblems.raise('erasure-settled')
  return erasure
}

/** Confirms it, with their name as it is: from here a job takes them out everywhere, and nothing brings them back. */
export async function confirmErasure(
  tx: Write,
  author: Author,
  { id, name }: { id: string; name: string },
  now: Date,
): Promise<void> {
  const { person_id } = await getErasure(tx, id)
  const person = await getPerson(tx, person_id)
  if (name.trim().toLowerCase() !== person.name.toLowerCase()) informationProblems.raise('other-name')
  if ((await listHolds(tx, [person.organisation_id, person_id])).length > 0) informationProblems.raise('held')
  const confirmed = { state: 'confirmed', confirmed_by: author.person_id ?? null, confirmed_at: now }
  const { organisation_id } = await settle(tx, id, confirmed)
  await record(tx, author, erasureConfirmed, { id: person_id, organisation_id }, { erasure_id: id }, now)
  await enqueue(tx, ERASE_JOB, organisation_id, { erasure_id: id })
}

/** Takes it back before it was confirmed. */
export async function withdrawErasure(tx: Write, author: Author, { id }: { id: string }, now: Date): Promise<string> {
  const { person_id, organisation_id } = await settle(tx, id, { state: 'withdrawn' })
  await record(tx, author, erasureWithdrawn, { id: person_id, organisation_id }, { erasure_id: id }, now)
  return person_id
}
