/*
 * A re-organisation is carried out in steps, each a transaction that holds the plan's row: first what sends new work to the team, then
 * its open cases and tasks a batch at a time, and when nothing is left in it the team ends. Each looks how things are: done again, it
 * finds what is left.
 */
import { sql } from 'kysely'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { defineJob, type JobContext } from '#platform/jobs/define.ts'
import { routeElsewhere } from '#rooms/catalogue/index.ts'
import { pointMailElsewhere } from '#rooms/channels/index.ts'
import { giveRepliesElsewhere } from '#rooms/content/index.ts'
import { endTeam, moveTeamsPeople } from '#rooms/people/index.ts'
import { REORGANISING_JOB } from './carry-out-job.ts'
import { heirsOf, teamFor } from './dividing.rules.ts'
import { teamReorganised } from './events.ts'
import { giveToHeir } from './follow-team.actions.ts'
import { saidOf } from './plan.actions.ts'
import { pointOwnElsewhere } from './point-own.actions.ts'
import { getReorganisation, lockReorganisation, type Reorganisation, servedBy } from './reorganisation.queries.ts'

const BATCH = 50

/** Carries out a confirmed re-organisation when its day has come. */
export const carryOutReorganisation = defineJob(
  REORGANISING_JOB.name as 'cases.reorganiseTeam',
  REORGANISING_JOB.payload,
  async (context, { plan_id }) => {
    while (await takeReorganisingStep(context, plan_id));
  },
)

/** Takes its next step. Returns whether there is more to do. */
export async function takeReorganisingStep(context: JobContext, plan_id: string): Promise<boolean> {
  const { team_id } = await context.read(tx => getReorganisation(tx, plan_id))
  // The desk's team works for others too: what of theirs is given to it goes along.
  const served = await context.read(tx => servedBy(tx, team_id))
  return context.together(served).write(async tx => {
    const plan = await lockReorganisation(tx, plan_id)
    if (plan.state === 'confirmed' && plan.takes_effect_at <= context.now) return begin(tx, plan, context.now)
    if (plan.state !== 'running') return false
    const moved = (await giveCases(tx, plan, context.now)) + (await giveTasks(tx, plan, context.now))
    return moved > 0 || finish(tx, plan, context.now)
  })
}

/** Who is said to have done it: whoever confirmed it. */
const authorOf = (plan: Reorganisation): Author => ({
  person_id: plan.confirmed_by ?? undefined,
  name: plan.confirmed_by_name ?? 'Moothall',
})

async function begin(tx: Write, plan: Reorganisation, now: Date): Promise<true> {
  const author = authorOf(plan)
  const { team_id, to_team_id, people_go } = plan
  const elsewhere = { team_id, teamFor: (path: string | null) => teamFor(path, plan) }
  const pointed = {
    ...(await moveTeamsPeople(tx, author, { team_id, to_team_id, people_go }, now)),
    ...(await pointMailElsewhere(tx, author, elsewhere, now)),
    categories: await routeElsewhere(tx, author, elsewhere, now),
    replies: await giveRepliesElsewhere(tx, author, { team_id, to_team_id }, now),
    ...(await pointOwnElsewhere(tx, author, { team_id, to_team_id }, now)),
  }
  await tx
    .updateTable('cases.reorganisations')
    .set({ state: 'running', pointed: JSON.stringify(pointed) })
    .where('id', '=', plan.id)
    .execute()
  return true
}

async function giveCases(tx: Write, plan: Reorganisation, now: Date): Promise<number> {
  const { rows } = await sql<{ reference: string; path: string | null }>`
    select c.reference, k.path from cases.cases c left join catalogue.published_categories k on k.id = c.category_id
    where c.team_id = ${plan.team_id} and c.is_open order by c.id limit ${sql.lit(BATCH)}`.execute(tx)
  for (const { reference, path } of rows)
    await giveToHeir(tx, authorOf(plan), { reference, to_team_id: teamFor(path, plan) }, now)
  if (rows.length > 0)
    await tx
      .updateTable('cases.reorganisations')
      .set(eb => ({ cases_moved: eb('cases_moved', '+', rows.length) }))
      .where('id', '=', plan.id)
      .execute()
  return rows.length
}

/** A task goes where its case's category goes; whoever was to do it still is when they work there. */
async function giveTasks(tx: Write, plan: Reorganisation, now: Date): Promise<number> {
  const { rows } = await sql<{ id: string; path: string | null }>`
    select t.id, k.path from cases.tasks t join cases.cases c on c.id = t.case_id
      left join catalogue.published_categories k on k.id = c.category_id
    where t.team_id = ${plan.team_id} and t.state = 'to_do' order by t.id limit ${sql.lit(BATCH)}`.execute(tx)
  for (const { id, path } of rows) {
    const to = teamFor(path, plan)
    await sql`update cases.tasks t set team_id = ${to}, changed_at = ${now}, assignee_id = (select m.person_id
        from people.published_team_members m where m.team_id = ${to} and m.person_id = t.assignee_id)
      where t.id = ${id}`.execute(tx)
  }
  return rows.length
}

async function finish(tx: Write, plan: Reorganisation, now: Date): Promise<false> {
  const author = authorOf(plan)
  await endTeam(tx, author, { id: plan.team_id, in_place: heirsOf(plan) }, now)
  await tx.updateTable('cases.reorganisations').set({ state: 'done', done_at: now }).where('id', '=', plan.id).execute()
  const { organisation_id, cases_moved, pointed } = plan
  const payload = { ...(await saidOf(tx, plan)), cases: cases_moved, pointed: { ...pointed } }
  await record(tx, author, teamReorganised, { id: organisation_id, organisation_id }, payload, now)
  return false
}

/** Where what was a team's goes since it ended, as its re-organisations say; undefined for one that stands. */
export async function heirOf(tx: Read, team_id: string, path: string | null): Promise<string | undefined> {
  const done = await tx
    .selectFrom('cases.reorganisations')
    .select('id')
    .where('team_id', '=', team_id)
    .where('state', '=', 'done')
    .executeTakeFirst()
  if (!done) return undefined
  const heir = teamFor(path, await getReorganisation(tx, done.id))
  return (await heirOf(tx, heir, path)) ?? heir
}
