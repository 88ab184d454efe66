import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import { recallAgreement, usualPauses } from '#rooms/catalogue/index.ts'
import { calendarsOf } from '../calendars.queries.ts'
import { type Judged, measured, type Split } from './parties.rules.ts'

interface Span {
  readonly from: Date
  readonly to: Date
}

interface Row {
  readonly organisation_id: string
  readonly team: string | null
  readonly calendar_id: string | null
  readonly target_seconds: number
  readonly outcome: string
  readonly started_at: Date
  readonly stopped_at: Date
  readonly pauses: readonly { reason: string; from: string; to: string | null }[]
  readonly turns: readonly { supplier: string; from: string; to: string | null }[]
  /** What ended it, opened it again or gave it to a team, in the order of its record. */
  readonly events: readonly { name: string; at: string; team: string | null }[]
}

/** Every case whose fix, or fulfilment, came to its end between two instants, with who had it when. */
export async function listSplits(tx: Read, organisations: readonly string[], { from, to }: Span): Promise<Split[]> {
  const { rows } = await sql<Row>`
    select c.organisation_id, t.name as team, k.calendar_id, k.target_seconds, k.outcome, k.started_at, k.stopped_at,
      (select coalesce(json_agg(json_build_object('reason', p.reason, 'from', p.from_time, 'to', p.until_time)), '[]')
        from cases.published_pauses p where p.case_id = c.id) as pauses,
      (select coalesce(json_agg(json_build_object('supplier', a.supplier, 'from', s.handed_at, 'to', s.back_at)), '[]')
        from cases.published_supplier_turns s join catalogue.published_agreements a on a.id = s.agreement_id
        where s.case_id = c.id) as turns,
      (select coalesce(json_agg(json_build_object('name', e.name, 'at', e.happened_at,
          'team', coalesce(g.name, e.payload->>'team', case e.name when 'case.edited' then e.payload->>'after' end)) order by e.position), '[]')
        from cases.published_events e left join people.published_teams g on g.id = (e.payload->>'team_id')::uuid
        where e.case_id = c.id and (e.name in ('case.resolved', 'case.reopened', 'case.logged', 'case.assigned')
          or (e.name = 'case.edited' and e.payload->>'field' = 'team'))) as events
    from cases.published_case_clocks k join cases.published_cases c on c.id = k.case_id
      left join people.published_teams t on t.id = c.team_id
    where k.organisation_id = any (${[...organisations]}::uuid[]) and k.metric <> 'first_response' and k.outcome in ('met', 'missed')
      and k.stopped_at >= ${from} and k.stopped_at < ${to}`.execute(tx)
  const calendars = await calendarsOf(tx)
  const accounts = await accountsOf(tx, organisations)
  return rows.map(({ organisation_id, team, calendar_id, target_seconds, outcome, pauses, turns, events, ...row }) => {
    const spell = (one: { from: string; to: string | null }) => ({
      from: Date.parse(one.from),
      to: one.to ? Date.parse(one.to) : row.stopped_at.getTime(),
    })
    return {
      ...{ organisation_id, target_seconds, met: outcome === 'met' },
      ...{ from: row.started_at.getTime(), to: row.stopped_at.getTime() },
      calendar: calendar_id ? calendars.get(calendar_id) : undefined,
      pauses: pauses.map(one => {
        const at = spell(one)
        return { ...at, account: accounts(organisation_id, one.reason, at.from) }
      }),
      turns: turns.map(one => ({ ...spell(one), supplier: one.supplier })),
      teams: teamsIn(events, team, row),
      over: overIn(events),
    }
  })
}

/** Which team had it from when until when. Whoever had it first had it from its beginning, though it was logged later. */
function teamsIn(
  events: Row['events'],
  now: string | null,
  { started_at, stopped_at }: Pick<Row, 'started_at' | 'stopped_at'>,
): Split['teams'] {
  const given = events.filter(({ name }) => name !== 'case.resolved' && name !== 'case.reopened')
  if (given.length === 0) return [{ from: started_at.getTime(), to: stopped_at.getTime(), team: now }]
  return given.map(({ at, team }, i) => {
    const next = given[i + 1]
    return {
      from: i === 0 ? started_at.getTime() : Date.parse(at),
      to: next ? Date.parse(next.at) : stopped_at.getTime(),
      team,
    }
  })
}

/** From each resolution until it was opened again. */
function overIn(events: Row['events']): Split['over'] {
  const ends = events.filter(({ name }) => name === 'case.resolved' || name === 'case.reopened')
  return ends.flatMap(({ name, at }, i) => {
    const next = ends[i + 1]
    return name === 'case.resolved' && next ? [{ from: Date.parse(at), to: Date.parse(next.at) }] : []
  })
}

type AccountOf = (organisation_id: string, reason: string, at: number) => string | null

/** Whose time a reason for holding is, as each organisation had agreed with those it serves. */
async function accountsOf(tx: Read, organisations: readonly string[]): Promise<AccountOf> {
  const agreed = new Map<string, Awaited<ReturnType<typeof recallAgreement>>>()
  // A handful, and remembered from the last time they were asked for.
  for (const id of organisations) agreed.set(id, await recallAgreement(tx, id))
  return (organisation_id, reason, at) => {
    const own = agreed.get(organisation_id)?.agreed.agreements.find(({ kind }) => kind === 'sla')
    const rules = own?.pauses.findLast(({ from }) => from <= at)?.reasons ?? usualPauses('sla')
    return rules[reason]?.account ?? null
  }
}

/** What a team or a supplier owed the desk, and whether it was kept. */
export interface Owed extends Judged {
  readonly kind: 'ola' | 'supplier'
  readonly who: string
}

/** Every promise of a team or a supplier that came to its end between two instants. What was handed on or rejected is no promise. */
export async function listOwed(tx: Read, organisations: readonly string[], { from, to }: Span): Promise<Owed[]> {
  const { rows } = await sql<Omit<Row, 'pauses' | 'turns' | 'events'> & Pick<Owed, 'kind' | 'who'>>`
    select k.kind, coalesce(a.supplier, t.name, a.name) as who, k.calendar_id, k.target_seconds, k.outcome, k.started_at, k.stopped_at
    from cases.published_agreement_clocks k join catalogue.published_agreements a on a.id = k.agreement_id
      left join people.published_teams t on t.id = a.team_id
    where k.organisation_id = any (${[...organisations]}::uuid[]) and k.kind in ('ola', 'supplier') and k.outcome in ('met', 'missed')
      and k.stopped_at >= ${from} and k.stopped_at < ${to}`.execute(tx)
  const calendars = await calendarsOf(tx)
  return rows.map(({ kind, who, calendar_id, target_seconds, outcome, started_at, stopped_at }) => {
    const calendar = calendar_id ? calendars.get(calendar_id) : undefined
    const { working } = measured(calendar, started_at.getTime(), stopped_at.getTime())
    return { kind, who, met: outcome === 'met', met_without_pauses: outcome === 'met' && working <= target_seconds }
  })
}

export interface Back {
  readonly supplier: string
  readonly done: number
  readonly rejected: number
}

/** What suppliers gave back between two instants, done or rejected. */
export async function countBack(tx: Read, organisations: readonly string[], { from, to }: Span): Promise<Back[]> {
  const { rows } = await sql<Back>`
    select a.supplier, count(*) filter (where s.result = 'done')::int as done, count(*) filter (where s.result = 'rejected')::int as rejected
    from cases.published_supplier_turns s join catalogue.published_agreements a on a.id = s.agreement_id
    where s.organisation_id = any (${[...organisations]}::uuid[]) and s.back_at >= ${from} and s.back_at < ${to}
    group by 1 order by 1`.execute(tx)
  return rows
}
