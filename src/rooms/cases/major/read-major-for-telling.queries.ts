import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { sayWhen } from '#platform/time/say.ts'
import type { NoticeFacts, ReadSubject } from '#rooms/channels/index.ts'
import { mayNow } from '#rooms/people/index.ts'

interface Owed {
  reference: string
  title: string
  due_at: Date
  zone: string
}

/** What may be said of an update that is due; null once it was given, the incident is over, or its reader may not know of it. */
export async function readMajorForTelling(
  tx: Read,
  { subject_id, organisation_id, person_id, facts }: Parameters<ReadSubject>[1],
  now: Date,
): Promise<NoticeFacts | null> {
  if (!person_id || !(await mayNow(tx, person_id, organisation_id, 'cases.read'))) return null
  const { rows } = await sql<Owed>`
    select m.reference, m.title, m.next_update_due_at as due_at, o.zone
    from cases.major_incidents m join people.published_organisations o on o.id = m.organisation_id
    where m.id = ${subject_id} and m.state = 'open' and m.next_update_due_at = ${facts.due_at}::timestamptz`.execute(tx)
  const owed = rows[0]
  return owed
    ? { 'case.reference': owed.reference, 'case.subject': owed.title, due: sayWhen(owed.due_at, owed.zone, now) }
    : null
}
