import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export interface Supplier {
  /** Of the agreement with them. */
  readonly id: string
  readonly name: string
  readonly supplier: string
}

/** The suppliers an organisation has an agreement with. */
export async function listSuppliers(tx: Read, organisation_id: string): Promise<Supplier[]> {
  const { rows } = await sql<Supplier>`
    select id, name, supplier from catalogue.published_agreements
    where organisation_id = ${organisation_id} and kind = 'supplier' and retired_at is null order by supplier, name`.execute(
    tx,
  )
  return rows
}

export interface Turn {
  readonly id: string
  readonly agreement_id: string
  readonly supplier: string
  readonly their_reference: string | null
}

/** The turn of the supplier who has a case now. */
export async function findTurn(tx: Read, case_id: string): Promise<Turn | undefined> {
  const { rows } = await sql<Turn>`
    select t.id, t.agreement_id, a.supplier, t.their_reference
    from cases.supplier_turns t join catalogue.published_agreements a on a.id = t.agreement_id
    where t.case_id = ${case_id} and t.back_at is null`.execute(tx)
  return rows[0]
}

export interface PastTurn extends Turn {
  readonly handed_at: Date
  readonly back_at: Date | null
  readonly result: 'done' | 'rejected' | null
}

/** Which suppliers had a case, and when. */
export async function listTurns(tx: Read, case_id: string): Promise<PastTurn[]> {
  const { rows } = await sql<PastTurn>`
    select t.id, t.agreement_id, a.supplier, t.their_reference, t.handed_at, t.back_at, t.result
    from cases.supplier_turns t join catalogue.published_agreements a on a.id = t.agreement_id
    where t.case_id = ${case_id} order by t.handed_at, t.id`.execute(tx)
  return rows
}

/** A clock beside the two of the promise to those served, in short. */
export interface OtherClock {
  readonly kind: 'sla' | 'ola' | 'supplier'
  readonly agreement: string | null
  readonly metric: string
  readonly turn: number
  readonly state: string
  readonly outcome: string | null
  /** ISO 8601. */
  readonly due_at: string | null
  readonly missed_at: string | null
}

export interface Others {
  readonly clocks: readonly OtherClock[]
  readonly with_supplier: { readonly supplier: string; readonly their_reference: string | null } | null
  readonly has_suppliers: boolean
}

/** What a case's page says of other clocks and of suppliers, as JSON: for whoever asks for all that is beside a case at once. */
export const othersOf = (case_id: string) => sql`
  select json_build_object(
    'clocks', (select coalesce(json_agg(json_build_object('kind', k.kind, 'agreement', a.name, 'metric', k.metric, 'turn', k.turn,
        'state', k.state, 'outcome', k.outcome, 'due_at', k.due_at, 'missed_at', k.missed_at) order by k.started_at, k.metric), '[]')
      from cases.case_clocks k left join catalogue.published_agreements a on a.id = k.agreement_id
      where k.case_id = c.id and not (k.kind = 'sla' and k.standing and k.metric in ('first_response', 'resolve', 'fulfil'))),
    'with_supplier', (select json_build_object('supplier', a.supplier, 'their_reference', t.their_reference)
      from cases.supplier_turns t join catalogue.published_agreements a on a.id = t.agreement_id
      where t.case_id = c.id and t.back_at is null),
    'has_suppliers', exists (select from catalogue.published_agreements a
      where a.organisation_id = c.organisation_id and a.kind = 'supplier' and a.retired_at is null))
  from cases.cases c where c.id = ${case_id}`
