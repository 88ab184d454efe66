import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { unqueue } from '#platform/jobs/enqueue.ts'
import { viewingEnded } from '../events.ts'
import { lockPerson } from '../persons/person.queries.ts'

/** Ends a viewing, once; `because` says whether somebody stopped it or its time was up. */
export async function endViewing(
  tx: Write,
  author: Author,
  command: { id: string; because: 'stopped' | 'time' },
  now: Date,
): Promise<void> {
  const viewing = await tx
    .updateTable('people.viewings')
    .set({ ended_at: now })
    .where('id', '=', command.id)
    .where('ended_at', 'is', null)
    .returning(['viewed_id', 'viewer_id'])
    .executeTakeFirst()
  if (!viewing) return
  const person = await lockPerson(tx, viewing.viewed_id)
  await unqueue(tx, `viewing:${command.id}`)
  const payload = { viewing_id: command.id, viewer_id: viewing.viewer_id, because: command.because }
  await record(tx, author, viewingEnded, person, payload, now)
}
