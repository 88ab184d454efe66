import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { organisationEnded } from '../events.ts'
import { lockOrganisation } from './organisation.queries.ts'

/** How many people an organisation has, and by what ways they and their programs come in. */
export interface WaysIn {
  readonly people: number
  readonly sessions: number
  readonly tokens: number
  /** Invitations, and letters to choose a new password. */
  readonly letters: number
  readonly directory_tokens: number
  readonly providers: number
}

/** Every way in that an organisation's people have now. */
export async function countWaysIn(tx: Read, organisation_id: string, now: Date): Promise<WaysIn> {
  const { rows } = await sql<WaysIn>`
    select (select count(*) from people.persons p where p.organisation_id = ${organisation_id} and p.active) as people, w.*
    from people.ways_in(${organisation_id}, ${now}) w`.execute(tx)
  const none = { people: 0, sessions: 0, tokens: 0, letters: 0, directory_tokens: 0, providers: 0 }
  return rows[0] ?? none
}

/** Who of an organisation has roles in others too, by name, as far as the asker sees those. */
export async function listElsewhere(tx: Read, organisation_id: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct p.name from people.held_roles r join people.persons p on p.id = r.person_id and p.active
    where p.organisation_id = ${organisation_id} and r.organisation_id <> ${organisation_id} order by 1 limit 100`.execute(
    tx,
  )
  return rows.map(({ name }) => name)
}

export interface Leave {
  readonly id: string
  /** Until when what is held is kept: 'YYYY-MM-DD'. */
  readonly kept_until: string
  /** What is answered to mail that still comes; null when it is refused. */
  readonly left_words: string | null
}

/**
 * An organisation leaves: every way in that its people, programs and directory have ends in this transaction, and so do their roles in
 * it. Whoever of another organisation looks after it goes on reading its history. Returns what ended.
 */
export async function leave(tx: Write, author: Author, { id, ...left }: Leave, now: Date): Promise<WaysIn> {
  await lockOrganisation(tx, id)
  const ended = await countWaysIn(tx, id, now)
  await tx
    .updateTable('people.organisations')
    .set({ ...left, ended_at: now })
    .where('id', '=', id)
    .execute()
  const theirs = tx.selectFrom('people.persons').select('id').where('organisation_id', '=', id)
  const roles = tx.deleteFrom('people.role_assignments').where('organisation_id', '=', id)
  await roles.where('person_id', 'in', theirs).where('starts_at', '>=', now).execute()
  await tx
    .updateTable('people.role_assignments')
    .set({ ends_at: now })
    .where('organisation_id', '=', id)
    .where('person_id', 'in', theirs)
    .where(eb => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
    .execute()
  await sql`select people.end_ways_in(${id}, ${now})`.execute(tx)
  await tx
    .updateTable('people.persons')
    .set({ active: false })
    .where('organisation_id', '=', id)
    .where('active', '=', true)
    .execute()
  const payload = { successor: null, kept_until: left.kept_until }
  await record(tx, author, organisationEnded, { id, organisation_id: id }, payload, now)
  return ended
}

/** One that left and that nobody came in the place of: what is answered to mail that still comes for it. */
export async function findLeft(
  tx: Read,
  organisation_id: string,
): Promise<{ name: string; left_words: string | null } | undefined> {
  return tx
    .selectFrom('people.organisations')
    .select(['name', 'left_words'])
    .where('id', '=', organisation_id)
    .where('ended_at', 'is not', null)
    .where('succeeded_by_id', 'is', null)
    .executeTakeFirst()
}
