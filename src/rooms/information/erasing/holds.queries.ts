import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

/** A reason for which nothing may be erased. */
export interface Hold {
  readonly id: string
  readonly kind: string
  readonly subject_id: string
  readonly because: string
  readonly set_by_name: string
  readonly set_at: Date
}

/** A hold with what it stands on, where the asker may know of that. */
export interface HoldOf extends Hold {
  /** A person's name, or a case's reference; null for the organisation, and for a case the asker may not know of. */
  readonly about: string | null
}

const COLUMNS = ['id', 'kind', 'subject_id', 'because', 'set_by_name', 'set_at'] as const

/** The holds that stand on any of these: an organisation, a person, cases. */
export const listHolds = (tx: Read, subjects: readonly string[]): Promise<Hold[]> =>
  tx
    .selectFrom('information.legal_holds')
    .select(COLUMNS)
    .where('lifted_at', 'is', null)
    .where('subject_id', 'in', [...subjects])
    .orderBy('set_at')
    .execute()

/** The holds that stand on an organisation, and on people and cases of it. Why, too, only where the asker may know of the case. */
export async function listHoldsOf(tx: Read, organisation_id: string): Promise<HoldOf[]> {
  const { rows } = await sql<HoldOf>`
    select h.id, h.kind, h.subject_id, h.set_by_name, h.set_at, coalesce(p.name, c.reference) as about,
      case when h.kind = 'case' and c.id is null then '' else h.because end as because
    from information.legal_holds h left join people.published_persons p on h.kind = 'person' and p.id = h.subject_id
      left join cases.published_cases c on h.kind = 'case' and c.id = h.subject_id
    where h.organisation_id = ${organisation_id} and h.lifted_at is null order by h.set_at limit 100`.execute(tx)
  return rows
}

/** What a case that is held is called, for who may know of it. */
export async function findReference(tx: Read, case_id: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('cases.published_cases')
    .select('reference')
    .where('id', '=', case_id)
    .executeTakeFirst()
  return row?.reference ?? undefined
}
