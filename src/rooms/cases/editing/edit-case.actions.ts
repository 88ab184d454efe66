import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { KIND_NAMES, type Kind, whyNot } from '../case.rules.ts'
import { caseEdited } from '../events.ts'
import { refuse } from '../problems.ts'
import { touched } from '../touch.ts'
import { indexAgain } from './index-again.ts'

export interface EditCase {
  readonly reference: string
  readonly version?: number | undefined
  readonly subject?: string | undefined
  readonly kind?: Kind | undefined
  /** Null takes it away. */
  readonly location?: string | null | undefined
}

const FIELDS = ['subject', 'kind', 'location'] as const
type Words = Record<(typeof FIELDS)[number], string | null>

/** As the story says them. */
const inWords = ({ subject, kind, location }: Pick<Case, (typeof FIELDS)[number]>): Words => ({
  subject,
  kind: KIND_NAMES[kind],
  location,
})

/** Puts a case's own words right: what it is called, what kind of thing it is, and where it is. What stays the same is not recorded. */
export async function editCase(tx: Write, author: Author, command: EditCase, now: Date): Promise<void> {
  const theCase = await lockCase(tx, command.reference, command.version)
  refuse(whyNot.edit(theCase))
  const { subject = theCase.subject, kind = theCase.kind, location = theCase.location } = command
  const after = { subject, kind, location }
  const changed = FIELDS.filter(field => after[field] !== theCase[field])
  if (changed.length === 0) return
  await tx
    .updateTable('cases.cases')
    .set({ ...touched(now), ...after })
    .where('id', '=', theCase.id)
    .execute()
  if (changed.includes('subject')) await indexAgain(tx, theCase.id)
  const before = inWords(theCase)
  for (const field of changed) {
    const payload = { field, before: before[field], after: inWords(after)[field] }
    await record(tx, author, caseEdited, theCase, payload, now, { topics: ['cases'] })
  }
}
