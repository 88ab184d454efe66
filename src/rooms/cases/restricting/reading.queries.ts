import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { Way } from './reading.rules.ts'

/** Somebody looked at a restricted case. */
export interface Reading {
  readonly person: string
  readonly read_at: Date
  readonly way: Way
}

const MOST_OF_ONE = 50

/** Who looked at a case, the latest first. */
export async function listReadingsOf(tx: Read, case_id: string): Promise<Reading[]> {
  const { rows } = await sql<Reading>`
    select coalesce(p.name, 'Somebody of another organisation') as person, r.read_at, r.way
    from cases.restricted_readings r left join people.published_persons p on p.id = r.person_id
    where r.case_id = ${case_id} order by r.read_at desc limit ${sql.lit(MOST_OF_ONE)}`.execute(tx)
  return rows
}

export interface AuditedReading extends Reading {
  readonly organisation: string
  readonly zone: string
  /** Null for whoever may not know of the case. */
  readonly reference: string | null
  /** Where the next page begins. */
  readonly cursor: string
}

/** Who looked at anything restricted, the latest first. Which case it was is said to those who may read it, and to nobody else. */
export async function listReadings(
  tx: Read,
  { person, before, most }: { person?: string | undefined; before?: Date | undefined; most: number },
): Promise<AuditedReading[]> {
  const { rows } = await sql<AuditedReading>`
    select coalesce(p.name, 'Somebody of another organisation') as person, r.read_at, r.way, o.short_name as organisation, o.zone,
      c.reference, r.read_at::text as cursor
    from cases.restricted_readings r join people.published_organisations o on o.id = r.organisation_id
      left join people.published_persons p on p.id = r.person_id
      left join cases.cases c on c.id = r.case_id
    where (${person ?? null}::text is null or lower(p.name) = lower(${person ?? null}))
      and (${before ?? null}::timestamptz is null or r.read_at < ${before ?? null})
    order by r.read_at desc limit ${sql.lit(most)}`.execute(tx)
  return rows
}
