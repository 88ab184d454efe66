import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { publishNotice } from '#rooms/content/index.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { caseJoinedMajor, caseLeftMajor, majorDeclared } from './events.ts'
import { remindOfUpdate } from './keep-informed.jobs.ts'
import { lockFor } from './lock-for.ts'
import { type Major, majorOf } from './major.queries.ts'
import { nextUpdateDue } from './major.rules.ts'
import { majorProblems } from './problems.ts'

export interface DeclareMajor {
  /** The case it is declared from. */
  readonly reference: string
  /** Others that follow it from the start. Those that are done, or follow another, are left alone. */
  readonly others: readonly string[]
  readonly title: string
  readonly affected: string
  readonly because: string
  readonly update_minutes: number
  /** Also tell everybody of the organisation on the portal, in these words. */
  readonly banner: string | null
}

/** Declares a major incident (S-36). Its first update is due from now. Raises `major.already-declared`, `major.case-done`. */
export async function declareMajor(tx: Write, author: Author, command: DeclareMajor, now: Date): Promise<string> {
  const theCase = await lockCase(tx, command.reference)
  const refusal = await whyNotJoin(tx, theCase)
  if (refusal) majorProblems.raise(refusal)
  const { organisation_id } = theCase
  const { title, affected, because, update_minutes } = command
  const next_update_due_at = nextUpdateDue(now, update_minutes)
  const words = { title, body: command.banner ?? '', starts_at: now, ends_at: null }
  const notice = command.banner ? await publishNotice(tx, author, { ...words, organisation_id }, now) : undefined
  const { id, reference } = await tx
    .insertInto('cases.major_incidents')
    .values({
      ...{ id: newId(), organisation_id, case_id: theCase.id, title, affected, update_minutes, next_update_due_at },
      ...{ declared_at: now, declared_by: author.person_id ?? null, lead_id: author.person_id ?? null },
      notice_id: notice?.id ?? null,
    })
    .returning(['id', 'reference'])
    .executeTakeFirstOrThrow()
  const declared = { reference, title, because, case_reference: theCase.reference }
  await record(tx, author, majorDeclared, { id, organisation_id }, declared, now, { topics: ['cases', 'major'] })
  await join(tx, author, { id, reference, title }, theCase, now)
  for (const other of [...new Set(command.others)].sort()) {
    if (other === theCase.reference) continue
    const also = await lockCase(tx, other)
    if (!(await whyNotJoin(tx, also))) await join(tx, author, { id, reference, title }, also, now)
  }
  await enqueue(tx, remindOfUpdate, organisation_id, { reference }, { at: next_update_due_at, key: `major:${id}` })
  return reference
}

/** Lets another case follow it: told what is told, resolved when it is. */
export async function addCase(
  tx: Write,
  author: Author,
  command: { reference: string; other: string },
  now: Date,
): Promise<void> {
  const major = await lockFor(tx, 'addCase', command.reference)
  const theCase = await lockCase(tx, command.other)
  const refusal = await whyNotJoin(tx, theCase)
  if (refusal) majorProblems.raise(refusal)
  await join(tx, author, major, theCase, now)
}

/** Takes a case out again. The one it was declared from stays. */
export async function removeCase(
  tx: Write,
  author: Author,
  command: { reference: string; other: string },
  now: Date,
): Promise<void> {
  const major = await lockFor(tx, 'removeCase', command.reference)
  const theCase = await lockCase(tx, command.other)
  if (theCase.id === major.case_id) majorProblems.raise('declared-from')
  const { numDeletedRows } = await tx
    .deleteFrom('cases.major_incident_cases')
    .where('major_id', '=', major.id)
    .where('case_id', '=', theCase.id)
    .executeTakeFirst()
  if (numDeletedRows > 0n) await record(tx, author, caseLeftMajor, theCase, { reference: major.reference }, now)
}

async function whyNotJoin(
  tx: Write,
  theCase: Case,
): Promise<'already-declared' | 'case-done' | 'restricted' | undefined> {
  if (theCase.restricted) return 'restricted'
  if (theCase.state === 'resolved' || theCase.state === 'closed') return 'case-done'
  return (await majorOf(tx, theCase.id)) ? 'already-declared' : undefined
}

type Named = Pick<Major, 'id' | 'reference' | 'title'>

async function join(tx: Write, author: Author, major: Named, theCase: Case, now: Date) {
  const { id: case_id, organisation_id } = theCase
  const row = { major_id: major.id, case_id, organisation_id, linked_at: now, linked_by: author.person_id ?? null }
  await tx.insertInto('cases.major_incident_cases').values(row).execute()
  await record(tx, author, caseJoinedMajor, theCase, { reference: major.reference, title: major.title }, now)
}
