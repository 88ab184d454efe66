import { sql } from 'kysely'
import { isOrFollows } from '#platform/database/standing.ts'
import type { Read } from '#platform/database/transaction.ts'
import type { ParticipantRole } from './participant.rules.ts'

export interface Participant {
  readonly id: string
  readonly role: ParticipantRole
  readonly person_id: string | null
  readonly name: string | null
  readonly address: string
}

/** Who takes part in a case now, besides its requester, in the order they came. */
export async function listParticipants(tx: Read, case_id: string): Promise<Participant[]> {
  const { rows } = await sql<Participant>`
    select id, role, person_id, name, address from cases.participants
    where case_id = ${case_id} and removed_at is null order by added_at, id`.execute(tx)
  return rows
}

export interface Known {
  readonly person_id: string
  readonly name: string
  readonly address: string
}

/** Whose address this is, in an organisation: only an address we are sure of says who somebody is, and only if it is one person's. */
export async function findByAddress(tx: Read, organisation_id: string, address: string): Promise<Known | undefined> {
  const { rows } = await sql<Known>`
    select p.id as person_id, p.name, a.address
    from people.published_addresses a join people.published_persons p on p.id = a.person_id and p.active
    where a.address_key = lower(${address}) and a.verified_at is not null and ${isOrFollows('p.organisation_id', organisation_id)}
    limit 2`.execute(tx)
  return rows.length === 1 ? rows[0] : undefined
}

/** Addresses we are sure of, of people who are called as typed. */
export async function listKnown(tx: Read, persons: readonly string[]): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select distinct on (p.id) p.id as person_id, p.name, a.address
    from people.published_persons p join people.published_addresses a on a.person_id = p.id and a.verified_at is not null
    where p.id = any (${[...persons]}::uuid[]) and p.active
    order by p.id, a.address_key = lower(p.email) desc, a.address_key`.execute(tx)
  return rows
}
