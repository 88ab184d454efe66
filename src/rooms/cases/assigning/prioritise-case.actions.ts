import type { Write } from '#platform/database/transaction.ts'
import { type Author, record } from '#platform/events/record.ts'
import { findCategory, getAgreement } from '#rooms/catalogue/index.ts'
import { type Level, priorityOf } from '#rooms/clock/index.ts'
import { lockCase } from '../case.queries.ts'
import { whyNot } from '../case.rules.ts'
import { retargetClocks } from '../clocks/clocks.actions.ts'
import { tellMadeLate } from '../clocks/made-late.actions.ts'
import { caseClassified, casePrioritised } from '../events.ts'
import { caseProblems, refuse } from '../problems.ts'
import { restrictWithCategory } from '../restricting/restrict.actions.ts'
import { beginPlanned } from '../tasks/planned.actions.ts'
import { touched } from '../touch.ts'

export interface PrioritiseCase {
  readonly reference: string
  readonly version?: number | undefined
  readonly impact: Level
  readonly urgency: Level
  readonly because?: string | undefined
}

/** Sets impact and urgency; the organisation's matrix gives the priority, and the due times follow (requirement S-35). */
export async function prioritiseCase(tx: Write, author: Author, command: PrioritiseCase, now: Date): Promise<void> {
  const theCase = await lockCase(tx, command.reference, command.version)
  refuse(whyNot.prioritise(theCase))
  const { impact, urgency } = command
  if (theCase.impact === impact && theCase.urgency === urgency) return
  const { matrix } = await getAgreement(tx, theCase.organisation_id)
  const priority = priorityOf(matrix, impact, urgency)
  await tx
    .updateTable('cases.cases')
    .set({ ...touched(now), impact, urgency, priority })
    .where('id', '=', theCase.id)
    .execute()
  const payload = { priority, impact, urgency, before: theCase.priority, because: command.because ?? null }
  await record(tx, author, casePrioritised, theCase, payload, now, { topics: ['cases'] })
  if (priority === theCase.priority) return
  const { clocks } = await retargetClocks(tx, theCase, priority, now)
  await tellMadeLate(tx, author, theCase, clocks, now)
}

/** Puts a case under another category of its organisation; null takes it out of any. Raises `cases.category-elsewhere`. */
export async function classifyCase(
  tx: Write,
  author: Author,
  command: { reference: string; version?: number | undefined; category_id: string | null },
  now: Date,
): Promise<void> {
  const theCase = await lockCase(tx, command.reference, command.version)
  refuse(whyNot.classify(theCase))
  if (theCase.category_id === command.category_id) return
  const category = command.category_id && (await findCategory(tx, theCase.organisation_id, command.category_id))
  if (category === undefined) return caseProblems.raise('category-elsewhere')
  const { id: category_id, path } = category || { id: null, path: null }
  await tx
    .updateTable('cases.cases')
    .set({ ...touched(now), category_id })
    .where('id', '=', theCase.id)
    .execute()
  const payload = { category_id, category: path, before: theCase.category }
  await record(tx, author, caseClassified, theCase, payload, now, { topics: ['cases'] })
  if (category !== null && category !== '' && category.restricted && category.team_id && !theCase.restricted)
    await restrictWithCategory(tx, author, { theCase, team_id: category.team_id }, now)
  await beginPlanned(tx, author, theCase.id, now)
}
