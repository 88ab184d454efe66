import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { DatedRole } from '../roles/role-dates.queries.ts'

export interface Entry {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly job_title: string | null
  readonly active: boolean
  /** Those held and those to come, each once. */
  readonly roles: readonly DatedRole[]
}

/** An organisation's people by name, those who have left too; `typed` is looked for in names and addresses. */
export async function listEntries(
  tx: Read,
  organisation_id: string,
  { typed, most, skip }: { typed: string; most: number; skip: number },
): Promise<Entry[]> {
  const looked = typed.trim().toLowerCase()
  const { rows } = await sql<Entry>`
    select p.id, p.name, p.email, p.job_title, p.active,
      coalesce((select json_agg(json_build_object('organisation_id', r.organisation_id, 'role', r.role,
          'starts_at', r.starts_at, 'ends_at', r.ends_at))
        from people.role_assignments r where r.person_id = p.id and (r.ends_at is null or r.ends_at > now())), '[]') as roles
    from people.persons p
    where p.organisation_id = ${organisation_id}
      and (${looked} = '' or position(${looked} in p.name_key) > 0 or position(${looked} in coalesce(p.email_key, '')) > 0)
    order by p.name_key, p.id limit ${most} offset ${skip}`.execute(tx)
  // JSON has its moments as text.
  const date = (text: unknown) => (text === null ? null : new Date(String(text)))
  return rows.map(row => ({
    ...row,
    roles: row.roles.map(one => ({ ...one, starts_at: date(one.starts_at), ends_at: date(one.ends_at) })),
  }))
}
