/* Of cases that used up most of their time, open ones first: who was told, and who said that they have it. Of one nobody has yet. */
import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { CAST } from '../cast.ts'
import type { World } from './world.ts'

const MOST = 7
/** The usual rule that tells whoever has a case at three quarters of its time (cases/escalating/escalation.rules.ts). */
const THREE_QUARTERS = '00000000-0000-7000-8000-000000000002'

/** Writes what was escalated lately. The lead of the desk was told of what nobody has. */
export async function writeEscalations(tx: Write, { partners }: World, now: Date): Promise<void> {
  const persons = partners.flatMap(partner => partner.persons)
  const chidi = persons.find(({ name }) => name === CAST.chidi.name)?.id
  if (!chidi) return
  await sql`
    insert into cases.escalations (id, organisation_id, case_id, case_clock_id, rule_id, metric, priority, mark, amount, tells, wakes,
      planned_at, fired_at, acknowledged_by, acknowledged_at)
    select md5(k.id::text || 'escalation')::uuid, k.organisation_id, k.case_id, k.id, ${THREE_QUARTERS}, k.metric, k.priority, 'percent', 75,
      '{assignee,hooks}', false, k.warned_at, k.warned_at + interval '4 seconds',
      case when k.place > 1 then coalesce(k.assignee_id, ${chidi}) end, case when k.place > 1 then k.warned_at + interval '12 minutes' end
    from (
      select k.*, c.assignee_id, row_number() over (order by k.state <> 'running', k.warned_at desc, k.id) as place
      from cases.case_clocks k join cases.cases c on c.id = k.case_id
      where k.metric = 'resolve' and k.warned_at < ${now}::timestamptz - interval '15 minutes'
      order by k.state <> 'running', k.warned_at desc, k.id limit ${MOST}) k`.execute(tx)
  await sql`
    insert into cases.escalation_persons (escalation_id, organisation_id, person_id, told_as, told_at)
    select e.id, e.organisation_id, p.id, p.told_as, e.fired_at
    from cases.escalations e join cases.cases c on c.id = e.case_id,
      lateral (
        select coalesce(c.assignee_id, ${chidi}) as id, 'assignee' as told_as
        union all select ${chidi}::uuid, 'leads' where e.acknowledged_at is null and c.assignee_id <> ${chidi}) p
    where e.rule_id = ${THREE_QUARTERS} and c.organisation_id = any (${partners.map(({ id }) => id)}::uuid[])`.execute(
    tx,
  )
}
