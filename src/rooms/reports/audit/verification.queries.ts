import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

/** What was answered last when somebody asked whether an organisation's record is whole. */
export interface Verification {
  readonly organisation_id: string
  readonly organisation: string
  readonly asked_by_name: string
  readonly asked_at: Date
  /** Null while the worker is at it. */
  readonly finished_at: Date | null
  readonly events: number | null
  readonly seals: number | null
  readonly faults: readonly string[] | null
}

/** The last for each of these organisations. */
export async function listVerifications(tx: Read, organisations: readonly string[]): Promise<Verification[]> {
  const { rows } = await sql<Verification>`
    select distinct on (v.organisation_id) v.organisation_id, o.name as organisation, v.asked_by_name, v.asked_at, v.finished_at,
      v.events::int as events, v.seals::int as seals, v.faults
    from reports.verifications v join people.published_organisations o on o.id = v.organisation_id
    where v.organisation_id = any (${[...organisations]}::uuid[])
    order by v.organisation_id, v.asked_at desc`.execute(tx)
  return rows
}
