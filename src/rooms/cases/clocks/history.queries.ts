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
      case when exists (select from cases.imported_histories i where i.case_id = c.id) then c.first_responded_at end as first_responded_at,
      case when c.reassignments = 0 then c.team_id end as team_id,
      (select json_agg(json_build_object('position', e.position, 'name', e.name, 'actor_id', e.actor_id, 'actor_name', e.actor_name,
          'payload', e.payload, 'happened_at', (extract(epoch from e.happened_at) * 1000)::double precision,
          'automatic', coalesce(s.auto_reply or s.standing = 'machine', false),
          'words', case when m.author_side = 'requester' and length(m.body) < ${sql.lit(SHORT)} then m.body end) order by e.position)
        from platform.events e
          left join cases.messages m on e.name = 'case.replied' and m.id = (e.payload ->> 'message_id')::uuid
          left join cases.message_sources s on s.message_id = m.id
        where e.subject_id = c.id) as events
    from cases.cases c where c.id = any (${[...case_ids]}::uuid[])`.execute(tx)
  const sla = agreements.find(agreement => agreement.kind === 'sla')
  const own = sla && versionsOf(sla)
  return new Map(
    rows.map(({ id, kind, started_at, team_id, first_responded_at, events }) => {
      const recorded = (events ?? []).map(event => ({ ...event, happened_at: new Date(event.happened_at) }))
      const told = withFirstAnswer(recorded, first_responded_at)
      return [id, { kind, events: historyFrom(told, { started_at, team_id, own }) }]
    }),
  )
}

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
