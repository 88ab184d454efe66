import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { type Assignment, grantsOf } from '../roles/roles.rules.ts'

/** Somebody whose address it is. */
export interface Addressed {
  readonly person_id: string
  readonly organisation_id: string
  readonly name: string
  readonly active: boolean
  /** The organisations whose cases they work on. */
  readonly works_in: readonly string[]
}

/** Everybody, as far as the asker may see, who has an address and of whom we know that it is theirs. Two may have one. */
export async function findByAddress(tx: Read, address: string): Promise<Addressed[]> {
  const { rows } = await sql<Omit<Addressed, 'works_in'> & { assignments: Assignment[] }>`
    select p.id as person_id, p.organisation_id, p.name, p.active,
      coalesce((select json_agg(json_build_object('organisation_id', r.organisation_id, 'role', r.role, 'changed',
          (select json_object_agg(d.permission, d.granted) from people.role_permissions d
            where d.organisation_id = r.organisation_id and d.role = r.role)))
        from people.held_roles r where r.person_id = p.id), '[]') as assignments
    from people.addresses a join people.persons p on p.id = a.person_id
    where a.address_key = ${address.trim().toLowerCase()} and a.verified_at is not null
    order by p.name, p.id`.execute(tx)
  return rows.map(({ assignments, ...person }) => ({
    ...person,
    works_in: grantsOf(assignments).get('cases.work') ?? [],
  }))
}

/** One of a person's addresses, with the others who have it. */
export interface Address {
  readonly id: string
  readonly address: string
  readonly verified_at: Date | null
  readonly verified_by: 'staff' | 'directory' | 'link' | 'message' | null
  /** The one that what is sent to them goes to. */
  readonly own: boolean
  /** Names of others in the asker's sight who have it too: then nobody is guessed. */
  readonly shared_with: readonly string[]
}

export async function listAddresses(tx: Read, person_id: string): Promise<Address[]> {
  const { rows } = await sql<Address>`
    select a.id, a.address, a.verified_at, a.verified_by, a.address_key = coalesce(p.email_key, '') as own,
      coalesce((select json_agg(q.name order by q.name) from people.addresses b join people.persons q on q.id = b.person_id
        where b.address_key = a.address_key and b.person_id <> a.person_id and b.verified_at is not null), '[]') as shared_with
    from people.addresses a join people.persons p on p.id = a.person_id
    where a.person_id = ${person_id} order by own desc, a.address_key`.execute(tx)
  return rows
}

/** An address that nobody has proved yet. */
export const findUnverified = (tx: Read, id: string) =>
  tx
    .selectFrom('people.addresses')
    .select(['id', 'person_id', 'organisation_id', 'address'])
    .where('id', '=', id)
    .where('verified_at', 'is', null)
    .executeTakeFirst()
