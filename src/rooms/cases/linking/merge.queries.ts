import { z } from 'zod'
import type { Read } from '#platform/database/transaction.ts'
import { caseProblems } from '../problems.ts'

/** How a case stood before it was merged away, as an undoing needs it. */
const before = z.object({
  state: z.enum(['new', 'in_progress', 'on_hold', 'resolved', 'closed']),
  closure_code: z.string().nullable(),
  resolved_at: z.coerce.date().nullable(),
  closed_at: z.coerce.date().nullable(),
  hold_reason: z.string().nullable(),
  held_until: z.coerce.date().nullable(),
  clocks: z.record(z.string(), z.enum(['running', 'paused', 'stopped'])),
  /** The tasks that moved, and who was made to watch the other case. */
  tasks: z.array(z.string()),
  watchers: z.array(z.string()),
})
export type Before = z.output<typeof before>

export interface Merge {
  readonly id: string
  readonly into_case_id: string
  readonly before: Before
}

/** The merge that ended a case. Raises `cases.not-merged`. */
export async function getMerge(tx: Read, from_case_id: string): Promise<Merge> {
  const row = await tx
    .selectFrom('cases.merges')
    .select(['id', 'into_case_id', 'before'])
    .where('from_case_id', '=', from_case_id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  return row ? { ...row, before: before.parse(row.before) } : caseProblems.raise('not-merged')
}
