import type { Read } from '#platform/database/transaction.ts'
import { recallAgreement } from '#rooms/catalogue/index.ts'
import type { Agreement, Calendars, CaseEvent } from '#rooms/clock/index.ts'
import type { Case } from '../case.queries.ts'
import { agreementsFor, historyOf } from '../clocks/history.queries.ts'

/** Everything that a case's clocks are worked out from, and what names it to people. */
export interface Account {
  readonly events: readonly CaseEvent[]
  readonly agreements: readonly Agreement[]
  readonly calendars: Calendars
  /** Of calendars and agreements, by identifier. */
  readonly names: Readonly<Record<string, string>>
}

/** What a case's clocks are worked out from: its record, and what is agreed for it. */
export async function accountOf(
  tx: Read,
  { id, organisation_id }: Pick<Case, 'id' | 'organisation_id'>,
): Promise<Account> {
  const { agreed } = await recallAgreement(tx, organisation_id)
  const { kind, events } = await historyOf(tx, id, agreed)
  const agreements = agreementsFor(agreed, kind)
  const named = Object.fromEntries(agreements.map(agreement => [agreement.id, agreement.name]))
  return { events, agreements, calendars: agreed.calendars, names: { ...agreed.calendar_names, ...named } }
}
