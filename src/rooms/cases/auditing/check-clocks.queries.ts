import type { Read } from '#platform/database/transaction.ts'
import { getAgreement } from '#rooms/catalogue/index.ts'
import { differences } from '../clocks/kept-clock.ts'
import { type CaseOf, worked } from '../clocks/retime.actions.ts'

/**
 * Whether the clocks kept of a case say what its record, its agreements and their calendars say (clock semantics 1): for each that does
 * not, which, and in what. A breach that only the timer will stamp is no difference.
 */
export async function checkClocksOf(tx: Read, theCase: CaseOf, now: Date): Promise<string[]> {
  const { agreed } = await getAgreement(tx, theCase.organisation_id)
  const all = await worked(tx, theCase, { agreed }, now)
  return all.flatMap(({ before, after }) => {
    const name = `${after.kind} ${after.metric} ${after.turn}`
    if (!before) return [`${name}: is not kept`]
    const wrong = differences(before, after, now).map(
      fact => `${fact} is ${said(before[fact])}, should be ${said(after[fact])}`,
    )
    return wrong.length > 0 ? [`${name}: ${wrong.join('; ')}`] : []
  })
}

const said = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value ?? 'nothing'))
