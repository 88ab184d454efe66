import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

/** One line of a case's record, as its story needs it. */
export interface StoryEvent {
  readonly position: number
  readonly name: string
  readonly actor_id: string | null
  readonly actor_name: string
  readonly payload: unknown
  readonly happened_at: Date
}

/** What happened to a case, in order. For the requester's side, only what both sides may read. */
export function listEvents(tx: Read, case_id: string, side: 'requester' | 'staff'): Promise<StoryEvent[]> {
  const query = tx
    .selectFrom('platform.events')
    .select(['position', 'name', 'actor_id', 'actor_name', 'payload', 'happened_at'])
    .where('subject_id', '=', case_id)
    .where(sql<boolean>`not cases.published_names_hidden(name, payload)`)
    .orderBy('position')
  return side === 'staff' ? query.execute() : query.where('shown_to', '=', 'everyone').execute()
}
