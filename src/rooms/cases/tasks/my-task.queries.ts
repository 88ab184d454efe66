import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'

/** A task in a person's own list, with the case it is for. */
export interface MyTask {
  readonly id: string
  readonly title: string
  readonly due_at: Date | null
  readonly assignee: string | null
  readonly reference: string
  readonly subject: string
  readonly organisation: string
  readonly zone: string
  /** A team's task that went untouched past its due time, and was brought to its lead. */
  readonly escalated: boolean
}

const MOST = 50

/** What a person has to do, soonest due first; and what was escalated to them as the lead of a team. */
export async function listMyTasks(tx: Read, person_id: string): Promise<MyTask[]> {
  const { rows } = await sql<MyTask>`
    with mine as (
      select id, false as escalated from cases.tasks where assignee_id = ${person_id} and state = 'to_do'
      union all
      select k.id, true from people.published_team_members m join cases.tasks k on k.team_id = m.team_id
      where m.person_id = ${person_id} and m.leads and k.state = 'to_do' and k.alerted = 'lead'
        and k.assignee_id is distinct from ${person_id})
    select k.id, k.title, k.due_at, p.name as assignee, c.reference, c.subject, o.short_name as organisation, o.zone, mine.escalated
    from mine join cases.tasks k on k.id = mine.id
      join cases.cases c on c.id = k.case_id
      join people.published_organisations o on o.id = c.organisation_id
      left join people.published_persons p on p.id = k.assignee_id
    order by k.due_at nulls last, k.id
    limit ${MOST}`.execute(tx)
  return rows
}
