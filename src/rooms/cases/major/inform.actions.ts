import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { majorUpdated } from './events.ts'
import { remindOfUpdate, tellAffected } from './keep-informed.jobs.ts'
import { lockFor } from './lock-for.ts'
import type { Major } from './major.queries.ts'
import { nextUpdateDue } from './major.rules.ts'

export interface SayUpdate {
  readonly reference: string
  readonly body: string
  /** Everyone affected, each on their own case; or the staff who work on it. */
  readonly shown_to: 'everyone' | 'staff'
}

/** Says how it stands. What everybody is told restarts the time until they are to hear again. */
export async function sayUpdate(tx: Write, author: Author, command: SayUpdate, now: Date): Promise<void> {
  const major = await lockFor(tx, 'update', command.reference)
  await writeUpdate(tx, author, major, command, now)
  if (command.shown_to !== 'everyone') return
  const due = nextUpdateDue(now, major.update_minutes)
  await tx
    .updateTable('cases.major_incidents')
    .set({ next_update_due_at: due, reminded_at: null })
    .where('id', '=', major.id)
    .execute()
  const { organisation_id, reference } = major
  await enqueue(tx, remindOfUpdate, organisation_id, { reference }, { at: due, key: `major:${major.id}` })
}

/** For an act that has locked it: the words, their event, and, when they are for everyone, the job that carries them. */
export async function writeUpdate(
  tx: Write,
  author: Author,
  major: Pick<Major, 'id' | 'organisation_id' | 'reference'>,
  { body, shown_to }: Pick<SayUpdate, 'body' | 'shown_to'>,
  now: Date,
): Promise<void> {
  const id = newId()
  const { organisation_id } = major
  await tx
    .insertInto('cases.major_incident_updates')
    .values({
      ...{ id, major_id: major.id, organisation_id, shown_to, body, said_at: now },
      ...{ author_id: author.person_id ?? null, author_name: author.name },
    })
    .execute()
  await record(tx, author, majorUpdated, major, { update_id: id, shown_to }, now, { topics: ['major'] })
  if (shown_to === 'everyone')
    await enqueue(tx, tellAffected, organisation_id, { update_id: id }, { key: `major-update:${id}` })
}
