import { inPlaceOf } from '#platform/database/standing.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { findPerson } from '#rooms/people/index.ts'
import { lockCase } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { caseEdited } from '../events.ts'
import { caseProblems, refuse } from '../problems.ts'
import { touched } from '../touch.ts'
import { indexAgain } from './index-again.ts'

export interface ChangeRequester {
  readonly reference: string
  readonly version?: number | undefined
  readonly requester_id: string
}

/**
 * The case is another person's of the same organisation: the first no longer sees it, the other sees all that both sides may.
 * Raises `cases.requester-elsewhere`.
 */
export async function changeRequester(tx: Write, author: Author, command: ChangeRequester, now: Date): Promise<void> {
  const theCase = await lockCase(tx, command.reference, command.version)
  refuse(whyNot.edit(theCase))
  const person = await findPerson(tx, command.requester_id)
  const places = await inPlaceOf(tx, theCase.organisation_id)
  if (!person?.active || !places.includes(person.organisation_id)) return caseProblems.raise('requester-elsewhere')
  if (person.id === theCase.requester_id) return
  await tx
    .updateTable('cases.cases')
    .set({ ...touched(now), requester_id: person.id })
    .where('id', '=', theCase.id)
    .execute()
  await indexAgain(tx, theCase.id)
  const change = { field: 'requester', before: theCase.requester, after: person.name }
  await record(tx, author, caseEdited, theCase, change, now, { topics: ['cases'] })
}
