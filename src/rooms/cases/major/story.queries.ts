import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export interface MajorEvent {
  readonly name: string
  readonly actor_name: string
  readonly payload: Record<string, unknown>
  readonly happened_at: Date
}

/** What happened to a major incident, newest first. What was said is among its updates. */
export const listMajorEvents = async (tx: Read, major_id: string): Promise<MajorEvent[]> =>
  (
    await sql<MajorEvent>`
      select name, actor_name, payload, happened_at from platform.events
      where subject_id = ${major_id} and name <> 'major.updated' order by position desc limit 200`.execute(tx)
  ).rows
