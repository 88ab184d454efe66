import { sql } from 'kysely'
import type { Happened } from '#platform/events/event.ts'
import { record } from '#platform/events/record.ts'
import type { JobContext } from '#platform/jobs/define.ts'
import { getCaseById, lockCase } from '../case.queries.ts'
import { messageNotDelivered } from '../events.ts'
import { touched } from '../touch.ts'

interface NotDelivered {
  readonly state: string
  readonly kind: string
  readonly subject_id: string | null
  readonly about_id: string | null
  readonly to: string
  readonly words: string
}

/** What the case's story is about. A notice to staff that did not arrive is to be seen among the messages sent. */
const TOLD = ['reply', 'acknowledgement']

/** A message about a case did not reach whom it was for: its story says so, and whoever has the case sees that something is new. */
export async function tellNotDelivered(context: JobContext, event: Happened<NotDelivered>): Promise<void> {
  const { subject_id, kind, about_id, ...told } = event.payload
  if (!subject_id || !TOLD.includes(kind)) return
  await context.write(async tx => {
    const theCase = await lockCase(tx, (await getCaseById(tx, subject_id)).reference)
    const already = await tx
      .selectFrom('platform.events')
      .select('id')
      .where('subject_id', '=', theCase.id)
      .where('name', '=', messageNotDelivered.name)
      .where(sql`payload ->> 'event_id'`, '=', `${event.event_id}`)
      .executeTakeFirst()
    if (already) return
    await tx
      .updateTable('cases.cases')
      .set({ ...touched(context.now), unread: theCase.assignee_id !== null })
      .where('id', '=', theCase.id)
      .execute()
    const payload = { ...told, message_id: about_id, event_id: event.event_id }
    await record(tx, context.service, messageNotDelivered, theCase, payload, event.happened_at, { topics: ['cases'] })
  })
}
