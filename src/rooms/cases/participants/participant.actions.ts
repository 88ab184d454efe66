import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { isAddress } from '#rooms/channels/index.ts'
import { type Case, lockCase } from '../case.queries.ts'
import { participantAdded, participantRemoved } from '../events.ts'
import { caseProblems } from '../problems.ts'
import { addWatcher, removeWatcher } from '../watching/watch.actions.ts'
import { findByAddress, type Participant } from './participant.queries.ts'
import { headerName, type ParticipantRole } from './participant.rules.ts'

export interface AddParticipant {
  readonly reference: string
  readonly role: ParticipantRole
  readonly name: string | null
  readonly address: string
}

/** Those of the organisation who were copied in, or act for the requester, read on the portal what the requester reads. */
const readsThePortal = (role: ParticipantRole) => role === 'copied' || role === 'representative'

/**
 * Makes somebody take part in a case, with a stated role; in another role than before, they have the new one. Who they are is known
 * by an address we are sure of, and nobody else gets a place on the portal. Raises `cases.not-an-address`, `cases.requester-takes-part`.
 */
export async function addParticipant(tx: Write, author: Author, command: AddParticipant, now: Date): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  await addLocked(tx, author, theCase, command, now)
}

/** The same, of a case that the caller has locked. */
export async function addLocked(
  tx: Write,
  author: Author,
  theCase: Case,
  command: Omit<AddParticipant, 'reference'>,
  now: Date,
): Promise<void> {
  const address = command.address.trim()
  if (!isAddress(address)) caseProblems.raise('not-an-address')
  const known = await findByAddress(tx, theCase.organisation_id, address)
  if (known?.person_id === theCase.requester_id) caseProblems.raise('requester-takes-part')
  const before = await findByKey(tx, theCase.id, address)
  if (before?.role === command.role) return
  if (before) await endPart(tx, author, theCase, before, now)
  const { id: case_id, organisation_id } = theCase
  const name = known?.name ?? (command.name ? headerName(command.name) || null : null)
  const person_id = known?.person_id ?? null
  const { role } = command
  await tx
    .insertInto('cases.participants')
    .values({
      id: newId(),
      organisation_id,
      case_id,
      person_id,
      name,
      address,
      role,
      added_by: author.person_id ?? null,
      added_at: now,
    })
    .execute()
  if (person_id && readsThePortal(role)) await addWatcher(tx, author, { reference: theCase.reference, person_id }, now)
  await record(tx, author, participantAdded, theCase, { name: name ?? address, address, role, person_id }, now)
}

/** Takes somebody off a case: nothing more is sent to them, and they no longer read it. Who is off already stays off. */
export async function removeParticipant(
  tx: Write,
  author: Author,
  command: { readonly reference: string; readonly participant_id: string },
  now: Date,
): Promise<void> {
  const theCase = await lockCase(tx, command.reference)
  const { rows } = await sql<Participant>`
    select id, role, person_id, name, address from cases.participants
    where case_id = ${theCase.id} and id = ${command.participant_id} and removed_at is null`.execute(tx)
  if (rows[0]) await endPart(tx, author, theCase, rows[0], now)
}

async function findByKey(tx: Write, case_id: string, address: string): Promise<Participant | undefined> {
  const { rows } = await sql<Participant>`
    select id, role, person_id, name, address from cases.participants
    where case_id = ${case_id} and address_key = lower(${address}) and removed_at is null`.execute(tx)
  return rows[0]
}

/** Ends somebody's part in a case that the caller has locked. */
export async function endPart(
  tx: Write,
  author: Author,
  theCase: Case,
  { id, ...who }: Participant,
  now: Date,
): Promise<void> {
  await tx.updateTable('cases.participants').set({ removed_at: now }).where('id', '=', id).execute()
  const { person_id, name, address, role } = who
  if (person_id && readsThePortal(role))
    await removeWatcher(tx, author, { reference: theCase.reference, person_id }, now)
  await record(tx, author, participantRemoved, theCase, { name: name ?? address, address, role, person_id }, now)
}
