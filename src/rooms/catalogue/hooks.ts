import type { Read } from '#platform/database/transaction.ts'
import type { Foresight, Progress } from '#rooms/people/index.ts'
import type { PausesChange } from './pausing/set-pauses.actions.ts'
import type { TargetSetting } from './targets/targets.actions.ts'

export type { PausesChange } from './pausing/set-pauses.actions.ts'

/** Targets an organisation would have, also for the cases that are open. */
export interface TargetsChange {
  readonly organisation_id: string
  readonly targets: readonly TargetSetting[]
}

/** What this room asks of cases, which it does not know: app/ hands it in. */
export interface CatalogueHooks {
  /** What other targets would move, with nothing written. */
  foreseeTargets(tx: Read, change: TargetsChange, now: Date): Promise<Foresight>
  /** What other reasons that stop clocks would move, with nothing written. */
  foreseePauses(tx: Read, change: PausesChange, now: Date): Promise<Foresight>
  /** How the last change of those is getting on; undefined when there was none. */
  pausesProgress(tx: Read, organisation_id: string): Promise<Progress | undefined>
  /** How the last change for open cases is getting on; undefined when there was none. */
  progressOf(tx: Read, organisation_id: string): Promise<Progress | undefined>
  /** Where it is said who is told as the time under an agreement runs out. */
  escalationHref(organisation_id: string, agreement_id: string): string
  /** Where a case is found. */
  caseHref(reference: string): string
}
