import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { AgreementKind, AnyMetric } from '#rooms/catalogue/index.ts'
import { RUNS_OUT } from '../clocks/clocks.queries.ts'
import type { Threshold } from './escalation.rules.ts'

/** A threshold that was passed, and who knows of it. */
export interface Escalation extends Threshold {
  readonly id: string
  readonly kind: AgreementKind
  readonly metric: AnyMetric
  /** ISO 8601: when it was passed. */
  readonly planned_at: string
  readonly repeats: number
  readonly raised_at: string | null
  readonly acknowledged_at: string | null
  readonly acknowledged_by: string | null
  /** Its time runs out, so it is still somebody's to see to. */
  readonly stands: boolean
  readonly told: readonly { readonly person_id: string; readonly name: string }[]
}

/** What of a case was told to whom, newest first, as JSON: for whoever asks for all that is beside a case at once. */
export const escalationsOf = (case_id: string) => sql`
  select coalesce(json_agg(x), '[]') from (
    select e.id, k.kind, e.metric, e.mark, e.amount, e.planned_at, e.repeats, e.raised_at, e.acknowledged_at, a.name as acknowledged_by,
      ${RUNS_OUT} as stands,
      (select coalesce(json_agg(json_build_object('person_id', p.id, 'name', p.name) order by t.told_at, p.name), '[]')
        from cases.escalation_persons t join people.published_persons p on p.id = t.person_id where t.escalation_id = e.id) as told
    from cases.escalations e join cases.case_clocks k on k.id = e.case_clock_id
      left join people.published_persons a on a.id = e.acknowledged_by
    where e.case_id = ${case_id} order by e.planned_at desc, e.id limit 20) x`

/** An escalation in somebody's own list, with its case. */
export interface Listed extends Escalation {
  readonly reference: string
  readonly subject: string
  readonly organisation: string
  readonly organisation_accent: string
  readonly zone: string
}

export const PAGE = 50

/** What was escalated to a person, newest first; only what nobody has acknowledged yet unless all is asked for. */
export async function listEscalatedTo(
  tx: Read,
  person_id: string,
  filter: { readonly all: boolean; readonly page: number },
): Promise<{ list: Listed[]; more: boolean }> {
  const { rows } = await sql<Listed>`
    select e.id, k.kind, e.metric, e.mark, e.amount, e.planned_at, e.repeats, e.raised_at, e.acknowledged_at, a.name as acknowledged_by,
      ${RUNS_OUT} as stands, '[]'::json as told, c.reference, c.subject, o.short_name as organisation,
      o.accent as organisation_accent, o.zone
    from cases.escalation_persons t join cases.escalations e on e.id = t.escalation_id
      join cases.case_clocks k on k.id = e.case_clock_id join cases.cases c on c.id = e.case_id
      join people.published_organisations o on o.id = c.organisation_id
      left join people.published_persons a on a.id = e.acknowledged_by
    where t.person_id = ${person_id} and (${filter.all} or (e.acknowledged_at is null and ${RUNS_OUT}))
    order by e.planned_at desc, e.id limit ${PAGE + 1} offset ${(filter.page - 1) * PAGE}`.execute(tx)
  return { list: rows.slice(0, PAGE), more: rows.length > PAGE }
}
