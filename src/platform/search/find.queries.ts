import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export interface Found {
  readonly subject_id: string
  /** What of it has the words: `case`, or `message:<id>`. */
  readonly part: string
  readonly happened_at: Date
  /** Some words around, what was looked for between U+E000 and U+E001. */
  readonly snippet: string
}

export interface Wanted {
  readonly phrase: string
  readonly subject_type: string
  /** Whether what only staff may read is looked through too. */
  readonly sees_staff: boolean
  /** Only what belongs to this person: for a requester's own search. */
  readonly only_person?: string
  /** Older than this, for the next page. */
  readonly before?: Date | undefined
}

// A line of dashes, as mail programs draw it: PostgreSQL reads a “without” in each, and gives up at some fifty.
const RULE = /-(?:\s*-)+/g

/**
 * What has these words, newest first, in the organisations this transaction sees: words as people type them, "in quotes" for a
 * phrase, `or`, and `-` for without (websearch_to_tsquery). At most `most`; ask for one more than a page to know whether there
 * are more. Only common words ("the") find nothing.
 */
export async function findWords(tx: Read, wanted: Wanted, most: number): Promise<Found[]> {
  const { subject_type, sees_staff, only_person, before } = wanted
  const phrase = wanted.phrase.replace(RULE, ' ').slice(0, 500)
  const { rows } = await sql<Found>`select * from platform.find_words(${phrase}, ${subject_type}, ${sees_staff},
    ${only_person ?? null}, ${before ?? null}, ${most})`.execute(tx)
  return rows
}
