import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import { enqueue, unqueue } from '#platform/jobs/enqueue.ts'
import { resumeWhenDue } from '../clocks/resume-when-due.jobs.ts'
import { caseTakenBack, caseWentBack } from '../events.ts'
import { endPassed, standAgain } from './end-passed.ts'

export interface TakeBack {
  readonly plan_id: string
  readonly organisation_id: string
  readonly to_organisation_id: string
  /** The short names of the one that stays and of the one they went to. */
  readonly from: string
  readonly to: string
  readonly most: number
}

interface Passed {
  readonly case_id: string
  readonly continued_as: string
  readonly reference: string
  readonly from_reference: string
  readonly before: { case: { held_until: string | null }; clocks: object[]; pause: string | null }
}

/**
 * Takes a batch of cases back from where they were continued: there they end, and here they stand as if nothing had happened, their
 * clocks without a gap. Returns how many: none means that all are back.
 */
export async function takeCasesBack(tx: Write, author: Author, command: TakeBack, now: Date): Promise<number> {
  const { plan_id, organisation_id, to_organisation_id } = command
  const { rows } = await sql<Passed>`
    with batch as (select p.case_id from cases.passed_cases p where p.plan_id = ${plan_id} order by p.case_id limit ${sql.lit(command.most)})
    delete from cases.passed_cases p using batch b, cases.cases c where b.case_id = p.case_id and c.id = p.case_id
    returning p.case_id, p.continued_as, p.reference, p.before, c.reference as from_reference`.execute(tx)
  if (rows.length === 0) return 0
  const there = rows.map(({ continued_as }) => continued_as)
  await endPassed(tx, { organisation_id: to_organisation_id, case_ids: there, into: new Map() }, now)
  await standAgain(
    tx,
    rows.map(({ before }) => before),
  )
  const say = (kind: typeof caseTakenBack, organisation: string, told: readonly object[]) =>
    sql`select platform.record_event(${organisation}, 'case', t.case_id, ${kind.name}, ${author.person_id ?? null},
        ${author.name}, ${kind.shown_to}, t.payload, ${now}, false)
      from json_to_recordset(${JSON.stringify(told)}::json) as t(case_id uuid, payload json)`.execute(tx)
  await say(
    caseTakenBack,
    organisation_id,
    rows.map(({ case_id, reference }) => ({ case_id, payload: { reference, organisation: command.to } })),
  )
  await say(
    caseWentBack,
    to_organisation_id,
    rows.map(({ continued_as: case_id, from_reference: reference }) => ({
      case_id,
      payload: { reference, organisation: command.from },
    })),
  )
  for (const { case_id, continued_as, before } of rows) {
    const { held_until } = before.case
    if (!held_until) continue
    await unqueue(tx, `resume:${continued_as}`)
    await enqueue(
      tx,
      resumeWhenDue,
      organisation_id,
      { case_id },
      { at: new Date(held_until), key: `resume:${case_id}` },
    )
  }
  return rows.length
}

/** The cases that a plan passed on, and what continues each. */
export async function listContinued(tx: Read, plan_id: string) {
  const those = tx.selectFrom('cases.passed_cases').select(['case_id', 'continued_as'])
  return those.where('plan_id', '=', plan_id).execute()
}

/** Whether somebody has begun to work there: logged a case, or done something on one that was continued. */
export async function isWorkedOn(tx: Read, organisation_id: string): Promise<boolean> {
  const { rows } = await sql<{ begun: boolean }>`
    select exists (select from cases.cases c where c.organisation_id = ${organisation_id}
        and not exists (select from cases.continuations k where k.case_id = c.id))
      or exists (select from cases.continuations k join platform.events e on e.subject_id = k.case_id
        where k.organisation_id = ${organisation_id} and e.position > k.position and e.actor_id is not null) as begun`.execute(
    tx,
  )
  return rows[0]!.begun
}

interface LeftOut {
  readonly organisation_id: string
  readonly persons: readonly string[]
  readonly teams: readonly string[]
  readonly most: number
}

/** Open cases that stayed though whoever had them went: they wait to be given out again. Returns how many of a batch. */
export async function giveOutAgain(
  tx: Write,
  author: Author,
  { organisation_id, persons, teams, most }: LeftOut,
  now: Date,
) {
  const went = [...persons]
  const { rows } = await sql<{ id: string }>`
    with batch as (
      select c.id, t.name as team, a.name as assignee, c.team_id = any (${[...teams]}::uuid[]) as team_went
      from cases.cases c left join people.published_teams t on t.id = c.team_id left join people.published_persons a on a.id = c.assignee_id
      where c.organisation_id = ${organisation_id} and c.is_open
        and (c.team_id = any (${[...teams]}::uuid[]) or c.assignee_id = any (${went}::uuid[]))
      order by c.id limit ${sql.lit(most)} for no key update of c),
    freed as (
      update cases.cases c set team_id = case when b.team_went then null else c.team_id end, assignee_id = null, changed_at = ${now},
        version = c.version + 1, reassignments = c.reassignments + 1
      from batch b where b.id = c.id returning c.id, c.team_id, b.team, b.assignee)
    select f.id, platform.record_event(${organisation_id}, 'case', f.id, 'case.assigned', ${author.person_id ?? null}::uuid, ${author.name}, 'everyone',
      json_build_object('team_id', f.team_id, 'team', case when f.team_id is not null then f.team end, 'assignee_id', null, 'assignee', null,
        'before', json_build_object('team', f.team, 'assignee', f.assignee)), ${now}, false)
    from freed f`.execute(tx)
  return rows.length
}
