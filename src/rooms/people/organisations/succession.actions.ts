import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { organisationEnded, organisationFounded } from '../events.ts'
import { getOrganisation, lockOrganisation } from './organisation.queries.ts'

export interface Founding {
  readonly id: string
  readonly name: string
  readonly short_name: string
  /** Those in whose place it comes. It begins looking as the first does. */
  readonly predecessors: readonly string[]
}

/** Makes an organisation that comes in the place of others: whoever has a role in it has that role for their history too. */
export async function foundSuccessor(
  tx: Write,
  author: Author,
  { id, name, short_name, predecessors }: Founding,
  now: Date,
): Promise<void> {
  const { kind, accent, zone, auto_close_days, reopen_days } = await getOrganisation(tx, predecessors[0]!)
  const like = { kind, accent, zone, auto_close_days, reopen_days }
  await tx
    .insertInto('people.organisations')
    .values({ id, name, short_name, ...like })
    .execute()
  // Those whose place they had taken themselves count too.
  await sql`insert into platform.successions (successor_id, predecessor_id)
    select ${id}::uuid, unnest(${[...predecessors]}::uuid[])
    union select ${id}::uuid, s.predecessor_id from platform.successions s where s.successor_id = any (${[...predecessors]}::uuid[])
    on conflict do nothing`.execute(tx)
  const names = []
  for (const one of predecessors) names.push((await getOrganisation(tx, one)).name)
  await record(tx, author, organisationFounded, { id, organisation_id: id }, { name, in_place_of: names }, now)
}

/** Takes back that an organisation came in the place of others, before any of them ended: it stays as one that ended at once. */
export async function unfoundSuccessor(
  tx: Write,
  author: Author,
  { id, short_name }: { id: string; short_name: string },
  now: Date,
): Promise<void> {
  await tx.deleteFrom('people.role_assignments').where('organisation_id', '=', id).execute()
  await sql`delete from platform.successions where successor_id = ${id}`.execute(tx)
  await tx.updateTable('people.organisations').set({ short_name, ended_at: now }).where('id', '=', id).execute()
  const payload = { successor: null, kept_until: null }
  await record(tx, author, organisationEnded, { id, organisation_id: id }, payload, now)
}

export interface Ending {
  readonly id: string
  readonly successor_id: string | undefined
}

/**
 * Ends an organisation: nothing is logged for it any more, roles in it end, and whoever is still of it can no longer sign in. What it
 * had stays to be read by whoever came in its place.
 */
export async function endOrganisation(
  tx: Write,
  author: Author,
  { id, successor_id }: Ending,
  now: Date,
): Promise<void> {
  const organisation = await lockOrganisation(tx, id)
  if (organisation.ended_at) return
  const ended = { ended_at: now, succeeded_by_id: successor_id ?? null }
  await tx.updateTable('people.organisations').set(ended).where('id', '=', id).execute()
  const roles = tx.deleteFrom('people.role_assignments').where('organisation_id', '=', id)
  await roles.where('starts_at', '>=', now).execute()
  await tx
    .updateTable('people.role_assignments')
    .set({ ends_at: now })
    .where('organisation_id', '=', id)
    .where(eb => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
    .execute()
  await sql`select people.end_sessions_of(p.id), people.end_tokens_of(p.id) from people.persons p
    where p.organisation_id = ${id} and p.active`.execute(tx)
  await tx
    .updateTable('people.persons')
    .set({ active: false })
    .where('organisation_id', '=', id)
    .where('active', '=', true)
    .execute()
  const successor = successor_id ? (await getOrganisation(tx, successor_id)).short_name : null
  const payload = { successor, kept_until: null }
  await record(tx, author, organisationEnded, { id, organisation_id: id }, payload, now)
}
