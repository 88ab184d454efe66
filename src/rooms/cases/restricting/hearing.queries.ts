import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { ParticipantRole } from '../participants/participant.rules.ts'

/** Somebody who is told of a case besides its requester and whoever has it. */
export interface Hearer {
  readonly name: string
  /** Null for those who follow it and no more. */
  readonly role: ParticipantRole | null
}

/** Who takes part in a case or follows it: those who hear nothing more once it is restricted, unless they are named. */
export async function listHearing(tx: Read, case_id: string, except: string): Promise<Hearer[]> {
  const { rows } = await sql<Hearer>`
    with parts as (
      select coalesce(name, address) as name, role, person_id from cases.participants
      where case_id = ${case_id} and removed_at is null)
    select name, role from parts where person_id is distinct from ${except}
    union all
    select coalesce(p.name, 'Somebody of another organisation'), null
    from cases.watchers w left join people.published_persons p on p.id = w.person_id
    where w.case_id = ${case_id} and w.person_id <> ${except} and w.person_id not in (select person_id from parts where person_id is not null)
    order by 1`.execute(tx)
  return rows
}
