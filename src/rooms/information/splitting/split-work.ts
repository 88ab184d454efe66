import type { Write } from '#platform/database/transaction.ts'
import type { Author } from '#platform/events/record.ts'
import type { Held } from '#platform/holdings/holding.ts'
import type { Plan } from '../succeeding/plan.queries.ts'
import { type Division, divisionOf } from './part-rows.ts'
import { movesItself, partedTables } from './parting.sql.ts'
import { type Split, writtenParts } from './split.queries.ts'
import type { Parts } from './split.rules.ts'
import { stepsOfSplit } from './split-steps.rules.ts'

const NONE: Parts = { persons: [], teams: [], mailboxes: [] }

/** The steps there are, whoever goes. */
export const splitSteps = (held: Held): string[] =>
  stepsOfSplit(partedTables(held, { parts: NONE, ways: {} }), movesItself)

export interface SplitWork {
  readonly held: Held
  readonly plan: Plan
  readonly split: Split
  readonly author: Author
}

/** What a step of this plan works on. */
export const divisionFor = async (tx: Write, { held, plan, split }: SplitWork): Promise<Division> =>
  divisionOf(tx, held, { plan, parts: await writtenParts(tx, plan.id), ways: split.ways })
