/*
 * A plan is carried out a step at a time, each in a transaction of its own that holds the plan's row: stopped anywhere it goes on where
 * it was, and two that run at once take turns.
 */
import { sql } from 'kysely'
import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import type { Held } from '#platform/holdings/holding.ts'
import { defineJob, type JobContext } from '#platform/jobs/define.ts'
import { passCasesOn } from '#rooms/cases/index.ts'
import {
  endOrganisation,
  foundSuccessor,
  getOrganisation,
  lockOrganisation,
  unfoundSuccessor,
} from '#rooms/people/index.ts'
import { setHold } from '../erasing/holds.actions.ts'
import { successionHeldUp } from '../events.ts'
import { takeSplitStep } from '../splitting/split-steps.ts'
import { listClashes, unsettled } from './dry-run.queries.ts'
import { BATCH, copyRows, isAnythingLeft, moveRows, moveRowsBack, pointBack, pointOthers } from './pass-rows.ts'
import { stepsOf } from './passing.rules.ts'
import { type Passage, tablesOf } from './passing.sql.ts'
import { concerned, getPlan, lockPlan, type Plan } from './plan.queries.ts'
import { SUCCESSION_JOB } from './succession-job.ts'

/** Carries out a confirmed plan on its day, or takes back one that is to be undone, step by step to its end. */
export const carryOut = (held: Held) =>
  defineJob(SUCCESSION_JOB.name as 'information.carryOut', SUCCESSION_JOB.payload, async (context, { plan_id }) => {
    while (await takeStep(context, held, plan_id));
  })

/** Takes a plan's next step. Returns whether there is more to do. */
export async function takeStep(context: JobContext, held: Held, plan_id: string): Promise<boolean> {
  const plan = await context.read(tx => getPlan(tx, plan_id))
  if (plan.kind === 'split') return takeSplitStep(context, held, plan)
  return context.together([...concerned(plan), plan.successor_id]).write(async tx => {
    const locked = await lockPlan(tx, plan_id)
    if (locked.state === 'undoing') return stepBack(tx, { held, plan: locked }, context.now)
    if (!['confirmed', 'running'].includes(locked.state) || locked.takes_effect_at > context.now) return false
    if (locked.state === 'confirmed' && (await heldUp(tx, { held, plan: locked }, context.now))) return false
    return stepOn(tx, { held, plan: locked }, context.now)
  })
}

interface Work {
  readonly held: Held
  readonly plan: Plan
}

/** What came to be alike since it was confirmed is for somebody to settle: nothing begins, and the plan is theirs to confirm again. */
async function heldUp(tx: Write, { held, plan }: Work, now: Date): Promise<boolean> {
  const clashes = unsettled(await listClashes(tx, held, plan), plan)
  if (clashes.length === 0) return false
  await tx.updateTable('information.succession_plans').set({ state: 'draft' }).where('id', '=', plan.id).execute()
  const payload = { plan_id: plan.id, kind: plan.kind, clashes: clashes.map(({ what }) => what) }
  for (const id of concerned(plan)) {
    await lockOrganisation(tx, id)
    await record(tx, authorOf(plan), successionHeldUp, { id, organisation_id: id }, payload, now)
  }
  return true
}

async function passageOf(tx: Write, { held, plan }: Work): Promise<Passage> {
  const { short_name } = await getOrganisation(tx, plan.other_id!)
  return { plan, tables: await tablesOf(tx, held), suffix: ` (${short_name})` }
}

/** Who is said to have done it: whoever confirmed it. */
const authorOf = (plan: Plan): Author => ({
  person_id: plan.confirmed_by ?? undefined,
  name: plan.confirmed_by_name ?? 'Moothall',
})

async function stepOn(tx: Write, work: Work, now: Date): Promise<boolean> {
  const { held, plan } = work
  const steps = stepsOf(held)
  const step = plan.step || steps[0]!
  // What was added to the old ones while the rest moved moves as well.
  if (step === 'end' && (await isAnythingLeft(tx, await passageOf(tx, work)))) return goBackTo(tx, plan, steps)
  const reached = await doStep(tx, work, step, now)
  const next = reached === undefined ? steps[steps.indexOf(step) + 1] : step
  const state = next ? 'running' : 'done'
  await tx
    .updateTable('information.succession_plans')
    .set({ state, step: next ?? step, reached: reached ?? null, steps_taken: plan.steps_taken + 1 })
    .$if(state === 'done', query => query.set({ done_at: now }))
    .where('id', '=', plan.id)
    .execute()
  return state === 'running'
}

async function goBackTo(tx: Write, plan: Plan, steps: readonly string[]): Promise<true> {
  const step = steps.find(one => one.startsWith('move ')) ?? 'others'
  const taken = { step, reached: null, steps_taken: plan.steps_taken + 1 }
  await tx.updateTable('information.succession_plans').set(taken).where('id', '=', plan.id).execute()
  return true
}

/** Does one batch of a step. Returns how far it is when there is more; undefined when the step is done. */
async function doStep(tx: Write, work: Work, step: string, now: Date): Promise<string | undefined> {
  const { plan } = work
  const author = authorOf(plan)
  const [doing, table = ''] = step.split(' ')
  if (doing === 'copy') await copyRows(tx, await passageOf(tx, work), table)
  else if (doing === 'move') return (await moveRows(tx, await passageOf(tx, work), table)) > 0 ? 'moving' : undefined
  else if (doing === 'others') await pointOthers(tx, await passageOf(tx, work))
  else if (doing === 'pass') return passOn(tx, plan, 'on', now)
  else if (doing === 'end') {
    for (const id of concerned(plan)) {
      const ending = { id, successor_id: plan.successor_id }
      await endOrganisation(tx, author, ending, now)
      await holdFor(tx, author, { from: id, to: plan.successor_id }, now)
    }
    // What is others' and names the old ones: a desk's mailboxes that served them, its groups that gave a role there.
    await sql`select channels.serve_successor(${plan.successor_id}), people.give_in_successor(${plan.successor_id})`.execute(
      tx,
    )
  } else {
    const { successor_id: id, name, short_name } = plan
    const founding = { id, name: name!, short_name: short_name!, predecessors: concerned(plan) }
    await foundSuccessor(tx, author, founding, now)
  }
  return undefined
}

/** What may not be erased of the old one may not be of the new: its people and settings are there now. */
async function holdFor(tx: Write, author: Author, { from, to }: { from: string; to: string }, now: Date) {
  const standing = (id: string) =>
    tx
      .selectFrom('information.legal_holds')
      .select('because')
      .where('subject_id', '=', id)
      .where('lifted_at', 'is', null)
  const hold = await standing(from).executeTakeFirst()
  if (!hold || (await standing(to).executeTakeFirst())) return
  const { because } = hold
  await setHold(tx, author, { organisation_id: to, kind: 'organisation', subject_id: to, because }, now)
}

/** A batch of open cases, of the first and then of the second. How far it is is the organisation and its last case. */
async function passOn(tx: Write, plan: Plan, way: 'on' | 'back', now: Date): Promise<string | undefined> {
  const all = concerned(plan)
  const [place = all[0]!, after] = plan.reached?.split(' ') ?? []
  const { short_name } = await getOrganisation(tx, place)
  const names = [short_name, plan.short_name!] as const
  const [from, to] = way === 'on' ? names : [names[1], names[0]]
  const batch = { organisation_id: place, from, to, plan_id: plan.id, after, most: BATCH, back: way === 'back' }
  const last = await passCasesOn(tx, authorOf(plan), batch, now)
  return last ? `${place} ${last}` : all[all.indexOf(place) + 1]
}

/** Goes back a batch: what moved returns, and then the new organisation ends. */
async function stepBack(tx: Write, work: Work, now: Date): Promise<boolean> {
  const { held, plan } = work
  const set = (to: { state?: string; step?: string; reached?: string | null; done_at?: Date }) =>
    tx.updateTable('information.succession_plans').set(to).where('id', '=', plan.id).execute()
  const steps = stepsOf(held)
  const at = plan.step
  const before = steps[steps.indexOf(at) - 1]
  const [doing, table = ''] = at.split(' ')
  if (doing === 'end' || doing === 'pass') {
    // All stories say that the case passed on: each says that it came back.
    const reached = await passOn(tx, plan, 'back', now)
    await set(reached ? { reached } : { reached: null, step: 'others' })
    return true
  }
  if (doing === 'move') {
    const back = await moveRowsBack(tx, await passageOf(tx, work), table)
    if (back === 0) await set({ step: before! })
    return true
  }
  if (doing !== 'found') {
    if (doing === 'others') await pointBack(tx, await passageOf(tx, work))
    await set({ step: before! })
    return true
  }
  const short_name = `${plan.short_name} (undone ${plan.id.slice(-6)})`
  await unfoundSuccessor(tx, authorOf(plan), { id: plan.successor_id, short_name }, now)
  await set({ state: 'undone', done_at: now })
  return false
}
