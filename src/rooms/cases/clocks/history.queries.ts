import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { Agreed, AllAgreed } from '#rooms/catalogue/index.ts'
import type { CaseEvent } from '#rooms/clock/index.ts'
import type { Kind } from '../case.rules.ts'
import { historyFrom, type Recorded, withFirstAnswer } from './case-history.ts'

interface Row {
  readonly id: string
  readonly kind: Kind
  readonly started_at: Date
  readonly team_id: string | null
  readonly first_responded_at: Date | null
  /** The date that another desk had promised, and what that desk is called. */
  readonly promised_at: Date | null
  readonly promised_by: string | null
  readonly events: readonly (Omit<Recorded, 'happened_at'> & { happened_at: number })[]
}

export interface CaseHistory {
  readonly kind: Kind
  readonly events: readonly CaseEvent[]
}

/** A message so short may be no more than thanks. */
const SHORT = 200

/** What happened to the clocks of these cases, from their records; in one statement. */
export async function historiesOf(
  tx: Read,
  case_ids: readonly string[],
  { agreements }: AllAgreed,
): Promise<Map<string, CaseHistory>> {
  const { rows } = await sql<Row>`
    select c.id, c.kind, c.started_at,
      case when i.case_id is not null then c.first_responded_at end as first_responded_at, i.promised_at, c.external_system as promised_by,
      case when c.reassignments = 0 then c.team_id end as team_id,
      (select json_agg(json_build_object('position', e.position, 'name', e.name, 'actor_id', e.actor_id, 'actor_name', e.actor_name,
          'payload', e.payload, 'happened_at', (extract(epoch from e.happened_at) * 1000)::double precision,
          'automatic', coalesce(s.auto_reply or s.standing = 'machine', false),
          'words', case when m.author_side = 'requester' and length(m.body) < ${sql.lit(SHORT)} then m.body end) order by e.position)
        from platform.events e
          left join cases.messages m on e.name = 'case.replied' and m.id = (e.payload ->> 'message_id')::uuid
          left join cases.message_sources s on s.message_id = m.id
        where e.subject_id = c.id) as events
    from cases.cases c left join cases.imported_histories i on i.case_id = c.id where c.id = any (${[...case_ids]}::uuid[])`.execute(
    tx,
  )
  const sla = agreements.find(agreement => agreement.kind === 'sla')
  const own = sla && versionsOf(sla)
  return new Map(
    rows.map(({ id, kind, started_at, team_id, first_responded_at, promised_at, promised_by, events }) => {
      const recorded = (events ?? []).map(event => ({ ...event, happened_at: new Date(event.happened_at) }))
      const promise = sla && promised_at && { agreement: sla, kind, due: promised_at, by: promised_by ?? '' }
      const told = withFirstAnswer(promise ? withPromise(recorded, promise) : recorded, first_responded_at)
      return [id, { kind, events: historyFrom(told, { started_at, team_id, own }) }]
    }),
  )
}

interface PromiseThere {
  readonly agreement: Agreed
  readonly kind: Kind
  readonly due: Date
  readonly by: string
}

/** What another desk promised stands as a date agreed as the case began, until somebody changes it here. */
function withPromise(events: readonly Recorded[], { agreement, kind, due, by }: PromiseThere): readonly Recorded[] {
  const [first, ...rest] = events
  if (!first) return events
  const because = 'Promised by the desk it came from'
  const payload = { metric: endOf(agreement, kind), agreement_id: agreement.id, due: due.toISOString(), because }
  const pinned = { ...first, name: 'case.duePinned', position: first.position + 0.25, actor_id: null, actor_name: by }
  return [first, { ...pinned, payload }, ...rest]
}

/** What ends a case under an agreement: a request is owed its fulfilment where one is promised, all else its resolution. */
const endOf = ({ versions }: Agreed, kind: Kind): 'fulfil' | 'resolve' =>
  kind === 'service_request' && versions.some(({ targets }) => targets.some(({ metric }) => metric === 'fulfil'))
    ? 'fulfil'
    : 'resolve'

/** What happened to a case's clocks, from its record. */
export const historyOf = async (tx: Read, case_id: string, agreed: AllAgreed): Promise<CaseHistory> =>
  // It is a case's that is there.
  (await historiesOf(tx, [case_id], agreed)).get(case_id)!

const versionsOf = ({ id, versions }: Agreed) => ({
  id,
  versionAt: (at: number) => (versions.findLast(({ from }) => from <= at) ?? versions[0]!).version,
})

/**
 * The agreements of a case: a request is owed its fulfilment where one is promised, an incident its resolution.
 */
export function agreementsFor({ agreements }: AllAgreed, kind: Kind): Agreed[] {
  return agreements.map(agreement => ({
    ...agreement,
    versions: agreement.versions.map(version => {
      const fulfils = kind === 'service_request' && version.targets.some(({ metric }) => metric === 'fulfil')
      const other = fulfils ? 'resolve' : 'fulfil'
      return { ...version, targets: version.targets.filter(({ metric }) => metric !== other) }
    }),
  }))
}
