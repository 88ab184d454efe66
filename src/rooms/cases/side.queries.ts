import { sql } from 'kysely'
import type { Read } from '#platform/database/transaction.ts'
import type { State } from './case.rules.ts'
import { type Escalation, escalationsOf } from './escalating/escalation.queries.ts'
import type { Relation } from './linking/link.rules.ts'
import { type Others, othersOf } from './suppliers/supplier.queries.ts'
import type { TaskState } from './tasks/task.queries.ts'

export interface SideTask {
  readonly id: string
  readonly title: string
  readonly state: TaskState
  readonly team: string | null
  readonly assignee: string | null
  /** ISO 8601, UTC. */
  readonly due_at: string | null
}

export interface Watcher {
  readonly person_id: string
  readonly name: string
  /** Works on the shared desk; the others read the case on the requester's side. */
  readonly desk_staff: boolean
}

export interface Linked {
  readonly id: string
  readonly relation: Relation
  readonly reference: string
  readonly subject: string
  readonly state: State
}

/** A case that was merged into this one. */
export interface TakenIn {
  readonly reference: string
  readonly subject: string
  readonly requester: string
  readonly messages: number
}

/** What stands beside a case's story: its tasks, those who follow it, the cases it belongs with. */
export interface Side {
  readonly tasks: readonly SideTask[]
  readonly watchers: readonly Watcher[]
  readonly links: readonly Linked[]
  readonly taken_in: readonly TakenIn[]
  /** The case this one was merged into. */
  readonly merged_into: string | null
  /** The case of another organisation that continues this one, for whoever may read it. */
  readonly goes_on_as: string | null
  /** Somebody said why a promise was broken. */
  readonly explained: boolean
  /** What was told as its targets' time ran out, newest first. */
  readonly escalations: readonly Escalation[]
  /** Clocks beside the two of the promise to those served, and the supplier who has the case. */
  readonly others: Others
  /** The major incident this case is part of, until that is closed. */
  readonly major: { readonly reference: string; readonly title: string } | null
}

// Both ends of each link, each said from this case's side.
const linkedTo = (case_id: string) => sql`
  select other_case_id as id, kind as relation from cases.links where case_id = ${case_id}
  union all
  select case_id, case kind when 'duplicate_of' then 'has_duplicate' when 'parent_of' then 'part_of' else kind end
  from cases.links where other_case_id = ${case_id}`

/** Everything beside the story, in one statement. */
export async function listSide(tx: Read, case_id: string): Promise<Side> {
  const { rows } = await sql<Side>`select
    (select coalesce(json_agg(k), '[]') from (
      select k.id, k.title, k.state, t.name as team, p.name as assignee, k.due_at
      from cases.tasks k left join people.published_teams t on t.id = k.team_id
        left join people.published_persons p on p.id = k.assignee_id
      where k.case_id = ${case_id} order by k.position, k.id) k) as tasks,
    (select coalesce(json_agg(w), '[]') from (
      select w.person_id, p.name, p.desk_staff
      from cases.watchers w join people.published_persons p on p.id = w.person_id
      where w.case_id = ${case_id} order by p.name, p.id) w) as watchers,
    (select coalesce(json_agg(l), '[]') from (
      select c.id, l.relation, c.reference, c.subject, c.state
      from (${linkedTo(case_id)}) l join cases.cases c on c.id = l.id
      order by l.relation, c.is_open desc, c.number) l) as links,
    (select coalesce(json_agg(g), '[]') from (
      select c.reference, c.subject, r.name as requester,
        (select count(*) from cases.messages m where m.case_id = c.id) as messages
      from cases.merges g join cases.cases c on c.id = g.from_case_id join people.published_persons r on r.id = c.requester_id
      where g.into_case_id = ${case_id} and g.undone_at is null order by g.merged_at) g) as taken_in,
    (select i.reference from cases.merges g join cases.cases i on i.id = g.into_case_id
      where g.from_case_id = ${case_id} and g.undone_at is null) as merged_into,
    (select i.reference from cases.passed_cases p join cases.cases i on i.id = p.continued_as where p.case_id = ${case_id}) as goes_on_as,
    exists (select from cases.breach_explanations where case_id = ${case_id}) as explained,
    (${escalationsOf(case_id)}) as escalations,
    (${othersOf(case_id)}) as others,
    (select json_build_object('reference', m.reference, 'title', m.title)
      from cases.major_incident_cases x join cases.major_incidents m on m.id = x.major_id
      where x.case_id = ${case_id} and m.state <> 'closed') as major`.execute(tx)
  return rows[0]!
}
