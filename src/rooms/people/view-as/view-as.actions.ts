import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { viewingStarted } from '../events.ts'
import { lockPerson } from '../persons/person.queries.ts'
import { peopleProblems } from '../problems.ts'
import { newSecret } from '../sign-in/secret.ts'
import { endViewingJob } from './end-viewing.jobs.ts'

const MINUTES = 30

export interface StartViewing {
  readonly viewer: Author & { readonly person_id: string }
  readonly viewed_id: string
  readonly session_hash: string
  readonly reason: string
}

/**
 * Lets a session see the product as somebody else for half an hour; the secret is for its cookie. Recorded on whom it is about, at
 * its start and its end. Raises `people.not-found`, `people.not-as-yourself`, `people.has-left`.
 */
export async function startViewing(tx: Write, command: StartViewing, now: Date): Promise<string> {
  const { viewer, session_hash, reason } = command
  const person = await lockPerson(tx, command.viewed_id)
  if (person.id === viewer.person_id) peopleProblems.raise('not-as-yourself')
  if (!person.active) peopleProblems.raise('has-left')
  const { secret, hash } = newSecret()
  const id = newId()
  const ends_at = new Date(now.getTime() + MINUTES * 60_000)
  const { organisation_id } = person
  const facts = { id, organisation_id, viewer_id: viewer.person_id, viewed_id: person.id, session_hash, reason }
  await tx
    .insertInto('people.viewings')
    .values({ ...facts, secret_hash: hash, started_at: now, ends_at })
    .execute()
  await enqueue(tx, endViewingJob, organisation_id, { viewing_id: id }, { at: ends_at, key: `viewing:${id}` })
  await record(tx, viewer, viewingStarted, person, { viewing_id: id, reason, until: ends_at.toISOString() }, now)
  return secret
}
