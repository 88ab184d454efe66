import { sql } from 'kysely'
import { answersForBoth } from '#platform/database/standing.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { caseLinked, caseUnlinked } from '../events.ts'
import { caseProblems } from '../problems.ts'
import { REVERSED, type Relation, rowOf } from './link.rules.ts'

export interface LinkCases {
  readonly reference: string
  readonly relation: Relation
  /** The other case's reference. */
  readonly other: string
}

/**
 * Links two cases of one organisation, in one way. Each then says it from its own side; neither changes otherwise. Raises
 * `cases.linked-to-itself`, `cases.link-elsewhere`, `cases.link-restricted`, `cases.already-linked`, `cases.parent-of-itself`.
 */
export async function linkCases(tx: Write, author: Author, command: LinkCases, now: Date): Promise<void> {
  const { relation } = command
  const [theCase, other] = await lockBoth(tx, command.reference, command.other)
  if (theCase.id === other.id) caseProblems.raise('linked-to-itself')
  if (!(await answersForBoth(tx, theCase.organisation_id, other.organisation_id))) caseProblems.raise('link-elsewhere')
  if (theCase.restricted !== other.restricted) caseProblems.raise('link-restricted')
  if (await areLinked(tx, theCase.id, other.id)) caseProblems.raise('already-linked')
  const row = rowOf(relation, theCase.id, other.id)
  if (row.kind === 'parent_of' && (await isAbove(tx, row.other_case_id, row.case_id)))
    caseProblems.raise('parent-of-itself')
  await linkLocked(tx, author, { theCase, relation, other }, now)
}

/** For two cases already locked, or just made, by the act that links them. */
export async function linkLocked(
  tx: Write,
  author: Author,
  { theCase, relation, other }: { theCase: CaseNamed; relation: Relation; other: CaseNamed },
  now: Date,
): Promise<void> {
  const { organisation_id } = theCase
  await tx
    .insertInto('cases.links')
    .values({ ...rowOf(relation, theCase.id, other.id), organisation_id })
    .execute()
  const from = { relation, other_id: other.id, reference: other.reference }
  await record(tx, author, caseLinked, theCase, from, now)
  const back = { relation: REVERSED[relation], other_id: theCase.id, reference: theCase.reference }
  await record(tx, author, caseLinked, other, back, now)
}

type CaseNamed = Pick<Case, 'id' | 'organisation_id' | 'reference'>

/** Takes a link away. Of cases that are not linked in that way, nothing is changed. */
export async function unlinkCases(tx: Write, author: Author, command: LinkCases, now: Date): Promise<void> {
  const { relation } = command
  const [theCase, other] = await lockBoth(tx, command.reference, command.other)
  const { kind, case_id, other_case_id } = rowOf(relation, theCase.id, other.id)
  const ends = kind === 'related_to' ? [case_id, other_case_id] : [case_id]
  const { numDeletedRows } = await tx
    .deleteFrom('cases.links')
    .where('kind', '=', kind)
    .where('case_id', 'in', ends)
    .where('other_case_id', 'in', kind === 'related_to' ? ends : [other_case_id])
    .executeTakeFirst()
  if (numDeletedRows === 0n) return
  const from = { relation, other_id: other.id, reference: other.reference }
  await record(tx, author, caseUnlinked, theCase, from, now)
  const back = { relation: REVERSED[relation], other_id: theCase.id, reference: theCase.reference }
  await record(tx, author, caseUnlinked, other, back, now)
}

/** Locks two cases, always in the same order, so that two people who join them from either end do not wait for each other for ever. */
export async function lockBoth(tx: Write, reference: string, other: string): Promise<[Case, Case]> {
  if (reference <= other) {
    const first = await lockCase(tx, reference)
    return [first, await lockCase(tx, other)]
  }
  const second = await lockCase(tx, other)
  return [await lockCase(tx, reference), second]
}

async function areLinked(tx: Read, one: string, other: string): Promise<boolean> {
  const { rows } = await sql`
    select from cases.links
    where (case_id = ${one} and other_case_id = ${other}) or (case_id = ${other} and other_case_id = ${one}) limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

/** Whether one case stands above another, over any number of parents. */
async function isAbove(tx: Read, upper: string, lower: string): Promise<boolean> {
  const { rows } = await sql`
    with recursive above as (
      select case_id from cases.links where other_case_id = ${lower} and kind = 'parent_of'
      union
      select l.case_id from cases.links l join above on l.other_case_id = above.case_id where l.kind = 'parent_of')
    select from above where case_id = ${upper}`.execute(tx)
  return rows.length > 0
}
