import type { Write } from '#platform/database/transaction.ts'
import { isWorkedOn, takeCasesBack } from '#rooms/cases/index.ts'
import { forgetLeavers, getOrganisation, unfoundPart } from '#rooms/people/index.ts'
import { BATCH } from '../succeeding/pass-rows.ts'
import { joinAgain, movePartBack, pointParted } from './part-rows.ts'
import { divisionFor, type SplitWork, splitSteps } from './split-work.ts'

/** It was looked whether anybody works there, before anything went back. */
const LOOKED = 'looked'

/**
 * Goes back a batch: cases first, then what moved, and then the new organisation ends. When somebody has begun to work there, it
 * goes on to its end instead, and says so.
 */
export async function stepSplitBack(tx: Write, work: SplitWork, now: Date): Promise<boolean> {
  const { held, plan } = work
  const set = (to: { state?: string; step?: string; reached?: string | null; done_at?: Date }) =>
    tx
      .updateTable('information.succession_plans')
      .set({ reached: LOOKED, ...to })
      .where('id', '=', plan.id)
      .execute()
  if (plan.reached !== LOOKED && (await isWorkedOn(tx, plan.successor_id))) {
    await set({ state: 'running', reached: null })
    await tx
      .updateTable('information.splits')
      .set({ come_up: ['in_use'] })
      .where('plan_id', '=', plan.id)
      .execute()
    return true
  }
  const steps = splitSteps(held)
  if (await undoStep(tx, work, plan.step, now)) {
    await set({})
    return true
  }
  const before = steps[steps.indexOf(plan.step) - 1]
  if (before) await set({ step: before })
  else await set({ state: 'undone', done_at: now })
  return before !== undefined
}

/** Undoes one batch of a step. Returns whether there is more of it. */
async function undoStep(tx: Write, work: SplitWork, step: string, now: Date): Promise<boolean> {
  const { plan, author } = work
  const { id: plan_id, organisation_id, successor_id, short_name } = plan
  const [doing, table = ''] = step.split(' ')
  const division = await divisionFor(tx, work)
  if (doing === 'pass') {
    const { short_name: from } = await getOrganisation(tx, organisation_id)
    const back = { plan_id, organisation_id, to_organisation_id: successor_id, from, to: short_name!, most: BATCH }
    return (await takeCasesBack(tx, author, back, now)) > 0
  }
  if (doing === 'point') await pointParted(tx, division, 'back')
  if (doing === 'move') return (await movePartBack(tx, division, table)) > 0
  if (doing === 'end') await joinAgain(tx, division, table)
  if (doing === 'remember') await forgetLeavers(tx, { organisation_id, persons: division.parts.persons })
  if (doing === 'found')
    await unfoundPart(tx, author, { id: successor_id, short_name: `${short_name} (undone ${plan_id.slice(-6)})` }, now)
  return false
}
