import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { State } from '../case.rules.ts'
import { type Burst, isBurst, type MajorState } from './major.rules.ts'
import { majorProblems } from './problems.ts'

export interface Major {
  readonly id: string
  readonly organisation_id: string
  readonly reference: string
  readonly case_id: string
  readonly case_reference: string
  readonly title: string
  readonly affected: string
  readonly workaround: string
  readonly state: MajorState
  readonly declared_at: Date
  readonly declared_by: string | null
  readonly lead_id: string | null
  readonly lead: string | null
  readonly communications_id: string | null
  readonly communications: string | null
  readonly technical_id: string | null
  readonly technical: string | null
  readonly update_minutes: number
  readonly next_update_due_at: Date | null
  readonly reminded_at: Date | null
  readonly notice_id: string | null
  readonly resolved_at: Date | null
  readonly resolution: string | null
  readonly cause: string | null
  readonly effect: string | null
  readonly fix: string | null
  readonly prevention: string | null
  readonly reviewed_at: Date | null
  readonly zone: string
  /** How many cases follow it. */
  readonly cases: number
}

const SELECT = sql`
  select m.id, m.organisation_id, m.reference, m.case_id, c.reference as case_reference, m.title, m.affected, m.workaround,
    m.state, m.declared_at, d.name as declared_by, m.lead_id, l.name as lead, m.communications_id, k.name as communications,
    m.technical_id, t.name as technical, m.update_minutes, m.next_update_due_at, m.reminded_at, m.notice_id, m.resolved_at,
    m.resolution, m.cause, m.effect, m.fix, m.prevention, m.reviewed_at, o.zone,
    (select count(*)::integer from cases.major_incident_cases x where x.major_id = m.id) as cases
  from cases.major_incidents m join cases.cases c on c.id = m.case_id
    join people.published_organisations o on o.id = m.organisation_id
    left join people.published_persons d on d.id = m.declared_by
    left join people.published_persons l on l.id = m.lead_id
    left join people.published_persons k on k.id = m.communications_id
    left join people.published_persons t on t.id = m.technical_id`

/** Raises `major.not-found`. */
export async function getMajor(tx: Read, reference: string): Promise<Major> {
  const { rows } = await sql<Major>`${SELECT} where m.reference = ${reference}`.execute(tx)
  return rows[0] ?? majorProblems.raise('not-found')
}

/** The same, so that two people who act on it do so one after the other. */
export async function lockMajor(tx: Write, reference: string): Promise<Major> {
  const { rows } = await sql<Major>`${SELECT} where m.reference = ${reference} for update of m`.execute(tx)
  return rows[0] ?? majorProblems.raise('not-found')
}

export async function lockMajorById(tx: Write, id: string): Promise<Major> {
  const { rows } = await sql<Major>`${SELECT} where m.id = ${id} for update of m`.execute(tx)
  return rows[0] ?? majorProblems.raise('not-found')
}

/** Those that are happening now first, then the newest. */
export async function listMajors(tx: Read, most: number): Promise<Major[]> {
  const { rows } = await sql<Major>`${SELECT}
    order by m.state <> 'open', m.declared_at desc limit ${most}`.execute(tx)
  return rows
}

export interface MajorCase {
  readonly reference: string
  readonly subject: string
  readonly state: State
  readonly requester: string
  readonly organisation: string
}

/** The cases that follow it, open ones first. Those of councils the asker does not work for are not among them. */
export async function listMajorCases(tx: Read, major_id: string, most: number): Promise<MajorCase[]> {
  const { rows } = await sql<MajorCase>`
    select c.reference, c.subject, c.state, r.name as requester, o.short_name as organisation
    from cases.major_incident_cases x join cases.cases c on c.id = x.case_id
      join people.published_persons r on r.id = c.requester_id
      join people.published_organisations o on o.id = c.organisation_id
    where x.major_id = ${major_id} order by c.is_open desc, c.number limit ${most}`.execute(tx)
  return rows
}

export interface MajorUpdate {
  readonly id: string
  readonly shown_to: 'everyone' | 'staff'
  readonly body: string
  readonly author_name: string
  readonly said_at: Date
  readonly told: number
  readonly told_at: Date | null
}

export const listMajorUpdates = async (tx: Read, major_id: string): Promise<MajorUpdate[]> =>
  (
    await sql<MajorUpdate>`
      select id, shown_to, body, author_name, said_at, told, told_at from cases.major_incident_updates
      where major_id = ${major_id} order by said_at desc limit 200`.execute(tx)
  ).rows

/** The major incident a case is part of, if it is; for a banner on its page. */
export async function majorOf(tx: Read, case_id: string): Promise<{ reference: string; title: string } | undefined> {
  const { rows } = await sql<{ reference: string; title: string }>`
    select m.reference, m.title from cases.major_incident_cases x join cases.major_incidents m on m.id = x.major_id
    where x.case_id = ${case_id} and m.state <> 'closed'`.execute(tx)
  return rows[0]
}

export interface NamedBurst extends Burst {
  /** The first of them, from which it would be declared. */
  readonly reference: string
  readonly references: readonly string[]
}

/** Categories with far more new cases in the last hour than they have as a rule, unless somebody said it is nothing. */
export async function listBursts(tx: Read, now: Date): Promise<NamedBurst[]> {
  const { rows } = await sql<NamedBurst>`
    select k.path as category, count(*)::integer as cases, (array_agg(c.reference order by c.number))[1] as reference,
      array_agg(c.reference order by c.number) as references,
      (select count(*) / 336.0 from cases.cases p join catalogue.published_categories pk on pk.id = p.category_id
        where pk.path = k.path and p.logged_at > ${now}::timestamptz - interval '14 days'
          and p.logged_at <= ${now}::timestamptz - interval '1 hour')::float8 as usual
    from cases.cases c join catalogue.published_categories k on k.id = c.category_id
    where c.is_open and c.logged_at > ${now}::timestamptz - interval '1 hour' and c.kind = 'incident'
      and not exists (select from cases.major_incident_cases x where x.case_id = c.id and not x.over)
      and not exists (select from cases.dismissed_bursts d where d.category = k.path and d.until > ${now})
    group by k.path having count(*) >= 5 order by 2 desc limit 5`.execute(tx)
  return rows.filter(isBurst)
}
