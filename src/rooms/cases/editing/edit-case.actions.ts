import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { caseEdited } from '../events.ts'
import { refuse } from '../problems.ts'
import { touched } from '../touch.ts'

export interface EditCase {
  readonly reference: string
  readonly version?: number | undefined
  readonly subject?: string | undefined
  /** Null takes it away. */
  readonly location?: string | null | undefined
}

const FIELDS = ['subject', 'location'] as const

/** Puts a case's own words right: what it is called, and where it is. What stays the same is not recorded. */
export async function editCase(tx: Write, author: Author, command: EditCase, now: Date): Promise<void> {
  const theCase = await lockCase(tx, command.reference, command.version)
  refuse(whyNot.edit(theCase))
  const { subject = theCase.subject, location = theCase.location } = command
  const after = { subject, location }
  const changed = FIELDS.filter(field => after[field] !== theCase[field])
  if (changed.length === 0) return
  await tx
    .updateTable('cases.cases')
    .set({ ...touched(now), ...after })
    .where('id', '=', theCase.id)
    .execute()
  if (changed.includes('subject')) await indexAgain(tx, theCase, subject)
  for (const field of changed) {
    const payload = { field, before: theCase[field], after: after[field] }
    await record(tx, author, caseEdited, theCase, payload, now, { topics: ['cases'] })
  }
}

/** The words a case is found by are its subject, its requester's name and what was first asked. */
const indexAgain = (tx: Write, { id, organisation_id, requester_id, requester, logged_at }: Case, subject: string) =>
  sql`select platform.index_words(${id}, 'case', ${organisation_id}, 'case', 'everyone', ${requester_id},
      concat_ws(e'\\n', ${subject}::text, ${requester}::text, m.body), ${logged_at})
    from cases.messages m where m.case_id = ${id} and m.kind = 'request'`.execute(tx)
