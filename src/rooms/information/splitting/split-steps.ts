/*
 * A split is carried out a step at a time, each in a transaction of its own that holds the plan's row: stopped anywhere it goes on
 * where it was, and two that run at once take turns.
 */
import type { Write } from '#platform/database/transaction.ts'
import { record } from '#platform/events/record.ts'
import type { Held } from '#platform/holdings/holding.ts'
import type { JobContext } from '#platform/jobs/define.ts'
import { continueCases, giveOutAgain, listContinued } from '#rooms/cases/index.ts'
import { foundPart, getOrganisation, giveAdministrator, rememberLeavers, shareRoles } from '#rooms/people/index.ts'
import { setHold } from '../erasing/holds.actions.ts'
import { organisationSplit } from '../events.ts'
import { BATCH } from '../succeeding/pass-rows.ts'
import { lockPlan, type Plan } from '../succeeding/plan.queries.ts'
import { foresee } from './dry-run.queries.ts'
import { copiesOf, copyPart, type Division, endJoins, endTeams, movePart, pointParted } from './part-rows.ts'
import { getSplit, partsOf } from './split.queries.ts'
import { caseWays, type Parts, type Ways, wayOf } from './split.rules.ts'
import { stepSplitBack } from './split-steps-back.ts'
import { divisionFor, type SplitWork, splitSteps } from './split-work.ts'

/** Takes a plan's next step. Returns whether there is more to do. */
export const takeSplitStep = (context: JobContext, held: Held, { id, organisation_id, successor_id }: Plan) =>
  context.together([organisation_id, successor_id]).write(async tx => {
    const plan = await lockPlan(tx, id)
    const author = { person_id: plan.confirmed_by ?? undefined, name: plan.confirmed_by_name ?? 'Moothall' }
    const work = { held, plan, split: await getSplit(tx, id), author }
    if (plan.state === 'undoing') return stepSplitBack(tx, work, context.now)
    if (!['confirmed', 'running'].includes(plan.state) || plan.takes_effect_at > context.now) return false
    return stepOn(tx, work, context.now)
  })

async function stepOn(tx: Write, work: SplitWork, now: Date): Promise<boolean> {
  const { held, plan } = work
  const steps = splitSteps(held)
  const step = plan.step || steps[0]!
  const come_up = step === 'choose' ? await choose(tx, work) : []
  if (come_up.length > 0) {
    const waits = { state: 'draft', confirmed_by: null, confirmed_by_name: null, confirmed_at: null }
    await tx.updateTable('information.succession_plans').set(waits).where('id', '=', plan.id).execute()
    await tx.updateTable('information.splits').set({ come_up }).where('plan_id', '=', plan.id).execute()
    return false
  }
  const more = step !== 'choose' && (await doStep(tx, work, step, now))
  const next = more ? step : steps[steps.indexOf(step) + 1]
  const state = next ? 'running' : 'done'
  await tx
    .updateTable('information.succession_plans')
    .set({ state, step: next ?? step, steps_taken: plan.steps_taken + 1 })
    .$if(state === 'done', query => query.set({ done_at: now }))
    .where('id', '=', plan.id)
    .execute()
  return state === 'running'
}

/** Writes down who goes as things are now. Returns what has come up that nobody settled: then nothing is begun. */
async function choose(tx: Write, { plan, split }: SplitWork): Promise<string[]> {
  const { unsettled } = await foresee(tx, plan, split)
  if (unsettled.length > 0) return unsettled.map(({ kind }) => kind)
  const { persons, teams, mailboxes } = await partsOf(tx, plan, split)
  const { id: plan_id, organisation_id } = plan
  const of = (kind: string, ids: readonly string[]) => ids.map(part_id => ({ plan_id, organisation_id, kind, part_id }))
  const rows = [...of('person', persons), ...of('team', teams), ...of('mailbox', mailboxes)]
  for (let at = 0; at < rows.length; at += 1000)
    await tx
      .insertInto('information.split_parts')
      .values(rows.slice(at, at + 1000))
      .onConflict(conflict => conflict.doNothing())
      .execute()
  return []
}

/** Does one batch of a step. Returns whether there is more of it. */
async function doStep(tx: Write, work: SplitWork, step: string, now: Date): Promise<boolean> {
  const { plan, author } = work
  const [doing, table = ''] = step.split(' ')
  const division = await divisionFor(tx, work)
  const { organisation_id } = plan
  const { persons, teams } = division.parts
  if (doing === 'found') await found(tx, work, now)
  else if (doing === 'copy') await copyPart(tx, division, table)
  else if (doing === 'remember') await rememberLeavers(tx, { organisation_id, persons }, now)
  else if (doing === 'end') await endJoins(tx, division, table)
  else if (doing === 'move') return (await movePart(tx, division, table)) > 0
  else if (doing === 'point') await pointParted(tx, division, 'there')
  else if (doing === 'roles') await roles(tx, work)
  else if (doing === 'pass') return (await passOn(tx, work, division, now)) > 0
  else if (doing === 'finish') await finish(tx, work, division, now)
  else if (doing === 'give')
    return (await giveOutAgain(tx, author, { organisation_id, persons, teams, most: BATCH }, now)) > 0
  return false
}

const found = (tx: Write, { plan, author }: SplitWork, now: Date) =>
  foundPart(
    tx,
    author,
    { id: plan.successor_id, name: plan.name!, short_name: plan.short_name!, from: plan.organisation_id },
    now,
  )

async function roles(tx: Write, { plan, split }: SplitWork) {
  const { organisation_id: from, successor_id: to, confirmed_by } = plan
  if (wayOf(split.ways, 'others') === 'both') await shareRoles(tx, { from, to })
  if (wayOf(split.ways, 'administrator') === 'planner' && confirmed_by)
    await giveAdministrator(tx, { person_id: confirmed_by, organisation_id: to })
}

/** How the cases that go are told from those that stay. */
const partingOf = ({ organisation_id }: Plan, { persons, teams }: Parts, ways: Ways) => ({
  ...{ organisation_id, persons, teams },
  ...caseWays(ways),
})

async function passOn(tx: Write, { plan, author, split }: SplitWork, division: Division, now: Date): Promise<number> {
  const { short_name: from } = await getOrganisation(tx, plan.organisation_id)
  return continueCases(
    tx,
    author,
    {
      ...partingOf(plan, division.parts, split.ways),
      ...{ plan_id: plan.id, from, most: BATCH, settings: await copiesOf(tx, division) },
      to: { organisation_id: plan.successor_id, short_name: plan.short_name! },
    },
    now,
  )
}

/** From here on it cannot go back: what may not be erased may not be there either, and the record says that it is done. */
async function finish(tx: Write, { plan, author }: SplitWork, division: Division, now: Date) {
  await endTeams(tx, division, now)
  const { organisation_id, successor_id } = plan
  const continued = await listContinued(tx, plan.id)
  const there = new Map([
    [organisation_id, successor_id],
    ...continued.map(one => [one.case_id, one.continued_as] as const),
  ])
  const standing = tx.selectFrom('information.legal_holds').select(['kind', 'subject_id', 'because'])
  const holds = await standing.where('organisation_id', '=', organisation_id).where('lifted_at', 'is', null).execute()
  for (const { kind, subject_id: held_id, because } of holds) {
    const subject_id = there.get(held_id)
    // What kinds there are the table checks.
    if (subject_id)
      await setHold(
        tx,
        author,
        { organisation_id: successor_id, kind: kind as 'organisation' | 'case', subject_id, because },
        now,
      )
  }
  const payload = {
    plan_id: plan.id,
    name: plan.name ?? '',
    people: division.parts.persons.length,
    cases: continued.length,
  }
  await record(tx, author, organisationSplit, { id: organisation_id, organisation_id }, payload, now)
}
