import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { quietUntil, runsOut } from '../clocks/case-clock.rules.ts'
import { keepClock } from '../clocks/clocks.actions.ts'
import { retimeAll } from '../clocks/retime.actions.ts'
import { type OtherDesk, onlyPromisedThere, type Prepared } from './prepare-imported.ts'

/** Whether its clocks follow from its record: more is agreed than the plain two, and an end of such a case is. */
export const followsAgreements = (desk: OtherDesk, { theCase }: Prepared) =>
  !desk.agreement.agreed.plain && !onlyPromisedThere(desk, theCase)

/** Keeps every clock that agreements declare for cases whose histories are recorded. What passed before they were here is told nobody. */
export async function keepAgreedClocks(tx: Write, desk: OtherDesk, all: readonly Prepared[], now: Date): Promise<void> {
  const those = all.filter(one => followsAgreements(desk, one))
  for (const { id } of those) {
    const theCase = { id, organisation_id: desk.organisation_id }
    const clocks = await retimeAll(tx, theCase, { agreed: desk.agreement.agreed }, now)
    for (const clock of clocks) if (runsOut(clock)) await keepClock(tx, quietUntil(clock, now))
  }
  await sql`update cases.case_clocks set quiet_until = ${now} where case_id = any (${those.map(({ id }) => id)}::uuid[])`.execute(
    tx,
  )
}
