/*
 * Who may know of a case. What hides it is in the database (docs/decisions/0032): these acts say who is named, and leave an event, in
 * that order, since whoever is not named would not find the case again.
 */
import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import { isOrFollows } from '#platform/database/standing.ts'
import { beforeCommit, type Read, type Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { mayNow } from '#rooms/people/index.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { caseProblems } from '../problems.ts'
import { caseRestricted, readerAdded, readerRemoved, requesterShown, restrictionLifted } from './events.ts'
import { mustBeNamed } from './must-be-named.ts'
import { type CaseReader, findRestriction, isInMajor, isMerged, type Restriction } from './reader.queries.ts'
import { stopHearing } from './stop-hearing.actions.ts'

export type Who = { readonly person_id: string } | { readonly team_id: string }

export interface RestrictCase {
  readonly reference: string
  readonly version?: number | undefined
  readonly readers: readonly Who[]
  readonly shown_to_requester: boolean
  readonly because: string
}

export type Named = Omit<CaseReader, 'id'>
type CaseToRestrict = Pick<Case, 'id' | 'organisation_id'>

const IN_ITS_CATEGORY = 'what is logged in its category is'

/**
 * Hides a case from everybody who is not named; whoever does it is. Raises `cases.already-restricted`, `cases.restricted-and-merged`,
 * `cases.restricted-in-major`, `cases.reader-elsewhere`, `cases.assignee-not-named`.
 */
export async function restrictCase(tx: Write, author: Author, command: RestrictCase, now: Date): Promise<void> {
  const theCase = await lockCase(tx, command.reference, command.version)
  if (theCase.restricted) caseProblems.raise('already-restricted')
  const self = author.person_id ? [{ person_id: author.person_id }] : []
  await restrictLocked(tx, author, { ...command, theCase, readers: [...self, ...command.readers] }, now)
}

/** For a case already locked by the act that hides it. */
export async function restrictLocked(
  tx: Write,
  author: Author,
  command: { theCase: Case; readers: readonly Who[]; shown_to_requester: boolean; because: string | null },
  now: Date,
): Promise<void> {
  const { theCase, shown_to_requester, because } = command
  if (await isMerged(tx, theCase.id)) caseProblems.raise('restricted-and-merged')
  if (await isInMajor(tx, theCase.id)) caseProblems.raise('restricted-in-major')
  const named: Named[] = []
  for (const who of command.readers) named.push(await readerFrom(tx, theCase, who))
  await hide(tx, author, { theCase, named, shown_to_requester, because }, now)
  await mustBeNamed(tx, theCase.id, theCase.assignee_id)
}

/** Hides a case that was only just logged in a category for few, once all else that this transaction does with it is done. */
export function restrictAtBirth(
  tx: Write,
  author: Author,
  { theCase, team }: { theCase: CaseToRestrict; team: { id: string; name: string } },
  now: Date,
): void {
  const named = [{ team_id: team.id, person_id: null, name: team.name }]
  beforeCommit(tx, () => hide(tx, author, { theCase, named, shown_to_requester: true, because: IN_ITS_CATEGORY }, now))
}

/** Hides a case that came from another desk in a category for few: its team's, and of whoever had it there. */
export async function restrictImported(
  tx: Write,
  author: Author,
  { theCase, readers }: { theCase: CaseToRestrict; readers: readonly Named[] },
  now: Date,
): Promise<void> {
  await hide(tx, author, { theCase, named: readers, shown_to_requester: true, because: IN_ITS_CATEGORY }, now)
}

/** What is put in a category for few is theirs; whoever has it, or put it there, knows of it already. */
export async function restrictWithCategory(
  tx: Write,
  author: Author,
  { theCase, team_id }: { theCase: Case; team_id: string },
  now: Date,
): Promise<void> {
  const persons = [...new Set([author.person_id, theCase.assignee_id])].flatMap(id => (id ? [{ person_id: id }] : []))
  const because = 'what is in its category is'
  await restrictLocked(
    tx,
    author,
    { theCase, readers: [{ team_id }, ...persons], shown_to_requester: true, because },
    now,
  )
}

/** Hides a case as another is hidden, of which it was made. */
export async function restrictAlike(tx: Write, author: Author, as: Case, theCase: CaseToRestrict, now: Date) {
  const { readers, shown_to_requester } = await restrictionOf(tx, as)
  const because = `${as.reference}, of which it was made, is`
  await hide(tx, author, { theCase, named: readers, shown_to_requester, because }, now)
}

async function hide(
  tx: Write,
  author: Author,
  { theCase, named, ...said }: { theCase: CaseToRestrict; named: readonly Named[] } & Omit<Said, 'readers'>,
  now: Date,
): Promise<void> {
  for (const reader of named) await insertReader(tx, author, theCase, reader, now)
  const readers = [...new Set(named.map(({ name }) => name))]
  await record(tx, author, caseRestricted, theCase, { ...said, readers }, now, { topics: ['cases'] })
  await stopHearing(tx, author, theCase.id, now)
  await sql`select cases.restrict_case(${theCase.id}, ${said.shown_to_requester})`.execute(tx)
}

type Said = { readers: string[]; shown_to_requester: boolean; because: string | null }

/** Names somebody, or a team. Raises `cases.not-restricted`, `cases.reader-elsewhere`, `cases.already-reader`. */
export async function addReader(tx: Write, author: Author, command: { reference: string; who: Who }, now: Date) {
  const theCase = await lockCase(tx, command.reference)
  await restrictionOf(tx, theCase)
  const reader = await readerFrom(tx, theCase, command.who)
  if (!(await insertReader(tx, author, theCase, reader, now))) caseProblems.raise('already-reader')
  await record(tx, author, readerAdded, theCase, reader, now)
}

/** Takes a name off; of somebody who was not named, nothing is changed. Raises `cases.last-reader`, `cases.assignee-not-named`. */
export async function removeReader(tx: Write, author: Author, command: { reference: string; id: string }, now: Date) {
  const theCase = await lockCase(tx, command.reference)
  const { readers } = await restrictionOf(tx, theCase)
  const reader = readers.find(({ id }) => id === command.id)
  if (!reader) return
  if (readers.length === 1) caseProblems.raise('last-reader')
  const { id, ...named } = reader
  // Who takes themself off can do nothing more here: it is recorded first.
  await record(tx, author, readerRemoved, theCase, named, now)
  const { assignee_id } = theCase
  if (named.person_id && named.person_id === assignee_id) caseProblems.raise('assignee-not-named')
  await tx.deleteFrom('cases.case_readers').where('id', '=', id).execute()
  if (named.team_id) await mustBeNamed(tx, theCase.id, assignee_id)
}

/** Whether its requester sees the case on the portal: a case about somebody is not their own (requirement S-13). */
export async function showToRequester(
  tx: Write,
  author: Author,
  { reference, shown_to_requester }: { reference: string; shown_to_requester: boolean },
  now: Date,
): Promise<void> {
  const theCase = await lockCase(tx, reference)
  const before = await restrictionOf(tx, theCase)
  if (before.shown_to_requester === shown_to_requester) return
  await record(tx, author, requesterShown, theCase, { shown_to_requester }, now)
  await sql`select cases.restrict_case(${theCase.id}, ${shown_to_requester})`.execute(tx)
}

/** Shows a case to everybody who may read cases again. Raises `cases.not-restricted`. */
export async function liftRestriction(
  tx: Write,
  author: Author,
  command: { reference: string; because: string },
  now: Date,
): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  await restrictionOf(tx, theCase)
  await record(tx, author, restrictionLifted, theCase, { because: command.because }, now, { topics: ['cases'] })
  await sql`select cases.lift_restriction(${theCase.id})`.execute(tx)
}

const restrictionOf = async (tx: Read, { id }: { id: string }): Promise<Restriction> =>
  (await findRestriction(tx, id)) ?? caseProblems.raise('not-restricted')

async function insertReader(tx: Write, author: Author, theCase: CaseToRestrict, reader: Named, now: Date) {
  const { organisation_id, id: case_id } = theCase
  const { person_id, team_id } = reader
  const added = await tx
    .insertInto('cases.case_readers')
    .values({
      ...{ id: newId(), organisation_id, case_id, person_id, team_id },
      ...{ added_by: author.person_id ?? null, added_at: now },
    })
    .onConflict(conflict => conflict.constraint('case_readers_one_each').doNothing())
    .returning('id')
    .execute()
  return added.length > 0
}

/** Somebody who may read cases there anyway, or a team that works for it: naming opens no other door. */
async function readerFrom(tx: Read, { organisation_id }: CaseToRestrict, who: Who): Promise<Named> {
  const [person_id, team_id] = 'person_id' in who ? [who.person_id, null] : [null, who.team_id]
  const { rows } = await sql<{ name: string | null }>`
    select coalesce((select name from people.published_persons where id = ${person_id}::uuid and active),
      (select name from people.published_teams where id = ${team_id}::uuid and stands and (shared or ${isOrFollows('organisation_id', organisation_id)}))) as name`.execute(
    tx,
  )
  const name = rows[0]?.name ?? caseProblems.raise('reader-elsewhere')
  if (person_id && !(await mayNow(tx, person_id, organisation_id, 'cases.read'))) caseProblems.raise('reader-elsewhere')
  return { person_id, team_id, name }
}
