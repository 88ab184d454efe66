import { sql } from 'kysely'
import { newId } from '#platform/database/id.ts'
import type { Read, Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import type { Held } from '#platform/holdings/holding.ts'
import { enqueue } from '#platform/jobs/enqueue.ts'
import { findOrganisationNamed, lockOrganisation } from '#rooms/people/index.ts'
import { successionConfirmed, successionPlanned, successionWithdrawn } from '../events.ts'
import { refuseWhileLeaving } from '../leaving/leaving.queries.ts'
import { informationProblems } from '../problems.ts'
import { listClashes, unsettled } from './dry-run.queries.ts'
import { passedOf } from './passing.rules.ts'
import { concerned, lockPlan, type Plan, type Settled } from './plan.queries.ts'
import { SUCCESSION_JOB } from './succession-job.ts'

export interface MakePlan {
  readonly organisation_id: string
  readonly other_id: string
  readonly name: string
  readonly short_name: string
  readonly takes_effect_at: Date
}

/** Plans that two organisations become one on a day. Nothing happens until it is confirmed. */
export async function planMerge(tx: Write, author: Author, command: MakePlan, now: Date): Promise<string> {
  for (const id of [command.organisation_id, command.other_id].sort())
    if ((await lockOrganisation(tx, id)).ended_at) informationProblems.raise('already-ending')
  if (await findOrganisationNamed(tx, command.short_name)) informationProblems.raise('short-name-taken')
  const id = newId()
  const planned = { planned_by: author.person_id ?? null, planned_by_name: author.name, planned_at: now }
  await tx
    .insertInto('information.succession_plans')
    .values({ id, kind: 'merge', successor_id: newId(), ...command, ...planned })
    .execute()
  for (const one of [command.organisation_id, command.other_id])
    await record(tx, author, successionPlanned, { id: one, organisation_id: one }, { plan_id: id, kind: 'merge' }, now)
  return id
}

/** Says how the clashes are settled. */
export async function settlePlan(
  tx: Write,
  _author: Author,
  { id, settled }: { id: string; settled: Settled },
  _now: Date,
): Promise<void> {
  const plan = await lockPlan(tx, id)
  if (plan.state !== 'draft') informationProblems.raise('plan-settled')
  await tx
    .updateTable('information.succession_plans')
    .set({ settled: JSON.stringify({ ...plan.settled, ...settled }) })
    .where('id', '=', id)
    .execute()
}

/**
 * The second step: on its day the plan is carried out. Raises `information.plan-unsettled` while a clash is left, and
 * `information.already-ending` when another plan for one of them is confirmed.
 */
export async function confirmPlan(
  tx: Write,
  author: Author,
  { id, held }: { id: string; held: Held },
  now: Date,
): Promise<void> {
  const plan = await lockPlan(tx, id)
  if (plan.state !== 'draft') informationProblems.raise('plan-settled')
  await refuseIfConfirmed(tx, plan)
  if (unsettled(await listClashes(tx, held, plan), plan).length > 0) informationProblems.raise('plan-unsettled')
  const confirmed = { confirmed_by: author.person_id ?? null, confirmed_by_name: author.name, confirmed_at: now }
  await tx
    .updateTable('information.succession_plans')
    .set({ state: 'confirmed', ...confirmed })
    .where('id', '=', id)
    .execute()
  await goOn(tx, plan)
  const payload = {
    ...{ plan_id: id, kind: plan.kind, takes_effect_at: plan.takes_effect_at.toISOString() },
    settled: { ...plan.settled },
  }
  for (const one of concerned(plan))
    await record(tx, author, successionConfirmed, { id: one, organisation_id: one }, payload, now)
}

/** Keeps those a plan concerns from being part of two, or of one while they leave: raises `information.already-ending`. */
export async function refuseIfConfirmed(tx: Write, plan: Pick<Plan, 'organisation_id' | 'other_id'>): Promise<void> {
  for (const one of [...concerned(plan)].sort())
    if ((await lockOrganisation(tx, one)).ended_at) informationProblems.raise('already-ending')
  const others = await tx
    .selectFrom('information.succession_plans')
    .select('id')
    .where('state', 'in', ['confirmed', 'running', 'undoing'])
    .where(eb => eb.or([eb('organisation_id', 'in', concerned(plan)), eb('other_id', 'in', concerned(plan))]))
    .execute()
  if (others.length > 0) informationProblems.raise('already-ending')
  await refuseWhileLeaving(tx, concerned(plan))
}

/** Has the job take the plan's next steps, on its day or at once when that is over. */
export const goOn = (tx: Write, { id, organisation_id, takes_effect_at }: Plan) =>
  enqueue(tx, SUCCESSION_JOB, organisation_id, { plan_id: id }, { at: takes_effect_at, key: `succession:${id}` })

/** Takes a plan back: before its day nothing happens, and one that is under way goes back until its last step. */
export async function withdrawPlan(
  tx: Write,
  author: Author,
  { id, held }: { id: string; held: Held },
  now: Date,
): Promise<void> {
  const plan = await lockPlan(tx, id)
  if (plan.state === 'done') informationProblems.raise('plan-done')
  if (!['draft', 'confirmed', 'running'].includes(plan.state)) informationProblems.raise('plan-settled')
  if (await isInUse(tx, held, plan)) informationProblems.raise('successor-in-use')
  const state = plan.state === 'running' ? 'undoing' : 'withdrawn'
  await tx.updateTable('information.succession_plans').set({ state, reached: null }).where('id', '=', id).execute()
  if (state === 'undoing') await goOn(tx, plan)
  for (const one of concerned(plan))
    await record(
      tx,
      author,
      successionWithdrawn,
      { id: one, organisation_id: one },
      { plan_id: id, kind: plan.kind },
      now,
    )
}

/** Whether the new one has something of its own already that no other has a place for: a case, mail, a notification. */
async function isInUse(tx: Read, held: Held, { successor_id }: Plan): Promise<boolean> {
  const begun = passedOf(held)
    .filter(
      ({ holding, passing }) => passing.how === 'stays' && !['record', 'technical', 'setting'].includes(holding.kind),
    )
    .map(({ table }) => sql`exists (select from ${sql.table(table)} t where t.organisation_id = ${successor_id})`)
  const { rows } = await sql<{ begun: boolean }>`select ${sql.join(begun, sql` or `)} as begun`.execute(tx)
  return rows[0]!.begun
}
