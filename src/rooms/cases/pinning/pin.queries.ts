import type { Read } from '#platform/database/transaction.ts'
import { getAgreement } from '#rooms/catalogue/index.ts'
import { type CaseClock, isLate } from '../clocks/case-clock.rules.ts'
import { listClocks } from '../clocks/clocks.queries.ts'
import { type CaseOf, worked } from '../clocks/retime.actions.ts'

/** The clock whose due moment can be agreed by hand: that of the fix, or of a request's fulfilment. */
export const findFix = async (tx: Read, case_id: string): Promise<CaseClock | undefined> =>
  (await listClocks(tx, case_id)).find(({ metric }) => metric !== 'first_response')

/** What is agreed by hand, and what dropping it would do. */
export interface AgreedDate {
  readonly due: Date
  /** When it would be due without; nothing while it stands still. */
  readonly otherwise: Date | null
  /** It is in time now, and dropping the date would make it late. */
  readonly makesLate: boolean
}

/** The date that is agreed for a case, if one is. */
export async function findAgreedDate(tx: Read, theCase: CaseOf, now: Date): Promise<AgreedDate | undefined> {
  const clock = await findFix(tx, theCase.id)
  if (!clock?.pinned_due_at) return undefined
  const { agreed } = await getAgreement(tx, theCase.organisation_id)
  const own = agreed.agreements.find(({ kind }) => kind === 'sla')
  const { metric, pinned_due_at } = clock
  const happening = own ? [{ what: 'unpinned', agreement: own.id, metric } as const] : []
  const then = (await worked(tx, theCase, { agreed, happening }, now)).find(({ before }) => before?.id === clock.id)
  const makesLate = !isLate(clock, now) && then?.clock.breach !== undefined
  return { due: pinned_due_at, otherwise: then?.after.due_at ?? null, makesLate }
}
