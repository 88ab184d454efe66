import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { lockCase } from '../case.queries.ts'
import { breachExplained } from '../events.ts'
import { caseProblems } from '../problems.ts'

export interface Explained {
  readonly cause: string
  readonly effect: string
  readonly fix: string
  readonly prevention: string
}

export interface ExplainBreach extends Explained {
  readonly reference: string
}

/** Says why a promise was broken, for the month's report (S-69). It can be written again. Raises `cases.nothing-missed`. */
export async function explainBreach(tx: Write, author: Author, command: ExplainBreach, now: Date): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  if (!(await hasMissed(tx, theCase.id))) caseProblems.raise('nothing-missed')
  const { reference: _, ...words } = command
  const { id: case_id, organisation_id } = theCase
  const written = { ...words, written_by: author.person_id ?? null, written_at: now }
  await tx
    .insertInto('cases.breach_explanations')
    .values({ case_id, organisation_id, ...written })
    .onConflict(conflict => conflict.column('case_id').doUpdateSet(written))
    .execute()
  await record(tx, author, breachExplained, theCase, { cause: words.cause }, now, { topics: ['cases'] })
}

export async function hasMissed(tx: Read, case_id: string): Promise<boolean> {
  const { rows } = await sql`
    select from cases.case_clocks where case_id = ${case_id} and kind = 'sla' and missed_at is not null limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** What was written about a case; before that, what the review of its major incident says. */
export async function findExplanation(
  tx: Read,
  case_id: string,
): Promise<(Explained & { written: boolean }) | undefined> {
  const { rows } = await sql<Explained & { written: boolean }>`
    select cause, effect, fix, prevention, true as written from cases.breach_explanations where case_id = ${case_id}
    union all
    select m.cause, m.effect, m.fix, m.prevention, false from cases.major_incident_cases x
      join cases.major_incidents m on m.id = x.major_id where x.case_id = ${case_id} and m.reviewed_at = (
        select max(n.reviewed_at) from cases.major_incident_cases y join cases.major_incidents n on n.id = y.major_id where y.case_id = ${case_id})
    limit 1`.execute(tx)
  return rows[0]
}
