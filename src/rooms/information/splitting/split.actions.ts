import { newId } from '#platform/database/id.ts'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { findOrganisationNamed, lockOrganisation } from '#rooms/people/index.ts'
import { successionConfirmed, successionPlanned, successionWithdrawn } from '../events.ts'
import { informationProblems } from '../problems.ts'
import { goOn, refuseIfConfirmed } from '../succeeding/plan.actions.ts'
import { lockPlan } from '../succeeding/plan.queries.ts'
import { foresee } from './dry-run.queries.ts'
import { getSplit } from './split.queries.ts'
import type { Chosen, Ways } from './split.rules.ts'

export interface PlanSplit {
  readonly organisation_id: string
  readonly name: string
  readonly short_name: string
  readonly takes_effect_at: Date
}

/** Plans that part of an organisation becomes another on a day. Who goes is chosen next; nothing happens until it is confirmed. */
export async function planSplit(tx: Write, author: Author, command: PlanSplit, now: Date): Promise<string> {
  const { organisation_id } = command
  if ((await lockOrganisation(tx, organisation_id)).ended_at) informationProblems.raise('already-ending')
  if (await findOrganisationNamed(tx, command.short_name)) informationProblems.raise('short-name-taken')
  const id = newId()
  const planned = { planned_by: author.person_id ?? null, planned_by_name: author.name, planned_at: now }
  await tx
    .insertInto('information.succession_plans')
    .values({ id, kind: 'split', successor_id: newId(), ...command, ...planned })
    .execute()
  await tx.insertInto('information.splits').values({ plan_id: id, organisation_id }).execute()
  const subject = { id: organisation_id, organisation_id }
  await record(tx, author, successionPlanned, subject, { plan_id: id, kind: 'split' }, now)
  return id
}

/** Says who goes, or how what stands between is settled. Raises `information.plan-settled` once it is confirmed. */
export async function changeSplit(
  tx: Write,
  _author: Author,
  { id, chosen, ways }: { id: string; chosen?: Chosen | undefined; ways?: Ways | undefined },
  _now: Date,
): Promise<void> {
  const plan = await lockPlan(tx, id)
  if (plan.state !== 'draft') informationProblems.raise('plan-settled')
  const split = await getSplit(tx, id)
  await tx
    .updateTable('information.splits')
    .set({ chosen: JSON.stringify(chosen ?? split.chosen), ways: JSON.stringify({ ...split.ways, ...ways }) })
    .where('plan_id', '=', id)
    .execute()
}

/**
 * The second step: on its day the split is carried out. Raises `information.plan-unsettled` while something stands between, and
 * `information.already-ending` when another plan for the organisation is confirmed.
 */
export async function confirmSplit(tx: Write, author: Author, { id }: { id: string }, now: Date): Promise<void> {
  const plan = await lockPlan(tx, id)
  if (plan.state !== 'draft') informationProblems.raise('plan-settled')
  await refuseIfConfirmed(tx, plan)
  const split = await getSplit(tx, id)
  if ((await foresee(tx, plan, split)).unsettled.length > 0) informationProblems.raise('plan-unsettled')
  const confirmed = { confirmed_by: author.person_id ?? null, confirmed_by_name: author.name, confirmed_at: now }
  await tx
    .updateTable('information.succession_plans')
    .set({ state: 'confirmed', ...confirmed })
    .where('id', '=', id)
    .execute()
  await tx.updateTable('information.splits').set({ come_up: [] }).where('plan_id', '=', id).execute()
  await goOn(tx, plan)
  const ways = Object.fromEntries(Object.entries(split.ways).map(([kind, way]) => [kind, way ?? '']))
  const payload = { plan_id: id, kind: 'split', takes_effect_at: plan.takes_effect_at.toISOString(), settled: ways }
  await record(
    tx,
    author,
    successionConfirmed,
    { id: plan.organisation_id, organisation_id: plan.organisation_id },
    payload,
    now,
  )
}

/** Takes a plan back: before its day nothing happens, and one that is under way goes back until its last step. */
export async function withdrawSplit(tx: Write, author: Author, { id }: { id: string }, now: Date): Promise<void> {
  const plan = await lockPlan(tx, id)
  // The step before it was the last that could go back.
  if (plan.state === 'done' || plan.step === 'give') informationProblems.raise('plan-done')
  if (!['draft', 'confirmed', 'running'].includes(plan.state)) informationProblems.raise('plan-settled')
  const state = plan.state === 'running' ? 'undoing' : 'withdrawn'
  await tx.updateTable('information.succession_plans').set({ state, reached: null }).where('id', '=', id).execute()
  if (state === 'undoing') await goOn(tx, plan)
  const subject = { id: plan.organisation_id, organisation_id: plan.organisation_id }
  await record(tx, author, successionWithdrawn, subject, { plan_id: id, kind: 'split' }, now)
}
