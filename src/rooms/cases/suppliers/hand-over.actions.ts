import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { lockCase } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { retime } from '../clocks/retime.actions.ts'
import { caseHandedBack, caseHandedOver } from '../events.ts'
import { caseProblems, refuse } from '../problems.ts'
import { touched } from '../touch.ts'
import { findTurn, listSuppliers } from './supplier.queries.ts'

export interface HandOver {
  readonly reference: string
  readonly agreement_id: string
  /** What they call it. */
  readonly their_reference?: string | undefined
  readonly note?: string | undefined
}

/**
 * Gives a case to a supplier: their clock starts, that of the team that had it stops, and what those served are promised runs on
 * (clock semantics 14). Raises `cases.with-supplier`, `cases.supplier-elsewhere`.
 */
export async function handOver(tx: Write, author: Author, command: HandOver, now: Date): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  refuse(whyNot.assign(theCase))
  if (await findTurn(tx, theCase.id)) caseProblems.raise('with-supplier')
  const { id: case_id, organisation_id } = theCase
  const { agreement_id, their_reference = null, note = null } = command
  const agreed = (await listSuppliers(tx, organisation_id)).find(({ id }) => id === agreement_id)
  if (!agreed) return caseProblems.raise('supplier-elsewhere')
  const who = { handed_at: now, handed_by: author.person_id ?? null }
  await tx
    .insertInto('cases.supplier_turns')
    .values({ id: newId(), organisation_id, case_id, agreement_id, their_reference, note, ...who })
    .execute()
  await tx.updateTable('cases.cases').set(touched(now)).where('id', '=', case_id).execute()
  const payload = { agreement_id, supplier: agreed.supplier, their_reference, note }
  await record(tx, author, caseHandedOver, theCase, payload, now, { topics: ['cases'] })
  await retime(tx, theCase, now)
}

export interface HandBack {
  readonly reference: string
  /** A supplier who rejects it has answered, and owes no more. */
  readonly result: 'done' | 'rejected'
  readonly because?: string | undefined
}

/** The supplier has it no more: done, or rejected with a reason. Raises `cases.not-with-supplier`. */
export async function handBack(tx: Write, author: Author, command: HandBack, now: Date): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  const turn = (await findTurn(tx, theCase.id)) ?? caseProblems.raise('not-with-supplier')
  const { result, because = null } = command
  const back = { back_at: now, back_by: author.person_id ?? null, result, because }
  await tx.updateTable('cases.supplier_turns').set(back).where('id', '=', turn.id).execute()
  await tx.updateTable('cases.cases').set(touched(now)).where('id', '=', theCase.id).execute()
  const payload = { agreement_id: turn.agreement_id, supplier: turn.supplier, result, because }
  await record(tx, author, caseHandedBack, theCase, payload, now, { topics: ['cases'] })
  await retime(tx, theCase, now)
}
