import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { organisationFounded } from '../events.ts'
import { getOrganisation } from '../organisations/organisation.queries.ts'
import { unfoundSuccessor } from '../organisations/succession.actions.ts'

export interface FoundPart {
  readonly id: string
  readonly name: string
  readonly short_name: string
  /** The one whose part it was. */
  readonly from: string
}

/** Makes an organisation of a part of another, looking as that does. Neither stands for the other: nobody's rights follow. */
export async function foundPart(tx: Write, author: Author, { id, name, short_name, from }: FoundPart, now: Date) {
  const { kind, accent, zone, auto_close_days, reopen_days } = await getOrganisation(tx, from)
  const like = { kind, accent, zone, auto_close_days, reopen_days }
  await tx
    .insertInto('people.organisations')
    .values({ id, name, short_name, ...like })
    .execute()
  const parted_at = now
  await tx
    .insertInto('people.parted_organisations')
    .values([
      { organisation_id: id, other_id: from, parted_at },
      { organisation_id: from, other_id: id, parted_at },
    ])
    .execute()
  await record(tx, author, organisationFounded, { id, organisation_id: id }, { name, in_place_of: [] }, now)
}

/** Takes that back: it stays as one that ended at once. */
export async function unfoundPart(tx: Write, author: Author, command: { id: string; short_name: string }, now: Date) {
  const { id } = command
  const parted = tx.deleteFrom('people.parted_organisations')
  await parted.where(eb => eb.or([eb('organisation_id', '=', id), eb('other_id', '=', id)])).execute()
  await unfoundSuccessor(tx, author, command, now)
}

/** Keeps what an organisation may go on reading of people who leave it: who they were, where its own history names them. */
export async function rememberLeavers(
  tx: Write,
  { organisation_id, persons }: { organisation_id: string; persons: readonly string[] },
  now: Date,
): Promise<void> {
  await sql`insert into people.left_persons (organisation_id, person_id, name, email, left_at)
    select p.organisation_id, p.id, p.name, p.email, ${now} from people.persons p
    where p.organisation_id = ${organisation_id} and p.id = any (${[...persons]}::uuid[]) on conflict do nothing`.execute(
    tx,
  )
}

/** They came back. */
export async function forgetLeavers(
  tx: Write,
  { organisation_id, persons }: { organisation_id: string; persons: readonly string[] },
): Promise<void> {
  await sql`select people.forget_left(${organisation_id}, ${[...persons]}::uuid[])`.execute(tx)
}

/** Gives those of other organisations who work for one the same roles in the other. */
export async function shareRoles(tx: Write, { from, to }: { from: string; to: string }): Promise<void> {
  await sql`insert into people.role_assignments (person_id, organisation_id, role, starts_at, ends_at)
    select r.person_id, ${to}, r.role, r.starts_at, r.ends_at from people.role_assignments r
    where r.organisation_id = ${from} and not exists (select from people.persons p
      where p.id = r.person_id and p.organisation_id in (${from}, ${to})) on conflict do nothing`.execute(tx)
}

/** Makes somebody the administrator of an organisation that has none. */
export async function giveAdministrator(tx: Write, row: { person_id: string; organisation_id: string }): Promise<void> {
  const role = { ...row, role: 'administrator' }
  await tx
    .insertInto('people.role_assignments')
    .values(role)
    .onConflict(conflict => conflict.doNothing())
    .execute()
}
