import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { leadsOf } from '../telling/readers.queries.ts'

/** Somebody, or a team, who may know of a restricted case. */
export interface CaseReader {
  readonly id: string
  readonly person_id: string | null
  readonly team_id: string | null
  readonly name: string
}

export interface Restriction {
  readonly readers: readonly CaseReader[]
  readonly shown_to_requester: boolean
}

/** Who may know of a case. What they are called may be out of the reader's sight: then it is said as far as it is known. */
export async function findRestriction(tx: Read, case_id: string): Promise<Restriction | undefined> {
  const { rows } = await sql<Restriction>`
    select x.shown_to_requester, (select coalesce(json_agg(json_build_object('id', r.id, 'person_id', r.person_id, 'team_id', r.team_id,
        'name', coalesce(p.name, t.name, 'Somebody of another organisation')) order by t.name, p.name), '[]')
      from cases.case_readers r left join people.published_persons p on p.id = r.person_id
        left join people.published_teams t on t.id = r.team_id
      where r.case_id = x.case_id) as readers
    from cases.restricted_cases x where x.case_id = ${case_id}`.execute(tx)
  return rows[0]
}

/** Those of some people who may know of a case: everybody, unless it is restricted. `asks`: as its requester would. */
export async function namedAmong(
  tx: Read,
  theCase: { readonly id: string; readonly restricted: boolean },
  persons: readonly string[],
  asks: boolean,
): Promise<readonly string[]> {
  if (!theCase.restricted) return persons
  const { rows } = await sql<{ id: string }>`
    select id from cases.named_among(${theCase.id}, ${[...persons]}::uuid[], ${asks}) as id`.execute(tx)
  const named = new Set(rows.map(row => row.id))
  return persons.filter(id => named.has(id))
}

/** Whom to tell of a restricted case when nobody who would be told may know of it: those named, and who leads their teams. */
export async function readersToTell(tx: Read, case_id: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string | null; team_id: string | null }>`
    select person_id, team_id from cases.case_readers where case_id = ${case_id}`.execute(tx)
  const ids: string[] = []
  for (const { person_id, team_id } of rows) ids.push(...(person_id ? [person_id] : await leadsOf(tx, team_id)))
  return [...new Set(ids)]
}

/** Whether a case is, or was declared as, part of a major incident. */
export async function isInMajor(tx: Read, case_id: string): Promise<boolean> {
  const { rows } = await sql`
    select from cases.major_incidents where case_id = ${case_id}
    union all select from cases.major_incident_cases where case_id = ${case_id} limit 1`.execute(tx)
  return rows.length > 0
}

/** Whether something was merged into a case, or it into something. */
export async function isMerged(tx: Read, case_id: string): Promise<boolean> {
  const { rows } = await sql`
    select from cases.merges where undone_at is null and (from_case_id = ${case_id} or into_case_id = ${case_id}) limit 1`.execute(
    tx,
  )
  return rows.length > 0
}
