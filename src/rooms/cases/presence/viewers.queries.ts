import type { Read } from '#platform/database/transaction.ts'

/** Who has not been heard of for this long has gone; a page says so every 15 seconds. */
export const GONE_AFTER_SECONDS = 40

export const hereSince = (now: Date): Date => new Date(now.getTime() - GONE_AFTER_SECONDS * 1000)

/** Somebody who has a case open. */
export interface Viewer {
  readonly person_id: string
  readonly person_name: string
  readonly doing: 'looking' | 'writing'
}

/** Who has a case open now. */
export async function listViewers(tx: Read, case_id: string, now: Date): Promise<Viewer[]> {
  const rows = await tx
    .selectFrom('cases.viewers')
    .select(['person_id', 'person_name', 'doing'])
    .where('case_id', '=', case_id)
    .where('seen_at', '>', hereSince(now))
    .orderBy('person_name')
    .execute()
  // What they are doing is checked by the table.
  return rows as Viewer[]
}
