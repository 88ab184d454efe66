/** A change of terms looked over before it is made: every clock under them beside how it would stand, some at a time. */
import type { Read } from '#platform/database/transaction.ts'
import type { PausesChange, TargetsChange } from '#rooms/catalogue/index.ts'
import { type CalendarChange, counted, type Foreseen, type Impact, NO_IMPACT } from '#rooms/people/index.ts'
import type { Under } from './running-clocks.queries.ts'

/** What would change. As JSON it is kept for the job that goes on with it. */
export type Asked =
  | { readonly what: 'calendar'; readonly change: CalendarChange }
  | { readonly what: 'targets'; readonly change: TargetsChange }
  | { readonly what: 'pauses'; readonly change: PausesChange }

export interface Some {
  readonly clocks: readonly Foreseen[]
  /** Where the next begin; null when there are no more. */
  readonly cursor: string | null
}

export interface Survey {
  readonly under: Under
  /** More are looked over in the background. */
  readonly atOnce: number
  /** The next clocks, in the order of their cases. Nothing is written. */
  some(tx: Read, cursor: string | null): Promise<Some>
}

/** The count with the next clocks in it. When there are no more, all that were looked at are all there are. */
export async function countSome(
  tx: Read,
  survey: Survey,
  so: { impact: Impact; cursor: string | null },
): Promise<{ impact: Impact; cursor: string | null }> {
  const { clocks, cursor } = await survey.some(tx, so.cursor)
  const impact = counted(so.impact, clocks)
  const of = cursor === null ? impact.looked_at : Math.max(impact.of, impact.looked_at)
  return { cursor, impact: { ...impact, of, unfinished: cursor !== null } }
}

/** Every clock counted. */
export async function countAll(tx: Read, survey: Survey): Promise<Impact> {
  let so = await countSome(tx, survey, { impact: NO_IMPACT, cursor: null })
  while (so.cursor !== null) so = await countSome(tx, survey, so)
  return so.impact
}
