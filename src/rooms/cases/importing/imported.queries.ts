import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { ImportedBefore } from './compare.rules.ts'

interface Row extends ImportedBefore {
  readonly state: string
}

/** Cases of one other desk that are here already, by that desk's own numbers. */
export async function findImported(
  tx: Read,
  desk: { organisation_id: string; system: string },
  references: readonly string[],
): Promise<ReadonlyMap<string, Row>> {
  const { rows } = await sql<Row>`
    select c.id, c.number, c.reference, c.external_reference, c.state, c.restricted, coalesce(h.events, 0) as events,
      coalesce(h.history_hash, '') as history_hash, coalesce(h.facts_hash, '') as facts_hash,
      coalesce(h.position, 0) as imported_position,
      (select max(e.position) from platform.events e where e.subject_id = c.id) as position,
      json_build_object('subject', c.subject, 'location', c.location, 'team', t.name, 'category', k.path, 'priority', c.priority,
        'extra', c.extra) as facts
    from cases.cases c
      left join cases.imported_histories h on h.case_id = c.id
      left join people.published_teams t on t.id = c.team_id
      left join catalogue.published_categories k on k.id = c.category_id
    where c.organisation_id = ${desk.organisation_id} and c.external_system = ${desk.system}
      and c.external_reference = any (${references}::text[])`.execute(tx)
  return new Map(rows.map(row => [row.external_reference, row]))
}

export interface Reconciled {
  readonly reference: string
  readonly state: string
  /** Of a promise made over there: kept, broken, or still owed; null when none was made. */
  readonly promise: 'met' | 'missed' | 'owed' | null
  /** Events on its record. */
  readonly events: number
}

/** How imported cases stand in the database: read back, so that what is counted at the end is what is there. */
export async function readBack(
  tx: Read,
  desk: { organisation_id: string; system: string },
  references: readonly string[],
): Promise<Reconciled[]> {
  const { rows } = await sql<Reconciled>`
    select c.external_reference as reference, c.state,
      (select case when k.state = 'stopped' then k.outcome else 'owed' end
       from cases.case_clocks k where k.case_id = c.id and k.kind = 'sla' and k.standing and k.metric in ('resolve', 'fulfil')) as promise,
      (select count(*) from platform.events e where e.subject_id = c.id) as events
    from cases.cases c
    where c.organisation_id = ${desk.organisation_id} and c.external_system = ${desk.system}
      and c.external_reference = any (${references}::text[])`.execute(tx)
  return rows
}
