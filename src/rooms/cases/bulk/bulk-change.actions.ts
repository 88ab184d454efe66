/*
 * Many cases, one decision. Each case goes through the act that a single one would, within one transaction; a case that its rule
 * refuses is left as it was, with the reason, and the others go on. How each stood is kept, so that the whole can be undone.
 */
import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { Problem } from '#platform/problem.ts'
import { assignCase } from '../assigning/assign-case.actions.ts'
import { classifyCase, prioritiseCase } from '../assigning/prioritise-case.actions.ts'
import { type Case, getCase, lockCase } from '../case.queries.ts'
import { closeCase } from '../closing/resolve-case.actions.ts'
import { caseProblems } from '../problems.ts'
import { type Before, type Change, type Kept, type Refused, saidOf } from './bulk-change.rules.ts'

export interface ChangeMany {
  /** Whose desk it was done at: the change is kept there, whichever partners' cases it touched. */
  readonly organisation_id: string
  readonly references: readonly string[]
  readonly change: Change
}

/** Changes many cases; returns the change's identifier, by which it can be read and undone. */
export async function changeMany(tx: Write, author: Author, command: ChangeMany, now: Date): Promise<string> {
  const done: Before[] = []
  // In one order, so that two such changes at once wait for each other rather than for ever.
  const refused = await forEach(tx, [...new Set(command.references)].sort(), async reference => {
    const before = await lockCase(tx, reference)
    await changeOne(tx, author, before, command.change, now)
    done.push(keepOf(before, (await getCase(tx, reference)).version))
  })
  const id = newId()
  const kept: Kept = { done, refused }
  await tx
    .insertInto('cases.bulk_changes')
    .values({
      ...{ id, organisation_id: command.organisation_id, person_id: author.person_id ?? '', done_at: now },
      ...{ what: saidOf(command.change), before: JSON.stringify(kept) },
    })
    .execute()
  return id
}

/** Does each within its own savepoint; what a rule refuses comes back with its reason. */
export async function forEach(
  tx: Write,
  references: readonly string[],
  work: (reference: string) => Promise<void>,
): Promise<Refused[]> {
  const refused: Refused[] = []
  for (const reference of references) {
    await sql`savepoint one`.execute(tx)
    try {
      await work(reference)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      await sql`rollback to savepoint one`.execute(tx)
      refused.push({ reference, why: error.message })
    }
    await sql`release savepoint one`.execute(tx)
  }
  return refused
}

async function changeOne(tx: Write, author: Author, theCase: Case, change: Change, now: Date): Promise<void> {
  const { reference } = theCase
  if (change.what === 'take') return take(tx, author, theCase, now)
  if (change.what === 'assign') return assignCase(tx, author, { reference, ...change }, now)
  if (change.what === 'prioritise') return prioritiseCase(tx, author, { reference, ...change }, now)
  if (change.what === 'close') return closeCase(tx, author, { reference, ...change }, now)
  const category_id = change.categories.get(theCase.organisation_id) ?? caseProblems.raise('category-not-chosen')
  return classifyCase(tx, author, { reference, category_id }, now)
}

/** Within its own team: a case is not drawn away from those who have it by taking it. */
async function take(tx: Write, author: Author, { reference, team_id }: Case, now: Date): Promise<void> {
  const assignee_id = author.person_id ?? null
  await assignCase(tx, author, { reference, team_id, assignee_id }, now).catch(error => {
    if (error instanceof Problem && error.code === 'cases.assignee-elsewhere') caseProblems.raise('not-your-team')
    throw error
  })
}

const keepOf = (theCase: Case, version: number): Before => ({
  ...{ reference: theCase.reference, version, state: theCase.state },
  ...{ team_id: theCase.team_id, assignee_id: theCase.assignee_id, category_id: theCase.category_id },
  ...{ impact: theCase.impact, urgency: theCase.urgency, hold_reason: theCase.hold_reason },
  ...{ closure_code: theCase.closure_code, resolution: theCase.resolution },
  held_until: theCase.held_until?.toISOString() ?? null,
})
