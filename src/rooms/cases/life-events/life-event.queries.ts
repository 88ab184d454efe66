import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

export type LifeEvent = 'started' | 'left'

/** Somebody who starts or leaves, with what is to be seen to. */
export interface Life {
  readonly category_id: string
  readonly name: string
  readonly email: string | null
  readonly job_title: string | null
  readonly department: string | null
  readonly location: string | null
  readonly active: boolean
  readonly manager: string | null
  /** Who asks for it: their manager, or else whoever said so, or else themselves. */
  readonly requester_id: string
  readonly teams: readonly string[]
  readonly open_cases: number
}

/** Undefined where nothing begins with it: no category was chosen, or the organisation is not live or has ended. */
export async function findLife(
  tx: Read,
  { person_id, actor_id, event }: { person_id: string; actor_id: string | null; event: LifeEvent },
): Promise<Life | undefined> {
  const { rows } = await sql<Life>`
    select l.category_id, p.name, p.email, p.job_title, p.department, p.location, p.active, m.name as manager,
      coalesce(m.id, a.id, p.id) as requester_id,
      array(select t.name from people.published_team_members w join people.published_teams t on t.id = w.team_id
        where w.person_id = p.id order by t.name) as teams,
      (select count(*)::integer from cases.cases c where c.assignee_id = p.id and c.is_open) as open_cases
    from people.published_persons p
      join catalogue.published_life_events l on l.organisation_id = p.organisation_id and l.event = ${event}
      join people.published_organisations o on o.id = p.organisation_id and o.ended_at is null
      left join people.published_persons m on m.id = p.manager_id and m.active and m.organisation_id = p.organisation_id
      left join people.published_persons a on a.id = ${actor_id} and a.active and a.organisation_id = p.organisation_id
    where p.id = ${person_id}
      and not exists (select from people.published_preparing y where y.organisation_id = p.organisation_id)`.execute(tx)
  return rows[0]
}
